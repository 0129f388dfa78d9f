package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.run.Runs;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact counts of {@link KnownObjectsTest} on every JDK and collector. */
final class KnownCollectorsTest {

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    jar = KnownJar.build(folder.resolve("known"));
  }

  /** One run for each JDK, of all its collectors. */
  private static final Map<Integer, RunRecord> RUNS = new HashMap<>();

  private static RunRecord run(int version) throws IOException {
    RunRecord known = RUNS.get(version);
    if (known != null) {
      return known;
    }
    JarArm arm = KnownJar.arm(jar, version);
    Path out = folder.resolve("run" + version);
    // Each collector's test says what failed under it.
    Runs.jars(
        out,
        RunPlan.named("smoke").orElseThrow(),
        "Known.(none|single|one|seventeen)$",
        List.of("gc=serial", "gc=parallel", "gc=g1"),
        Set.of(Trial.Kind.COUNT),
        arm);
    RunRecord run = RunRecord.fromJson(Files.readString(out.resolve("run.json")));
    RUNS.put(version, run);
    return run;
  }

  @ParameterizedTest
  @CsvSource({
    "17, serial",
    "17, parallel",
    "17, g1",
    "21, serial",
    "21, parallel",
    "21, g1",
    "25, serial",
    "25, parallel",
    "25, g1"
  })
  void knownObjectsAreCountedExactlyUnderEveryCollector(int version, String collector)
      throws IOException {
    Map<String, Double> counted = new TreeMap<>();
    for (Trial trial : run(version).trials()) {
      if (trial.setting().equals("gc=" + collector)) {
        assertThat(trial.failure()).as(trial.technique()).isNull();
        counted.put(trial.technique(), trial.metrics().get("allocs/op"));
      }
    }
    assertThat(counted)
        .isEqualTo(
            Map.of(
                "Known.none", 0.0, "Known.single", 1.0, "Known.one", 3.0, "Known.seventeen", 17.0));
  }
}
