package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.jar.JmhJar;
import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real forks of real JMH jars; what their benchmarks measure is not at stake. */
final class JarRunTest {

  private static final String COPY = "Copy.take/size=1000/buffer=fresh/gc=serial";
  private static final String TALLY = "Tally.add/gc=serial";

  @TempDir private static Path folder;
  private static Path base;
  private static Path javaHome;
  private static Path measured;

  /** Two jars, the second with a benchmark of its own and on a JVM of another path. */
  @BeforeAll
  static void measureTwoJars() throws IOException {
    base = JmhJar.build(folder.resolve("base"), JmhJar.BENCHMARKS);
    String more = "package sample; public class Extra extends Buffers.Tally {}";
    Path head =
        JmhJar.build(
            folder.resolve("head"),
            JmhJar.BENCHMARKS,
            more.replace("{}", "{ public int unused; }"));
    javaHome =
        Files.createSymbolicLink(folder.resolve("jdk"), Path.of(System.getProperty("java.home")));
    measured = folder.resolve("measured");
    assertThat(
            Runs.asAnnotated(
                measured,
                2,
                "Copy.take/size=1000/buffer=fresh|add$",
                List.of("gc=serial"),
                Set.of(Trial.Kind.TIMING),
                5,
                JarArm.parse("base=" + base, null),
                JarArm.parse(
                    "head=" + head + ",jvm=" + javaHome + ",args=-Dside=head -Dfree=yes", null)))
        .isZero();
  }

  private static RunRecord read(Path directory) throws IOException {
    return RunRecord.fromJson(Files.readString(directory.resolve("run.json")));
  }

  private static JsonNode jmh(Path directory) throws IOException {
    return new JsonMapper().readTree(directory.resolve("jmh.json").toFile());
  }

