package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Real forks of a JMH jar whose states retain a number of bytes that is known. */
final class JarFootprintTest {

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

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    jar = JmhJar.build(folder.resolve("holding"), HOLDING);
  }

  @ParameterizedTest
  @CsvSource({"17", "25"})
  void whatTheStatesRetainIsCountedWithItsClasses(int version, @TempDir Path out)
      throws IOException {
    List<Path> jdks = Jvm.installed(version);
    assumeThat(jdks).as("an installed JDK " + version).isNotEmpty();
    JarArm arm = JarArm.parse("a=" + jar + ",jvm=" + jdks.getFirst(), null);
    Set<Trial.Kind> kinds = Set.of(Trial.Kind.TIMING, Trial.Kind.FOOTPRINT);
    assertThat(Runs.asAnnotated(out, 2, "", kinds, arm)).isZero();
    List<Trial> trials =
        RunRecord.fromJson(Files.readString(out.resolve("run.json"))).trials().stream()
            .filter(trial -> trial.kind() == Trial.Kind.FOOTPRINT)
            .toList();
    assertThat(trials).hasSize(4).allMatch(Trial::isDone);
    // What JMH and the JDK keep of their own varies by some kilobytes.
    assertThat(retained(trials, "megabytes=1") - retained(trials, "megabytes=0"))
        .isCloseTo(1 << 20, within(30_000.0));
    assertThat(trials)
        .allSatisfy(
            trial -> assertThat(trial.metrics()).containsEntry("direct-B/state", 100_000.0));
    Trial full = trial(trials, "megabytes=1");
    assertThat(
            JsonMapper.shared()
                .readValue(Files.readString(out.resolve(full.result())), JarFootprint.Result.class)
                .bytesByClass())
        .hasEntrySatisfying("byte[]", bytes -> assertThat(bytes).isGreaterThan(1 << 20))
        .containsKey("sample.jmh_generated.Holding_jmhType");
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

  @Test
  void classesHaveTheNamesThatJavaGivesThem() {
    assertThat(List.of("[B", "[[J", "[Ljava.lang.String;", "[[Ljava.util.Map$Entry;", "a.B"))
        .extracting(JarFootprint::javaName)
        .containsExactly(
            "byte[]", "long[][]", "java.lang.String[]", "java.util.Map$Entry[][]", "a.B");
  }
}
