package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.poolbench.harness.jar.CountingParam;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.jar.JmhJar;
import io.poolbench.harness.jar.Jvm;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.run.Runs;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Real forks of a JMH jar whose states retain a number of bytes that is known. */
final class StateFootprintTest {

  private static final String HOLDING =
      """
      package sample;

      import java.nio.ByteBuffer;
      import java.util.concurrent.TimeUnit;
      import org.openjdk.jmh.annotations.*;

      @State(Scope.Thread)
      @BenchmarkMode(Mode.AverageTime)
      @OutputTimeUnit(TimeUnit.NANOSECONDS)
      @Warmup(iterations = 1, time = 50, timeUnit = TimeUnit.MILLISECONDS)
      @Measurement(iterations = 2, time = 50, timeUnit = TimeUnit.MILLISECONDS)
      @Fork(1)
      public class Holding {
        @Param({"0", "1"})
        public int megabytes;

        private byte[][] kept;
        private ByteBuffer direct;
        private int next;

        @Setup
        public void open() {
          kept = new byte[16][];
          direct = ByteBuffer.allocateDirect(100_000);
        }

        @Benchmark
        public Object fill() {
          return kept[next++ & 15] = new byte[65_536 * megabytes];
        }
      }
      """;

  /** In the mode that samples, whose histogram is larger than what the state holds. */
  private static final String OPEN =
      """
      package sample;

      import java.nio.ByteBuffer;
      import java.util.concurrent.TimeUnit;
      import org.openjdk.jmh.annotations.*;

      @State(Scope.Benchmark)
      @BenchmarkMode(Mode.SampleTime)
      @OutputTimeUnit(TimeUnit.NANOSECONDS)
      @Warmup(iterations = 1, time = 50, timeUnit = TimeUnit.MILLISECONDS)
      @Measurement(iterations = 2, time = 50, timeUnit = TimeUnit.MILLISECONDS)
      @Fork(1)
      public class Open {
        static final class Connection {
          final byte[] buffer = new byte[100];
          long written;
        }

        @Param({"7"})
        public int connections;

        @Param({"5"})
        public int unused;

        private Connection[] open;
        private ByteBuffer shared;
        private int next;

        @Setup
        public void open() throws InterruptedException {
          Thread.sleep(50);
          open = new Connection[connections];
          for (int i = 0; i < connections; i++) {
            open[i] = new Connection();
          }
          shared = ByteBuffer.allocateDirect(64 * connections + 1_000_000);
        }

        @Benchmark
        public Object ping() {
          return open[next++ % connections];
        }
      }
      """;

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    jar = JmhJar.build(folder.resolve("holding"), HOLDING, OPEN);
  }

  @ParameterizedTest
  @CsvSource({"17", "25"})
  void whatTheStatesRetainIsCountedWithItsClasses(int version, @TempDir Path out)
      throws IOException {
    List<Path> jdks = Jvm.installed(version);
    assumeThat(jdks).as("an installed JDK " + version).isNotEmpty();
    JarArm arm = JarArm.parse("a=" + jar + ",jvm=" + jdks.getFirst(), null);
    assertThat(Runs.asAnnotated(out, 2, "Holding", Set.of(Trial.Kind.FOOTPRINT), arm)).isZero();
    List<Trial> trials = read(out).trials();
    assertThat(trials).hasSize(4).allMatch(Trial::isDone);
    assertThat(read(out).findings())
        .noneMatch(finding -> finding.contains("first-op-sec") || finding.contains("peak-rss-B"));
    // Seen: 712 bytes less; a fork that counts its own histograms has 90 kilobytes more.
    assertThat(retained(trials, "megabytes=1") - retained(trials, "megabytes=0"))
        .isCloseTo(1 << 20, within(10_000.0));
    assertThat(trials)
        .allSatisfy(
            trial -> assertThat(trial.metrics()).containsEntry("direct-B/state", 100_000.0));
    Trial full = trial(trials, "megabytes=1");
    assertThat(
            JsonMapper.shared()
                .readValue(
                    Files.readString(out.resolve(full.result())), StateFootprint.Result.class)
                .bytesByClass())
        .hasEntrySatisfying("byte[]", bytes -> assertThat(bytes).isGreaterThan(1 << 20))
        .containsKey("sample.jmh_generated.Holding_jmhType");
  }

  @Test
  void whatEachUnitOfAParameterRetainsIsCountedWithoutWhatTheyShare(@TempDir Path out)
      throws IOException {
    assertThat(footprints(out, "Open", new CountingParam("connections", 1000, 3000))).isZero();
    Trial trial = RunRecord.fromJson(Files.readString(out.resolve("run.json"))).trials().getFirst();
    assertThat(trial.benchmark()).isEqualTo("Open.ping/unused=5");
    StateFootprint.Result result =
        JsonMapper.shared()
            .readValue(Files.readString(out.resolve(trial.result())), StateFootprint.Result.class);
    // Header of 12, a reference of 4 and a long, or two of 8 with plain headers of 16 bytes.
    assertThat(result.objectsByClass()).containsEntry("sample.Open$Connection", 1.0);
    assertThat(result.bytesByClass()).containsEntry("sample.Open$Connection", 24.0);
    // An array of 100 bytes takes 116, rounded up to 120; what the JVM keeps itself varies.
    assertThat(result.objectsByClass().get("byte[]")).isCloseTo(1, within(0.05));
    assertThat(result.bytesByClass().get("byte[]")).isCloseTo(120, within(6.0));
    // And the reference in the list of all.
    assertThat(trial.metrics().get("retained-B/connections")).isCloseTo(148, within(8.0));
    assertThat(trial.metrics().get("retained-objects/connections")).isCloseTo(2, within(0.1));
    assertThat(trial.metrics()).containsEntry("direct-B/connections", 64.0);
    assertThat(trial.metrics()).containsEntry("native-B/connections", 64.0);
    // The set-up sleeps for so long; a JVM takes some megabytes.
    assertThat(trial.metrics().get("first-op-sec")).isGreaterThanOrEqualTo(0.05);
    assertThat(out.resolve(trial.log() + ".first"))
        .content()
        .as("as it starts for a user")
        .doesNotContain("SharedArchiveFile");
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(trial.metrics().get("peak-rss-B")).isGreaterThan(10e6);
    }
    assertThat(trial.findings()).isEmpty();
  }

  @Test
  void aParameterThatCountsNothingIsTold(@TempDir Path out) throws IOException {
    assertThat(footprints(out, "Open", new CountingParam("unused", 1, 1000))).isZero();
    assertThat(RunRecord.fromJson(Files.readString(out.resolve("run.json"))).trials().getFirst())
        .extracting(Trial::findings)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .asString()
        .contains("with unused=1000 it retains no more objects than with 1; expected a parameter");
  }

  private static RunRecord read(Path out) throws IOException {
    return RunRecord.fromJson(Files.readString(out.resolve("run.json")));
  }

  private static long footprints(Path out, String include, CountingParam counting) {
    JarSuite.Selection selection =
        JarSuite.select(
            List.of(JarArm.measured(jar.toString())),
            Pattern.compile(include),
            List.of(""),
            Set.of(Trial.Kind.FOOTPRINT),
            counting);
    return Runs.measure(out, selection);
  }

  private static Trial trial(List<Trial> trials, String workload) {
    return trials.stream()
        .filter(trial -> trial.workload().equals(workload))
        .findFirst()
        .orElseThrow();
  }

  private static double retained(List<Trial> trials, String workload) {
    return Objects.requireNonNull(trial(trials, workload).metrics().get("retained-B/state"));
  }
}
