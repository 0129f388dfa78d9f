package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.run.Runs;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real forks of a JMH jar whose benchmarks allocate a number of objects that is known. */
final class KnownObjectsTest {

  @TempDir private static Path folder;
  private static Path jar;

  /** Of every mode, number of threads and size of batch. */
  private static Path everyMode;

  @BeforeAll
  static void build() throws IOException {
    jar = KnownJar.build(folder.resolve("known"));
    everyMode = folder.resolve("every-mode");
    String include = "Known.(two|pair|batch|eighth|afterSetup|shot)$";
    Set<Trial.Kind> times = Set.of(Trial.Kind.TIMING);
    assertThat(run(everyMode, include, times, JarArm.measured(jar.toString()))).isZero();
  }

  private static long run(Path out, String include, Set<Trial.Kind> kinds, JarArm arm) {
    return Runs.asAnnotated(out, 1, include, kinds, arm);
  }

  private static RunRecord read(Path out) throws IOException {
    return RunRecord.fromJson(Files.readString(out.resolve("run.json")));
  }

  private static double allocations(RunRecord run, String benchmark) {
    Trial trial = trial(run, Trial.Kind.TIMING, benchmark);
    assertThat(trial.metrics()).as("%s", run.findings()).containsKey("allocs/op");
    return Objects.requireNonNull(trial.metrics().get("allocs/op"));
  }

