package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Real forks of a JMH jar whose benchmarks allocate a number of objects that is known. */
final class JarCensusTest {

  private static final String KNOWN =
      """
      package sample;

      import java.util.concurrent.*;
      import org.openjdk.jmh.annotations.*;

      @State(Scope.Thread)
      @BenchmarkMode(Mode.AverageTime)
      @OutputTimeUnit(TimeUnit.NANOSECONDS)
      @Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
      @Measurement(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
      @Fork(1)
      public class Known {
        private final byte[][] kept = new byte[3][];
        private final ExecutorService other =
            Executors.newSingleThreadExecutor(
                task -> {
                  Thread thread = new Thread(task);
                  thread.setDaemon(true);
                  return thread;
                });
        private int calls;
        private byte[] of;

        @Setup(Level.Iteration)
        public void before() {
          of = new byte[1000];
        }

        private byte[] three() {
          kept[0] = new byte[1000];
          kept[1] = new byte[1000];
          kept[2] = new byte[1000];
          return kept[0];
        }

        @Benchmark
        public byte[] one() {
          return three();
        }

        @Benchmark
        @Threads(2)
        @BenchmarkMode({Mode.Throughput, Mode.SampleTime})
        public byte[] two() {
          return three();
        }

        @Benchmark
        public byte[] eighth() {
          return (calls++ & 7) == 0 ? new byte[1000] : of;
        }

        @Benchmark
        @OperationsPerInvocation(4)
        public byte[] batch() {
          return three();
        }

        @Benchmark
        public int none() {
          return new int[] {calls}.length;
        }

        @Benchmark
        @BenchmarkMode(Mode.SingleShotTime)
        @Measurement(batchSize = 1000)
        public byte[] shot(Large large) {
          return three();
        }

        @Benchmark
        @Group("pair")
        public byte[] left() {
          return three();
        }

        @Benchmark
        @Group("pair")
        public byte[] right() {
          return three();
        }

        @Benchmark
        public Object elsewhere() throws Exception {
          return other.submit(() -> new int[1000]).get();
        }

        /** So much in each iteration that JMH's B/op shows it, however slow the machine is. */
        @State(Scope.Thread)
        public static class Large {
          byte[] each;

          @Setup(Level.Iteration)
          public void each() {
            each = new byte[100_000];
          }
        }

        public static class Each {
          @State(Scope.Thread)
          public static class Fresh {
            byte[] each;

            @Setup(Level.Invocation)
            public void each() {
              each = new byte[2000];
            }
          }
        }

        @Benchmark
        public byte[] afterSetup(Each.Fresh fresh) {
          return three();
        }
      }
      """;

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    jar = JmhJar.build(folder.resolve("known"), KNOWN);
  }

  private static long run(Path out, String include, Set<Trial.Kind> more, JarArm arm) {
    Set<Trial.Kind> kinds = EnumSet.of(Trial.Kind.TIMING);
    kinds.addAll(more);
    return Runs.asAnnotated(out, 1, include, kinds, arm);
  }

  private static RunRecord read(Path out) throws IOException {
    return RunRecord.fromJson(Files.readString(out.resolve("run.json")));
  }

  private static double allocations(RunRecord run, String benchmark) {
    Trial trial = trial(run, Trial.Kind.CENSUS, benchmark);
    return Objects.requireNonNull(trial.metrics().get("allocs/op"));
  }

  private static Trial trial(RunRecord run, Trial.Kind kind, String benchmark) {
    return run.trials().stream()
        .filter(trial -> trial.kind() == kind && trial.technique().equals(benchmark))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"17", "25"})
  void knownObjectsAreCountedExactly(int version, @TempDir Path out) throws IOException {
    List<Path> jdks = Jvm.installed(version);
    assumeThat(jdks).as("an installed JDK " + version).isNotEmpty();
    JarArm arm = JarArm.parse("a=" + jar + ",jvm=" + jdks.getFirst(), null);
    assertThat(run(out, "", Set.of(Trial.Kind.CENSUS), arm)).isZero();
    RunRecord run = read(out);
    assertThat(allocations(run, "Known.one")).isEqualTo(3);
    assertThat(allocations(run, "Known.two")).isEqualTo(3);
    assertThat(allocations(run, "Known.pair")).isEqualTo(3);
    assertThat(allocations(run, "Known.afterSetup")).isEqualTo(3);
    assertThat(allocations(run, "Known.batch")).isEqualTo(0.75);
    assertThat(allocations(run, "Known.eighth")).isEqualTo(0.125);
    assertThat(allocations(run, "Known.none")).isZero();
    assertThat(allocations(run, "Known.shot")).isEqualTo(3000);
    // How often a thread has to wait for the other is not the same twice.
    assertThat(allocations(run, "Known.elsewhere")).isBetween(3.0, 12.0);
    assertThat(run.findings())
        .as("findings of %s", run.findings())
        .filteredOn(finding -> finding.contains("census") || finding.contains("not exact"))
        .filteredOn(finding -> !finding.contains("elsewhere"))
        .extracting(finding -> finding.replaceFirst(":.*", ""))
        // Of what JMH has seen allocated a part is of their set-up.
        .containsExactlyInAnyOrder("Known.afterSetup a", "Known.shot a");
    assertThat(sites(out, trial(run, Trial.Kind.CENSUS, "Known.one")))
        .hasSize(3)
        .allSatisfy(
            site -> {
              assertThat(site.type()).isEqualTo("byte[]");
              assertThat(site.site()).startsWith("sample.Known.three:");
              assertThat(site.allocations()).isEqualTo(1);
              assertThat(site.bytes()).isEqualTo(1016);
            });
    assertThat(sites(out, trial(run, Trial.Kind.CENSUS, "Known.elsewhere")))
        .anySatisfy(
            site -> {
              assertThat(site.type()).isEqualTo("int[]");
              assertThat(site.site()).startsWith("sample.Known.lambda$elsewhere$");
              assertThat(site.allocations()).isCloseTo(1, within(0.01));
            });
  }

  private static List<Census.Site> sites(Path out, Trial census) throws IOException {
    return JsonMapper.shared()
        .readValue(Files.readString(out.resolve(census.result())), Census.class)
        .sites();
  }

  @Test
  void profilesAreOfTheMeasuredIterationsAndTimesAreTakenWithoutThem(@TempDir Path out)
      throws IOException {
    Set<Trial.Kind> profiles = Set.of(Trial.Kind.PROFILE_ALLOC, Trial.Kind.PROFILE_LIVE);
    assertThat(run(out, "Known.one", profiles, JarArm.measured(jar.toString()))).isZero();
    RunRecord run = read(out);
    for (Trial.Kind kind : profiles) {
      Trial trial = trial(run, kind, "Known.one");
      String event =
          kind == Trial.Kind.PROFILE_LIVE ? "profiler.LiveObject" : "jdk.ObjectAllocationInNewTLAB";
      assertThat(RecordingFile.readAllEvents(out.resolve(trial.recording())))
          .filteredOn(found -> found.getEventType().getName().equals(event))
          .isNotEmpty();
      assertThat(trial.operations()).isPositive();
      assertThat(trial.metrics()).isEmpty();
    }
    assertThat(out.resolve(trial(run, Trial.Kind.TIMING, "Known.one").log()))
        .content()
        .doesNotContain("RecordingProbe");
    try (Stream<Path> files = Files.list(out.resolve("trials"))) {
      assertThat(files).noneMatch(file -> file.toString().contains(".probe"));
    }
  }

  @Test
  void whereTheAgentCannotBeLoadedTheCensusIsSkippedAndTheRunGoesOn(@TempDir Path out)
      throws IOException {
    JarArm arm = JarArm.parse("a=" + jar + ",args=-Dos.name=Plan9 -Dos.arch=sparc", null);
    assertThat(run(out, "Known.none", Set.of(Trial.Kind.CENSUS), arm)).isZero();
    Trial census = trial(read(out), Trial.Kind.CENSUS, "Known.none");
    assertThat(census.status()).isEqualTo(Trial.Status.SKIPPED);
    assertThat(census.failure()).startsWith("async-profiler cannot be loaded: ").hasLineCount(1);
  }

  @Test
  void aResumedRunHasItsCensusesToo(@TempDir Path out) throws IOException {
    JarArm arm = JarArm.measured(jar.toString());
    assertThat(run(out, "Known.batch", Set.of(Trial.Kind.CENSUS), arm)).isZero();
    assertThat(Runs.extend(out, 2, _ -> true)).isZero();
    assertThat(read(out).trials())
        .filteredOn(trial -> trial.kind() == Trial.Kind.CENSUS)
        .hasSize(2)
        .allSatisfy(trial -> assertThat(trial.metrics()).containsEntry("allocs/op", 0.75));
  }
}
