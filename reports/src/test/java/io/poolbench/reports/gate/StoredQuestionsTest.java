package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Renames;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

final class StoredQuestionsTest {

  private final List<Measurement> measurements = new ArrayList<>();

  private static final Map<String, Metric> METRICS =
      Map.of(
          "B/op", new Metric("B/op", Better.LOWER, Assumption.SAMPLED),
          "B/s", new Metric("B/s", Better.HIGHER, Assumption.SAMPLED),
          "size", new Metric("size", Better.LOWER, Assumption.SAMPLED),
          "mgas/s", new Metric("mgas/s", Better.HIGHER, Assumption.SAMPLED),
          "wire", new Metric("wire", Better.UNKNOWN, Assumption.SAMPLED));

  private void add(
      String file, String origin, String path, String mode, String unit, double value) {
    Benchmark benchmark = new Benchmark(file, path, Map.of("pkg", origin, "mode", mode));
    for (int fork = 0; fork < 8; fork++) {
      measurements.add(new Measurement(benchmark, unit, unit, value));
    }
  }

  private ResultSet results() {
    return new ResultSet(measurements, METRICS, List.of(), List.of());
  }

  private List<String> judged() {
    Questions questions = StoredQuestions.of(results(), "old", "new");
    return new Gate(Rule.ONCE)
        .look(questions.asked()).stream()
            .map(j -> j.question().key() + " " + j.verdict().word())
            .toList();
  }

  @Test
  void packagesAndModesAreBenchmarksOfTheirOwn() {
    add("old", "cache", "X-4", "", "B/op", 64);
    add("old", "csrf", "X-4", "", "B/op", 64);
    add("old", "m", "B.run", "avgt", "B/op", 100);
    add("old", "m", "B.run", "ss", "B/op", 100);
    add("new", "cache", "X-4", "", "B/op", 32);
    add("new", "csrf", "X-4", "", "B/op", 128);
    add("new", "m", "B.run", "avgt", "B/op", 200);
    add("new", "m", "B.run", "ss", "B/op", 100);
    assertThat(judged())
        .containsExactly(
            "cache.X-4 B/op improved",
            "csrf.X-4 B/op regressed",
            "m.B.run (avgt) B/op regressed",
            "m.B.run (ss) B/op unchanged");
  }

  @Test
  void anotherPackageIsMissingOnBothSides() {
    add("old", "a", "M.run", "avgt", "B/op", 1);
    add("new", "b", "M.run", "avgt", "B/op", 2);
    assertThat(StoredQuestions.of(results(), "old", "new").missing())
        .containsExactly("a.M.run (avgt) B/op: only in old", "b.M.run (avgt) B/op: only in new");
  }

  @Test
  void aRenamedBenchmarkMeetsItsOldSelf() {
    add("old", "a", "M.run/size=1", "avgt", "B/op", 64);
    add("new", "b", "N.go/size=1", "avgt", "B/op", 128);
    ResultSet renamed = Renames.of(List.of("a.M.run=b.N.go")).apply(results());
    assertThat(StoredQuestions.of(renamed, "old", "new").asked())
        .singleElement()
        .satisfies(q -> assertThat(q.benchmark()).isEqualTo("b.N.go/size=1 (avgt)"));
  }

  @Test
  void whatWasDeclaredIsJudgedAndTheRestIsNamed() {
    for (String unit : METRICS.keySet()) {
      add("old", "", "X", "", unit, 100);
      add("new", "", "X", "", unit, 150);
    }
    assertThat(judged())
        .containsExactlyInAnyOrder(
            "X B/op regressed", "X size regressed", "X mgas/s refused", "X B/s refused");
    assertThat(StoredQuestions.of(results(), "old", "new").unjudged())
        .singleElement()
        .asString()
        .startsWith("wire: nothing says whether more or less is better");
  }

  /** Counts how often what was measured is looked at. */
  private static final class Watched extends AbstractList<Measurement> implements RandomAccess {
    private final List<Measurement> all;
    private long looks;

    Watched(List<Measurement> all) {
      this.all = all;
    }

    @Override
    public Measurement get(int index) {
      looks++;
      return all.get(index);
    }

    @Override
    public int size() {
      return all.size();
    }
  }

  /** Returns how often a gate of so many benchmarks looks at a measurement or asks a question. */
  private long workOf(int benchmarks) {
    measurements.clear();
    for (int benchmark = 0; benchmark < benchmarks; benchmark++) {
      for (String variant : List.of("before", "after")) {
        String path = "X%d/variant=%s".formatted(benchmark, variant);
        add("old", "", path, "", "B/op", 100);
        add("new", "", path, "", "B/op", 100 + benchmark % 2 * 50);
        add("old", "", path, "", "sec/op", 100);
        add("new", "", path, "", "sec/op", 150);
      }
    }
    Watched watched = new Watched(List.copyOf(measurements));
    Map<String, Metric> metrics = new HashMap<>(METRICS);
    metrics.put("sec/op", new Metric("sec/op", Better.LOWER, Assumption.SAMPLED));
    LongAdder asked = new LongAdder();
    Questions questions =
        StoredQuestions.of(new ResultSet(watched, metrics, List.of(), List.of()), "old", "new");
    List<Judgement> judgements =
        new Gate(
                Rule.ONCE,
                question -> {
                  asked.increment();
                  return true;
                })
            .look(questions.asked());
    // Bytes and times of two variants, and the ratio of their times.
    assertThat(judgements.size()).isEqualTo(5 * benchmarks);
    assertThat(watched.looks).isPositive();
    assertThat(asked.sum()).isPositive();
    return watched.looks + asked.sum();
  }