  private static Trial trial(RunRecord run, Trial.Kind kind, String benchmark) {
    return run.trials().stream()
        .filter(trial -> trial.kind() == kind && trial.technique().equals(benchmark))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countersOfTheBenchmarksOwnAreCountedPerOperationWhateverTheMode(@TempDir Path out)
      throws IOException {
    JarArm arm = JarArm.measured(jar.toString());
    assertThat(run(out, "Known.(rated|timed)$", Set.of(Trial.Kind.COUNT), arm)).isZero();
    RunRecord run = read(out);
    for (String benchmark : List.of("Known.rated", "Known.timed")) {
      assertThat(trial(run, Trial.Kind.COUNT, benchmark).metrics().get("hits/op"))
          .as(benchmark)
          .isCloseTo(3, within(1e-9));
    }
    assertThat(Files.readString(out.resolve("benchmarks.txt")))
        .contains(" hits/op")
        .doesNotContain("Unit hits/op");
  }

  @Test
  void everyModeThreadAndBatchIsCountedPerOperation() throws IOException {
    RunRecord run = read(everyMode);
    assertThat(allocations(run, "Known.two")).isEqualTo(3);
    assertThat(allocations(run, "Known.pair")).isEqualTo(3);
    assertThat(allocations(run, "Known.batch")).isCloseTo(0.75, within(0.01));
    assertThat(allocations(run, "Known.eighth")).isCloseTo(0.125, within(0.01));
    // Whatever is set up for each invocation is the operation's, for JMH's own profiler too.
    assertThat(allocations(run, "Known.afterSetup")).isBetween(4.0, 5.0);
    assertThat(trial(run, Trial.Kind.TIMING, "Known.shot").metrics())
        .doesNotContainKey("allocs/op");
    assertThat(run.findings())
        .contains(
            "allocs/op of some benchmarks are missing: a single shot has no length that could be varied");
  }

  @Test
  void forksThatRunAtTheSameTimeCountExactly(@TempDir Path out) throws Exception {
    RunPlan plan = RunPlan.named("smoke").orElseThrow().forJars("", false);
    JarSuite.Selection known =
        JarSuite.select(
            List.of(JarArm.measured(jar.toString())),
            Pattern.compile("Known.(none|single|one|seventeen)$"),
            List.of(""),
            Set.of(Trial.Kind.SOURCE));
    Runner runner = new ExternalJars(plan, known.suite());
    Map<String, Future<Outcome>> outcomes = new HashMap<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Trial trial : Schedule.of(known.blocks(), plan, 0)) {
        Runner.Files files =
            new Runner.Files(out.resolve(trial.index() + ".jfr"), out.resolve(trial.index() + ""));
        outcomes.put(trial.technique(), two.submit(() -> runner.run(trial, files)));
      }
    }
    // With escape analysis switched off the array of "none" is made.
    Map<String, Double> expected =
        Map.of("Known.none", 1.0, "Known.single", 1.0, "Known.one", 3.0, "Known.seventeen", 17.0);
    assertThat(outcomes.keySet()).isEqualTo(expected.keySet());
    for (Map.Entry<String, Future<Outcome>> outcome : outcomes.entrySet()) {
      assertThat(outcome.getValue().get().metrics())
          .as(outcome.getKey())
          .containsEntry(
              "source-allocs/op", Objects.requireNonNull(expected.get(outcome.getKey())));
    }
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).as("logs alone are left").hasSize(4);
    }
  }

  @Test
  void theTimesAreThoseOfTheIterationsThatWereAskedFor() throws IOException {
    List<JsonNode> modes =
        JsonMapper.shared()
            .readTree(everyMode.resolve("jmh.json").toFile())
            .valueStream()
            .filter(mode -> mode.path("benchmark").asString().endsWith(".Known.two"))
            .toList();
    assertThat(modes).hasSize(2);
    for (JsonNode mode : modes) {
      assertThat(mode.path("measurementIterations").asInt()).isEqualTo(2);
      assertThat(mode.path("measurementTime").asString()).isEqualTo("50 ms");
      String raw = mode.path("mode").asString().equals("sample") ? "rawDataHistogram" : "rawData";
      assertThat(mode.at("/primaryMetric/" + raw + "/0")).hasSize(2);
      assertThat(mode.at("/secondaryMetrics/gc.alloc.rate.norm/rawData/0")).hasSize(2);
      assertThat(mode.at("/secondaryMetrics/gc.alloc.rate.norm/score").asDouble())
          .as("3 arrays of 1,016 bytes, and JMH's own")
          .isBetween(3048.0, 3300.0);
    }
    // What is told per operation, as collections are, rests on their number.
    Trial two = trial(read(everyMode), Trial.Kind.TIMING, "Known.two");
    assertThat(two.operations()).isGreaterThan(1000);
  }

  @Test
  void whereTheCollectorHidesTheDeadEveryAllocationIsRecorded(@TempDir Path out)
      throws IOException {
    Set<Trial.Kind> kinds = EnumSet.of(Trial.Kind.TIMING, Trial.Kind.CENSUS);
    assertThat(
            Runs.asAnnotated(
                out, 1, "Known.one$", List.of("gc=zgc"), kinds, 0, JarArm.measured(jar.toString())))
        .isZero();
    RunRecord run = read(out);
    assertThat(trial(run, Trial.Kind.TIMING, "Known.one").metrics()).doesNotContainKey("allocs/op");
    assertThat(trial(run, Trial.Kind.CENSUS, "Known.one").metrics().get("allocs/op"))
        .isCloseTo(3, within(0.05));
    assertThat(run.findings())
        .anyMatch(finding -> finding.contains("recorded by async-profiler"))
        .anyMatch(finding -> finding.contains("shows live objects only"));
  }

  @ParameterizedTest
  @CsvSource({"17", "25"})
  void callSitesAddUpToWhatWasCounted(int version, @TempDir Path out) throws IOException {
    assertThat(
            run(
                out,
                "Known.(one|elsewhere)$",
                Set.of(Trial.Kind.CENSUS),
                KnownJar.arm(jar, version)))
        .isZero();
    RunRecord run = read(out);
    assertThat(sites(out, trial(run, Trial.Kind.CENSUS, "Known.one")))
        .hasSize(3)
        .allSatisfy(
            site -> {
              assertThat(site.type()).isEqualTo("byte[]");
              assertThat(site.site()).startsWith("sample.Known.three:");
              assertThat(site.allocations()).isCloseTo(1, within(0.01));
              assertThat(site.bytes()).isCloseTo(1016, within(10.0));
            });
    assertThat(sites(out, trial(run, Trial.Kind.CENSUS, "Known.elsewhere")))
        .anySatisfy(
            site -> {
              assertThat(site.type()).isEqualTo("int[]");
              assertThat(site.site()).startsWith("sample.Known.lambda$elsewhere$");
              assertThat(site.allocations()).isCloseTo(1, within(0.05));
            });
  }

  private static List<CallSites.Site> sites(Path out, Trial census) throws IOException {
    return JsonMapper.shared()
        .readValue(Files.readString(out.resolve(census.result())), CallSites.class)
        .sites();
  }

  @Test
  void profilesAreOfTheMeasuredIterationsAndTimesAreTakenWithoutThem(@TempDir Path out)
      throws IOException {
    Set<Trial.Kind> profiles = EnumSet.of(Trial.Kind.PROFILE_ALLOC, Trial.Kind.PROFILE_LIVE);
    Set<Trial.Kind> kinds = EnumSet.of(Trial.Kind.TIMING);
    kinds.addAll(profiles);
    assertThat(run(out, "Known.one", kinds, JarArm.measured(jar.toString()))).isZero();
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
        .doesNotContain("async");
    try (Stream<Path> files = Files.list(out.resolve("trials"))) {
      assertThat(files).noneMatch(file -> file.toString().contains(".probe"));
    }
  }

  @Test
  void whereTheAgentCannotBeLoadedTheCensusIsSkippedAndTheRunGoesOn(@TempDir Path out)
      throws IOException {
    JarArm arm = JarArm.parse("a=" + jar + ",args=-Dos.name=Plan9 -Dos.arch=sparc", null);
    assertThat(
            Runs.asAnnotated(
                out, 1, "Known.none", Set.of(Trial.Kind.CENSUS, Trial.Kind.SOURCE), arm))
        .isZero();
    assertThat(trial(read(out), Trial.Kind.SOURCE, "Known.none").status())
        .isEqualTo(Trial.Status.DONE);
    Trial census = trial(read(out), Trial.Kind.CENSUS, "Known.none");
    assertThat(census.status()).isEqualTo(Trial.Status.SKIPPED);
    assertThat(census.failure()).startsWith("async-profiler cannot be loaded: ").hasLineCount(1);
  }
}
