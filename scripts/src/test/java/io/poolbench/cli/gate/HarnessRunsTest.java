package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.run.Run;
import io.poolbench.harness.run.RunExecution;
import io.poolbench.reports.model.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HarnessRunsTest {

  @Test
  void aGateThatCountedInItsTimedForksIsNotResumed(@TempDir Path folder) {
    JarArm head =
        JarArm.of("head", System.getProperty("java.class.path"), JavaBinary.own(), List.of());
    JarSuite.Selection canary =
        JarSuite.select(
            List.of(head),
            Pattern.compile("bufioreuse/burst/before"),
            List.of(""),
            Set.of(Kind.TIMING));
    RunPlan plan = RunPlan.named("gate").orElseThrow().forJars("bufioreuse", false);
    Path earlier = folder.resolve("earlier");
    Path now = folder.resolve("now");
    // Without a trial: nothing is measured.
    new RunExecution(Run.begin(earlier, plan, 7, canary), "").measureSilently();
    new RunExecution(Run.begin(now, plan.countingApart(), 7, canary), "").measureSilently();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new HarnessRuns().resume(earlier, ""))
        .withMessageContaining("earlier: holds a gate whose timed forks count objects")
        .withMessageEndingWith("begin a new gate");
    assertThat(new HarnessRuns().resume(now, "").benchmarks()).hasSize(1);
  }
}