  private static Path copyOfTheRun(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(measured)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(measured.relativize(file).toString()));
      }
    }
    return target;
  }

  @AfterAll
  static void unlink() throws IOException {
    Files.delete(javaHome);
  }

  @Test
  void everyRoundRunsEveryArmInAForkOfItsOwn() throws IOException {
    RunRecord run = read(measured);
    assertThat(run.count(Trial.Status.DONE)).isEqualTo(8);
    assertThat(run.trials())
        .extracting(trial -> trial.round() + " " + trial.benchmark() + " " + trial.variant())
        .containsExactlyInAnyOrder(
            "0 " + COPY + " base",
            "0 " + COPY + " head",
            "0 " + TALLY + " base",
            "0 " + TALLY + " head",
            "1 " + COPY + " base",
            "1 " + COPY + " head",
            "1 " + TALLY + " base",
            "1 " + TALLY + " head");
  }

  @Test
  void aBenchmarkOfOneSideIsToldAndNotMeasured() throws IOException {
    assertThat(read(measured).findings())
        .contains("sample.Extra.add is in arm head only: not measured");
    assertThat(Objects.requireNonNull(read(measured).jars()).unmatched())
        .containsExactly(new JarSuite.Unmatched("sample.Extra.add", "head"));
  }

  @Test
  void aReaderIsToldWhereIncludeFindsEachBenchmark() throws IOException {
    JsonNode run = new JsonMapper().readTree(measured.resolve("run.json").toFile());
    assertThat(run.path("jars").path("benchmarks").valueStream())
        .extracting(benchmark -> benchmark.path("path").asString(""))
        .allMatch(path -> path.startsWith("sample."))
        .hasSize(2);
  }

  @Test
  void goBenchmarkTextHasALinePerForkWithTimeAndChurnTheBaseFirst() throws IOException {
    List<String> lines =
        Files.readAllLines(measured.resolve("benchmarks.txt")).stream()
            .filter(line -> line.startsWith("Benchmark" + COPY))
            .toList();
    assertThat(lines)
        .hasSize(4)
        .allMatch(line -> line.matches(".* ns/op\t10\\d\\d\\.\\S+ B/op\t.*"));
    assertThat(lines.subList(0, 2)).allMatch(line -> line.contains("/variant=base\t"));
    assertThat(lines.subList(2, 4)).allMatch(line -> line.contains("/variant=head\t"));
  }

  @Test
  void throughputIsPerSecondAndBetterHigherAndASecondModeStandsBesideIt() throws IOException {
    assertThat(Files.readAllLines(measured.resolve("benchmarks.txt")))
        .contains("Unit op/sec better=higher");
    assertThat(read(measured).trials())
        .filteredOn(trial -> trial.benchmark().equals(TALLY))
        .allSatisfy(trial -> assertThat(trial.metrics()).containsKeys("op/sec", "ns/op", "B/op"));
  }

  @Test
  void jmhJsonKeepsTheArmsApartAndHasEveryIterationOfEveryFork() throws IOException {
    JsonNode entries = jmh(measured);
    assertThat(entries.valueStream().map(entry -> entry.at("/params/poolbench.arm").asString()))
        .containsExactlyInAnyOrder(
            COPY + "/variant=base",
            COPY + "/variant=head",
            TALLY + "/variant=base",
            TALLY + "/variant=base",
            TALLY + "/variant=head",
            TALLY + "/variant=head");
    for (JsonNode entry : entries) {
      JsonNode metric = entry.path("primaryMetric");
      String raw = entry.path("mode").asString().equals("sample") ? "rawDataHistogram" : "rawData";
      assertThat(metric.path(raw)).hasSize(2).allSatisfy(fork -> assertThat(fork).hasSize(2));
      assertThat(metric.path("score").asDouble()).isPositive();
    }
  }

  @Test
  void anArmRunsOnItsJvmWithItsArgumentsAndThoseOfTheAnnotation() throws IOException {
    JsonNode head =
        jmh(measured)
            .valueStream()
            .filter(e -> e.at("/params/poolbench.arm").asString().equals(COPY + "/variant=head"))
            .findFirst()
            .orElseThrow();
    assertThat(head.path("jvm").asString()).isEqualTo(javaHome.resolve("bin/java").toString());
    assertThat(head.path("jvmArgs").valueStream().map(JsonNode::asString))
        .containsSubsequence("-Dsample=kept", "-XX:+UseSerialGC", "-Dside=head", "-Dfree=yes");
  }

  @Test
  void aRunIsExtendedByMoreRoundsOfSomeBenchmarks(@TempDir Path copies) throws IOException {
    Path copy = copyOfTheRun(copies.resolve("run"));
    assertThat(Runs.extend(copy, 3, COPY::equals)).isZero();
    RunRecord longer = read(copy);
    assertThat(longer.trials().subList(0, 8)).isEqualTo(read(measured).trials());
    assertThat(longer.trials().subList(8, 10))
        .allMatch(Trial::isDone)
        .extracting(trial -> trial.round() + " " + trial.benchmark())
        .containsOnly("2 " + COPY);
    assertThat(longer.trials()).hasSize(10);
    assertThat(jmh(copy).valueStream().map(entry -> entry.path("forks").asInt())).contains(3, 2);
  }

  /** Selects the one benchmark that keeps a buffer of 4000 bytes. */
  private static JarSuite.Selection kept(Trial.Kind kind, String... jvmArgs) {
    return JarSuite.select(
        List.of(JarArm.of("measured", base.toString(), JavaBinary.own(), List.of(jvmArgs))),
        Pattern.compile("Copy.take/.*kept.*4000|Copy.take/.*4000.*kept"),
        List.of(""),
        Set.of(kind));
  }

  @Test
  void theFirstForkOfAJarWritesTheClassesThatItLoadedAndTheOthersLoadThemHoweverOftenTheRunGoesOn(
      @TempDir Path out) throws IOException {
    JarSuite.Selection copy = kept(Trial.Kind.SOURCE, "-Xlog:class+load");
    Run run = Run.begin(out, Runs.plan("gate").forJars("", false), 7, copy);
    for (int forks = 1; forks <= 2; forks++) {
      run.extend(Map.of(Trial.Kind.SOURCE, forks), _ -> true);
      assertThat(new RunExecution(run, "").measureSilently().failed()).isZero();
    }
    List<String> logs = new ArrayList<>();
    for (Trial trial : read(out).trials()) {
      logs.add(Files.readString(out.resolve(trial.log())));
    }
    assertThat(logs).hasSize(2);
    assertThat(logs.getFirst()).contains("-XX:ArchiveClassesAtExit=");
    // The JVM says of each class where it is from.
    assertThat(logs.getLast())
        .contains("-XX:SharedArchiveFile=")
        .containsPattern("probe[.]Counting source: shared objects file [(]top[)]");
  }

  @Test
  void whereObjectsAreCountedApartTimedForksTellTimesAloneAndTheOthersCompileInTheForeground(
      @TempDir Path out) throws IOException {
    JarSuite.Selection copy = kept(Trial.Kind.TIMING);
    Run run = Run.begin(out, Runs.plan("gate").countingApart().forJars("", false), 7, copy);
    run.extend(Map.of(Trial.Kind.TIMING, 1, Trial.Kind.COUNT, 1), _ -> true);
    assertThat(new RunExecution(run, "").measureSilently().failed()).isZero();
    Map<Trial.Kind, Trial> trials = new EnumMap<>(Trial.Kind.class);
    read(out).trials().forEach(trial -> trials.put(trial.kind(), trial));
    Trial timed = Objects.requireNonNull(trials.get(Trial.Kind.TIMING));
    Trial counted = Objects.requireNonNull(trials.get(Trial.Kind.COUNT));
    assertThat(timed.metrics()).containsOnlyKeys("ns/op", "gc-count/Mop", "gc-sec/op");
    assertThat(counted.metrics()).containsOnlyKeys("B/op", "allocs/op");
    assertThat(out.resolve(timed.log()))
        .content()
        .doesNotContain("-Xbatch")
        .contains("Blackhole mode: compiler (auto-detected");
    assertThat(out.resolve(counted.log())).content().contains("-Xbatch");
  }

  @Test
  void valuesOfAParameterAreArms(@TempDir Path out) throws IOException {
    assertThat(
            Runs.asAnnotated(
                out,
                1,
                "Copy.take/size=4000",
                Set.of(Trial.Kind.TIMING),
                JarArm.measured(base.toString()).pinned("buffer", "fresh"),
                JarArm.measured(base.toString()).pinned("buffer", "kept")))
        .isZero();
    RunRecord run = read(out);
    assertThat(run.trials())
        .extracting(Trial::benchmark)
        .containsExactly("Copy.take/size=4000", "Copy.take/size=4000");
    assertThat(bytes(run, "fresh")).isGreaterThan(4000);
    assertThat(bytes(run, "kept")).isLessThan(4000);
  }

  @Test
  void methodsAndClassesAreArmsOfWhatTheirNamesHaveInCommon(@TempDir Path out) throws IOException {
    Path jar =
        JmhJar.build(out.resolve("jar"), pool("Fresh", "new byte[size]"), pool("Kept", "kept"));
    JarArm all = JarArm.measured(jar.toString());
    assertThat(
            Runs.asAnnotated(
                out.resolve("run"),
                1,
                "\\*\\.take",
                Set.of(Trial.Kind.TIMING),
                all.of("Kept", Map.of("sample.*.take", "sample.Kept.take")),
                all.of("Fresh", Map.of("sample.*.take", "sample.Fresh.take"))))
        .isZero();
    RunRecord run = read(out.resolve("run"));
    assertThat(run.trials())
        .extracting(Trial::benchmark)
        .containsExactly("Sample.*.take/size=1000", "Sample.*.take/size=1000");
    assertThat(run.benchmarks().getFirst().variants()).containsExactly("Kept", "Fresh");
    assertThat(bytes(run, "Fresh")).isGreaterThan(1000);
    assertThat(bytes(run, "Kept")).isLessThan(1000);
  }

  private static String pool(String name, String take) {
    return """
    package sample;

    import java.util.concurrent.TimeUnit;
    import org.openjdk.jmh.annotations.*;

    @State(Scope.Benchmark)
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 1, time = 10, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
    @Fork(1)
    public class %s {
      @Param({"1000"})
      public int size;

      private final byte[] kept = new byte[10];

      @Benchmark
      public byte[] take() {
        return %s;
      }
    }
    """
        .formatted(name, take);
  }

  private static double bytes(RunRecord run, String variant) {
    return run.trials().stream()
        .filter(trial -> trial.variant().equals(variant))
        .mapToDouble(trial -> Objects.requireNonNull(trial.metrics().get("B/op")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePlanSaysHowLongIsMeasuredAndABenchmarkThatFailsIsRecordedWithItsReason(@TempDir Path out)
      throws IOException {
    long failures =
        Runs.jars(
            out,
            RunPlan.named("smoke").orElseThrow().withRounds(1),
            "Tally.fail",
            Set.of(Trial.Kind.TIMING),
            JarArm.measured(base.toString()));
    assertThat(failures).isEqualTo(1);
    Trial failed = read(out).trials().getFirst();
    assertThat(failed.status()).isEqualTo(Trial.Status.FAILED);
    assertThat(failed.failure()).isEqualTo("java.lang.IllegalStateException: boom");
    assertThat(out.resolve(failed.log()))
        .content()
        .contains("Warmup: 30 iterations, 100 ms each", "Measurement: 3 iterations, 100 ms each");
  }

  @Test
  void resumingWithAnotherJarIsRefused(@TempDir Path copies) throws IOException {
    Path copy = copyOfTheRun(copies.resolve("run"));
    Path json = copy.resolve("run.json");
    String hash = Objects.requireNonNull(read(copy).jars()).arms().getFirst().sha256();
    Files.writeString(json, Files.readString(json).replace(hash, "a".repeat(hash.length())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Runs.extend(copy, 3, _ -> true))
        .withMessageContaining(
            "arm base was measured with %s of SHA-256 aaaaaaaaaaaa, found %.12s"
                .formatted(base, hash));
    assertThat(read(copy).trials()).hasSize(8);
  }

  @Test
  void resumingElsewhereIsRefusedWhereTimesAreToBeCompared(@TempDir Path copies)
      throws IOException {
    Path copy = copyOfTheRun(copies.resolve("run"));
    Path json = copy.resolve("run.json");
    String host = Objects.requireNonNull(read(copy).environment().get("host"));
    Files.writeString(json, Files.readString(json).replace('"' + host + '"', "\"other\""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Run.resume(copy, true))
        .withMessage(
            "%s: was begun with host other, found %s; continue it where it was begun, or start a new run",
            json, host);
    assertThat(read(copy).trials()).hasSize(8);
  }
}