  @Test
  void theWorkGrowsAsTheBenchmarksDoAndNotAsTheirSquare() {
    assertThat(workOf(80)).isEqualTo(8 * workOf(10));
  }

  private static StoredRun.Trial trial(String variant, String status) {
    return new StoredRun.Trial(
        0, 0, "timing", "X", variant, status, "", 0, "", "", List.of(), Map.of(), Map.of());
  }

  @Test
  void forksThatARunHasLostOrNotComeToAreMissing() {
    add("old", "", "X", "", "B/op", 100);
    add("new", "", "X", "", "B/op", 100);
    StoredRun run =
        StoredRuns.of(
            "new",
            List.of(),
            List.of(
                trial("before", "done"),
                trial("before", "failed"),
                trial("after", "pending"),
                trial("after", "pending")));
    ResultSet results = new ResultSet(measurements, METRICS, List.of(run), List.of());
    assertThat(StoredQuestions.of(results, "old", "new").missing())
        .containsExactly(
            "X/variant=after: forks pending in new: 2", "X/variant=before: forks failed in new: 1");
  }

  @Test
  void constantsOfAnyUnitAreCompared() {
    add("old", "", "X", "", "size", 0);
    add("new", "", "X", "", "size", 0);
    assertThat(judged()).containsExactly("X size unchanged");
  }

  @Test
  void fewForksAreMissingForks() {
    add("old", "", "X", "", "B/op", 100);
    add("new", "", "X", "", "B/op", 100_000);
    measurements.removeLast();
    measurements.removeLast();
    Judgement judgement =
        new Gate(Rule.ONCE).look(StoredQuestions.of(results(), "old", "new").asked()).getFirst();
    assertThat(judgement.verdict())
        .isEqualTo(new Verdict.Refused("8 against 6 forks; 8 on each side are needed", true));
  }

  private static StoredRun run(String file, Map<String, String> environment) {
    return new StoredRun(
        file,
        "",
        "",
        0,
        Map.of(),
        environment,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private void times(String file, String variant, double... forks) {
    Benchmark benchmark = new Benchmark(file, "X/variant=" + variant, Map.of());
    measurements.add(new Measurement(benchmark, "sec/op", "sec/op", forks));
  }

  private Questions between(StoredRun... runs) {
    Map<String, Metric> metrics = new HashMap<>(METRICS);
    metrics.put("sec/op", new Metric("sec/op", Better.LOWER, Assumption.SAMPLED));
    return StoredQuestions.of(
        new ResultSet(measurements, metrics, List.of(runs), List.of()), "old", "new");
  }

  /** Of the first variant there is no ratio to itself, and of a shorter one as many as it has. */
  @Test
  void ofTimesTheRatioToTheFirstVariantIsAskedForRoundByRound() {
    for (String file : List.of("old", "new")) {
      times(file, "before", 2, 4, 8);
      times(file, "after", 1, 3);
    }
    Questions questions = between();
    assertThat(questions.asked())
        .extracting(Question::key)
        .containsExactly(
            "X/variant=before sec/op",
            "X/variant=after sec/op",
            "X/variant=after sec/op vs before");
    assertThat(questions.asked().getLast().baseline()).isEqualTo(Forks.of(0.5, 0.75));
    assertThat(questions.asked().getLast().candidate()).isEqualTo(Forks.of(0.5, 0.75));
  }

  @Test
  void aVariantWhoseFirstOneIsGoneHasNoRatio() {
    times("old", "before", 2);
    times("old", "after", 1);
    times("new", "after", 1);
    assertThat(between().asked())
        .extracting(Question::key)
        .containsExactly("X/variant=after sec/op");
  }

  @Test
  void aBenchmarkWithoutAVariantIsNotComparedWithVariants() {
    for (String file : List.of("old", "new")) {
      measurements.add(new Measurement(new Benchmark(file, "X", Map.of()), "sec/op", "sec/op", 1));
      times(file, "before", 2);
      times(file, "after", 1);
    }
    assertThat(between().asked())
        .extracting(Question::key)
        .containsExactly(
            "X sec/op",
            "X/variant=before sec/op",
            "X/variant=after sec/op",
            "X/variant=after sec/op vs before");
  }

  @Test
  void ratiosAreComparableOnOneMachineThatIsKnown() {
    for (String file : List.of("old", "new")) {
      times(file, "before", 2);
      times(file, "after", 1);
    }
    Map<String, String> here = Map.of("cpu", "one");
    assertThat(isComparable(run("old", here), run("new", here))).isTrue();
    assertThat(isComparable(run("old", here), run("new", Map.of("cpu", "two")))).isFalse();
    assertThat(isComparable(run("old", Map.of()), run("new", Map.of()))).isFalse();
    assertThat(isComparable(run("old", here))).isFalse();
  }

  private boolean isComparable(StoredRun... runs) {
    return between(runs).asked().getLast().comparable();
  }

  @Test
  void ofTwoRunsOfOursWhatNoChangeIsAboutIsForTheReader() {
    add("old", "", "X", "", "size", 1);
    add("new", "", "X", "", "size", 1);
    StoredRun old = run("old", Map.of());
    StoredRun now = run("new", Map.of());
    assertThat(between(old, now).asked()).isEmpty();
    assertThat(between(old, now).unjudged())
        .containsExactly("size: collections, pauses and counters are for the reader to judge");
    assertThat(between(old).asked()).as("another tool's").hasSize(1);
    assertThat(between(now).asked()).as("another tool's").hasSize(1);
  }

  @Test
  void whatHasNoDirectionIsNamedThoughOneSideAloneHasIt() {
    add("new", "", "X", "", "wire", 1);
    assertThat(between().missing()).isEmpty();
    assertThat(between().unjudged()).singleElement().asString().startsWith("wire: nothing says");
  }
}
