package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.jar.JmhJar;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.run.Runs;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real forks whose warm-up and iterations are steered from inside, and whose JVM is set. */
final class SteeringTest {

  private static final String STEERED =
      """
      package sample;

      import java.util.concurrent.TimeUnit;
      import org.openjdk.jmh.annotations.*;

      @BenchmarkMode(Mode.AverageTime)
      @OutputTimeUnit(TimeUnit.NANOSECONDS)
      public class Steered {
        @State(Scope.Thread)
        public static class Costly {
          @Setup(Level.Iteration)
          public void prepare() throws Exception {
            Thread.sleep(250);
          }
        }

        @State(Scope.Thread)
        public static class Growing {
          int bytes;

          @Setup(Level.Iteration)
          public void grow() {
            bytes += 1000;
          }
        }

        @State(Scope.Thread)
        public static class Set {
          @Setup
          public void check() {
            for (String property : new String[] {"prepended", "own", "appended", "asked"}) {
              if (System.getProperty(property) == null) {
                throw new IllegalStateException("no argument " + property);
              }
            }
          }
        }

        @Benchmark
        public byte[] costly(Costly state) {
          return new byte[100];
        }

        @State(Scope.Thread)
        public static class Stray {
          @Setup
          public void leaveBehind() {
            new Thread(() -> {
              while (true) {
                java.util.concurrent.locks.LockSupport.park();
              }
            }).start();
          }
        }

        @Benchmark
        public void stray(Stray state) {}

        @Benchmark
        @BenchmarkMode({Mode.SampleTime, Mode.Throughput})
        @CompilerControl(CompilerControl.Mode.DONT_INLINE)
        public void twice() {}

        @Benchmark
        public byte[] growing(Growing state) {
          return new byte[state.bytes];
        }

        @Benchmark
        @Warmup(iterations = 1, time = 10, timeUnit = TimeUnit.MILLISECONDS)
        @Measurement(iterations = 1, time = 10, timeUnit = TimeUnit.MILLISECONDS)
        @Fork(
            jvmArgsPrepend = {"-Dprepended=1", "-Xmx300m"},
            jvmArgs = "-Down=1",
            jvmArgsAppend = "-Dappended=1")
        public void set(Set state) {}
      }
      """;

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    jar = JmhJar.build(folder.resolve("steered"), STEERED);
  }

  private static JsonNode jmh(Path out) {
    return JsonMapper.shared().readTree(out.resolve("jmh.json").toFile()).get(0);
  }

  private static RunRecord read(Path out) throws IOException {
    return RunRecord.fromJson(Files.readString(out.resolve("run.json")));
  }

  private static RunRecord smoke(Path out, String benchmark) throws IOException {
    RunPlan plan = RunPlan.named("smoke").orElseThrow().withRounds(1);
    Set<Trial.Kind> kinds = Set.of(Trial.Kind.TIMING);
    assertThat(Runs.jars(out, plan, benchmark, kinds, JarArm.measured(jar.toString()))).isZero();
    return read(out);
  }

  @Test
  void iterationsThatCostMuchAreFewerAndLonger(@TempDir Path out) throws IOException {
    RunRecord run = smoke(out, "costly");
    JsonNode result = jmh(out);
    assertThat(result.path("measurementIterations").asInt()).isEqualTo(1);
    assertThat(result.path("measurementTime").asString()).isEqualTo("300 ms");
    assertThat(result.path("warmupIterations").asInt()).isLessThanOrEqualTo(10);
    assertThat(result.at("/primaryMetric/rawData/0")).hasSize(1);
    assertThat(run.trials().getFirst().metrics()).containsEntry("allocs/op", 1.0);
  }

  @Test
  void aThreadThatABenchmarkLeavesBehindDoesNotKeepTheForkAlive(@TempDir Path out)
      throws IOException {
    assertThat(smoke(out, "stray$").trials()).allMatch(Trial::isDone);
  }

  @Test
  void whatIsNotSteadyWhenTheWarmUpIsOverIsTold(@TempDir Path out) throws IOException {
    RunRecord run = smoke(out, "growing");
    assertThat(run.findings())
        .contains("Steered.growing measured: when its warm-up was over B/op was not steady");
    assertThat(jmh(out).path("warmupIterations").asInt()).isBetween(3, 30);
  }

  @Test
  void ofEachBenchmarkItsOwnJmhSaysHowItsForksStart(@TempDir Path out) throws Exception {
    JarArm arm = JarArm.measured(jar.toString());
    JmhStarts starts =
        new JmhStarts(
            JarSuite.select(
                    List.of(arm),
                    Pattern.compile("set$|twice$"),
                    List.of(""),
                    Set.of(Trial.Kind.TIMING))
                .suite());
    JmhStart set = start(starts, arm, "set", out);
    assertThat(set.own()).containsExactly("-Dprepended=1", "-Xmx300m", "-Down=1", "-Dappended=1");
    assertThat(set.modes()).containsExactly("avgt");
    assertThat(set.ofJmh()).containsExactlyElementsOf(JmhStart.ofPoolbench(arm).ofJmh());
    assertThat(set.annotated()).as("milliseconds of all iterations").isEqualTo(20);
    JmhStart twice = start(starts, arm, "twice", out);
    assertThat(twice.own()).isEmpty();
    assertThat(twice.modes()).containsExactly("thrpt", "sample");
    assertThat(twice.hints()).contains("dontinline,sample/Steered.twice");
    try (Stream<Path> left = Files.list(out)) {
      assertThat(left).as("what JMH printed").containsExactly(out.resolve("log"));
    }
  }

  private static JmhStart start(JmhStarts starts, JarArm arm, String name, Path out)
      throws Exception {
    JarBenchmark benchmark =
        new JarBenchmark("sample.Steered." + name, Map.of(), List.of(), List.of(), 0);
    return starts.of(arm, benchmark, true, out.resolve("log"));
  }

  @Test
  void argumentsOfTheAnnotationStayAndWhatWasAskedForWins(@TempDir Path out) throws IOException {
    JarArm arm = JarArm.parse("a=" + jar + ",args=-Dasked=1 -Xmx200m", null);
    assertThat(Runs.asAnnotated(out, 1, "set$", Set.of(Trial.Kind.TIMING), arm)).isZero();
    assertThat(jmh(out).path("jvmArgs").valueStream().map(JsonNode::asString))
        .containsExactly(
            "-Dprepended=1",
            "-Xmx300m",
            "-Down=1",
            "-Dappended=1",
            "-XX:+UseSerialGC",
            "-Dasked=1",
            "-Xmx200m");
    assertThat(read(out).findings())
        .contains("Steered.set a: its own @Fork says -Xmx300m, -Xmx200m was asked for and wins");
  }
}
