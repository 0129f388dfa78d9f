package io.poolbench.harness.fork;

import io.poolbench.harness.jar.CountingParam;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.util.Objects;

/** Runs anyone's JMH benchmarks, each arm on the jars and the JVM that it names. */
public record ExternalJars(RunPlan plan, JarSuite suite) implements Runner {

  @Override
  public Outcome run(Trial trial, Files files) throws TrialFailedException, IOException {
    JarBenchmark benchmark =
        Objects.requireNonNull(suite.benchmarks().get(trial.arm().path())).in(trial.setting());
    JmhFork fork = new JmhFork(trial, plan, suite.arm(trial), benchmark, files);
    CountingParam counting = suite.counting();
    return trial.kind() == Trial.Kind.FOOTPRINT && counting != null && !benchmark.isFootprint()
        ? StateFootprint.perUnit(fork, counting)
        : fork.run();
  }
}
