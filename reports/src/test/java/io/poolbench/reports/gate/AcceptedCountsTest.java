package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is accepted of a run, how it is brought up to date, and what is asked by it. */
final class AcceptedCountsTest {

  private static final Pattern ALL = Pattern.compile("");

  private final List<StoredRun.Subject> subjects = new ArrayList<>();
  private final List<StoredRun.Trial> trials = new ArrayList<>();

  private void benchmark(String name, boolean footprint) {
    subjects.add(
        new StoredRun.Subject(name, name, "", "", "", List.of("head"), List.of(), name, footprint));
  }

  private void trial(String name, String kind, String status, Map<String, Double> metrics) {
    trials.add(
        new StoredRun.Trial(
            0, 0, kind, name, "head", status, "", 0, "log", "", List.of(), metrics, Map.of()));
  }

  private void counted(String name, Map<String, Double> metrics) {
    trial(name, "count", "done", metrics);
  }

  private ResultSet results(String jvm) {
    Map<String, Metric> metrics =
        Map.of(
            "B/op", new Metric("B/op", Better.LOWER, Assumption.SAMPLED),
            "allocs/op", new Metric("allocs/op", Better.LOWER, Assumption.SAMPLED),
            "sec/op", new Metric("sec/op", Better.LOWER, Assumption.SAMPLED),
            "hits/op", new Metric("hits/op", Better.UNKNOWN, Assumption.SAMPLED));
    return new ResultSet(List.of(), metrics, List.of(run(jvm)), List.of());
  }

  private StoredRun run(String jvm) {
    return new StoredRun(
        "run",
        "",
        "",
        0,
        Map.of(),
        jvm.isEmpty() ? Map.of() : Map.of("jvm", jvm),
        subjects,
        List.of(),
        trials,
        List.of(),
        List.of());
  }

  private static AcceptedCounts of(ResultSet results) {
    return AcceptedCounts.of(
        results, trial -> Optional.of(trial.benchmark()), _ -> Map.of("allocs/op", 99.0));
  }

  private static AcceptedCounts.Row row(String benchmark, String unit, double... forks) {
    TreeMap<Double, Integer> modes = new TreeMap<>();
    for (double fork : forks) {
      modes.merge(fork, 1, Integer::sum);
    }
    return new AcceptedCounts.Row(benchmark, unit, modes);
  }

  private static AcceptedCounts accepted(AcceptedCounts.Row... rows) {
    return new AcceptedCounts("25", List.of(rows));
  }

  private static AcceptedCounts.Row allocs(double... forks) {
    return row("A", "allocs/op", forks);
  }

  @Test
  void theJvmThatCountedIsKept() {
    assertThat(of(results("25.0.1")).jvm()).isEqualTo("25.0.1");
    assertThat(of(results("")).jvm()).isEmpty();
  }

  @Test
  void forksThatFailedCountForNothing() {
    trial("A", "count", "failed", Map.of("allocs/op", 7.0));
    counted("A", Map.of("allocs/op", 2.0));
    assertThat(of(results("")).rows()).containsExactly(allocs(2));
  }

  @Test
  void whereTheForkThatCountsFailedTheTimedOnesStandIn() {
    trial("A", "count", "failed", Map.of("allocs/op", 7.0));
    trial("A", "timing", "done", Map.of("allocs/op", 2.0));
    assertThat(of(results("")).rows()).containsExactly(allocs(99));
  }

  @Test
  void ofIdleUnitsTheirFootprintCountsAndOfTimedBenchmarksItDoesNot() {
    benchmark("Idle", true);
    benchmark("A", false);
    trial("Idle", "footprint", "done", Map.of("allocs/op", 5.0));
    trial("A", "footprint", "done", Map.of("allocs/op", 6.0));
    trial("A", "census", "done", Map.of("allocs/op", 7.0));
    assertThat(of(results("")).rows()).containsExactly(row("Idle", "allocs/op", 5));
  }

  @Test
  void whatTheSourceAsksForIsAcceptedBesideWhatIsLeftOfIt() {
    counted("A", Map.of("allocs/op", 1.0));
    trial("A", "source", "done", Map.of("allocs/op", 2.0));
    assertThat(of(results("")).rows()).containsExactly(allocs(1, 2));
  }

  @Test
  void bytesAreKeptWholeObjectsToTheHundredthAndDeclaredCountersToTheMillionth() {
    counted("A", Map.of("B/op", 24.4, "allocs/op", 1.006, "hits/op", 0.1234567));
    ResultSet declared = new Declared(Map.of("hits", Better.HIGHER)).apply(results(""));
    assertThat(of(declared).rows())
        .containsExactly(
            row("A", "B/op", 24), row("A", "allocs/op", 1.01), row("A", "hits/op", 0.123457));
  }

  /** Or a file would hold both, as two modes. */
  @Test
  void hardlyLessThanNothingIsNothing() {
    counted("A", Map.of("allocs/op", -0.001));
    assertThat(of(results("")).rows()).containsExactly(allocs(0));
  }

  @Test
  void rowsAreSortedByBenchmarkAndUnit() {
    assertThat(accepted(row("B", "B/op", 1), allocs(1), row("A", "B/op", 1)).rows())
        .containsExactly(row("A", "B/op", 1), allocs(1), row("B", "B/op", 1));
  }

  @Test
  void oneForkThatWasAcceptedStandsForTwoAndModesForAsManyAsTheyAre() {
    assertThat(allocs(3).values().values()).containsExactly(3.0, 3.0);
    assertThat(allocs(3, 3, 3).values().values()).containsExactly(3.0, 3.0, 3.0);
    assertThat(allocs(3, 4, 4).values().values()).containsExactly(3.0, 4.0, 4.0);
    assertThat(allocs(3, 4, 4).forks()).isEqualTo(3);
  }

  @Test
  void benchmarksThatDidNotRunKeepTheirRowsAndThoseThatRanHaveNoneButTheirNewOnes() {
    AcceptedCounts before = accepted(allocs(1), row("A", "B/op", 24), row("Gone", "B/op", 8));
    AcceptedCounts now = accepted(allocs(2), row("New", "B/op", 16));
    assertThat(now.over(before))
        .isEqualTo(accepted(allocs(2), row("Gone", "B/op", 8), row("New", "B/op", 16)));
  }

  @Test
  void whatShowsNothingNewLeavesTheForksThatWereAccepted() {
    assertThat(accepted(allocs(1)).over(accepted(allocs(1, 1, 1))))
        .isEqualTo(accepted(allocs(1, 1, 1)));
    assertThat(accepted(allocs(1, 1)).over(accepted(allocs(1, 1))))
        .isEqualTo(accepted(allocs(1, 1)));
    assertThat(accepted(allocs(2)).over(accepted(allocs(1, 2)))).isEqualTo(accepted(allocs(1, 2)));
    assertThat(accepted(allocs(1, 2, 2)).over(accepted(allocs(1, 1, 2))))
        .as("three forks do not show the shares of modes")
        .isEqualTo(accepted(allocs(1, 1, 2)));
  }

  @Test
  void moreForksAndNewModesAreTaken() {
    assertThat(accepted(allocs(1, 1)).over(accepted(allocs(1)))).isEqualTo(accepted(allocs(1, 1)));
    assertThat(accepted(allocs(2)).over(accepted(allocs(1, 1)))).isEqualTo(accepted(allocs(2)));
  }

  /** Eight forks show the shares of modes, which may have changed; of one mode there are none. */
  @Test
  void eightForksReplaceModesAndSevenDoNot() {
    AcceptedCounts.Row modes = allocs(1, 1, 1, 1, 2, 2, 2, 2);
    AcceptedCounts.Row eight = allocs(2, 2, 2, 2, 2, 2, 2, 2);
    AcceptedCounts.Row seven = allocs(2, 2, 2, 2, 2, 2, 2);
    assertThat(accepted(eight).over(accepted(modes))).isEqualTo(accepted(eight));
    assertThat(accepted(seven).over(accepted(modes))).isEqualTo(accepted(modes));
    AcceptedCounts.Row nine = allocs(2, 2, 2, 2, 2, 2, 2, 2, 2);
    assertThat(accepted(eight).over(accepted(nine))).isEqualTo(accepted(nine));
  }

  @Test
  void anotherJvmReplacesWhatItHasCounted() {
    AcceptedCounts before = new AcceptedCounts("21", List.of(allocs(1, 1)));
    assertThat(accepted(allocs(1)).over(before)).isEqualTo(accepted(allocs(1)));
  }

  @Test
  void rowsThatChangedAndRowsThatWentAreCounted() {
    AcceptedCounts before =
        accepted(allocs(1), row("A", "B/op", 24), row("B", "B/op", 8), row("B", "allocs/op", 1));
    AcceptedCounts after = accepted(allocs(2), row("A", "B/op", 24), row("C", "B/op", 8));
    assertThat(before.replaced(after)).isEqualTo(1);
    assertThat(before.dropped(after)).isEqualTo(2);
    assertThat(before.replaced(before)).isZero();
    assertThat(before.dropped(before)).isZero();
    assertThat(before.dropped(accepted())).isEqualTo(4);
  }

  @Test
  void benchmarksAreFoundByUnitAndByWhatIsNotThereLater() {
    AcceptedCounts counts = accepted(allocs(1), row("A", "B/op", 24), row("B", "B/op", 8));
    assertThat(counts.having("B/op")).containsExactlyInAnyOrder("A", "B");
    assertThat(counts.having("allocs/op")).containsExactly("A");
    assertThat(counts.units()).containsExactlyInAnyOrder("B/op", "allocs/op");
    assertThat(counts.notIn(accepted(row("B", "B/op", 8)))).containsExactly("A");
    assertThat(counts.notIn(accepted())).containsExactly("A", "B");
  }

  private Questions questions(AcceptedCounts accepted, String include) {
    return accepted.questions(results("25"), "counts.txt", "head", 1, Pattern.compile(include));
  }

  private Questions questions(AcceptedCounts accepted) {
    return accepted.questions(results("25"), "counts.txt", "head", 1, ALL);
  }

  @Test
  void everyRowThatTheRunAnswersIsAsked() {
    benchmark("A", false);
    counted("A", Map.of("B/op", 24.4, "allocs/op", 1.001));
    Questions questions = questions(accepted(allocs(2), row("A", "B/op", 16)));
    assertThat(questions.asked())
        .extracting(Question::key)
        .containsExactlyInAnyOrder("A B/op", "A allocs/op");
    Question bytes =
        questions.asked().stream()
            .filter(question -> question.name().equals("B/op"))
            .findFirst()
            .orElseThrow();
    assertThat(bytes.baseline()).isEqualTo(Forks.of(16, 16));
    assertThat(bytes.candidate()).as("rounded as what was accepted").isEqualTo(Forks.of(24));
    assertThat(bytes.comparable()).as("accepted elsewhere, at another time").isFalse();
    assertThat(questions.missing()).isEmpty();
    assertThat(questions.added()).isEmpty();
    assertThat(questions.unjudged()).isEmpty();
  }

  @Test
  void whatIsNotInTheFileIsAddedAsABenchmarkOrAsAMetricOfOne() {
    benchmark("A", false);
    benchmark("New", false);
    counted("A", Map.of("B/op", 24.0, "allocs/op", 1.0));
    counted("New", Map.of("B/op", 24.0, "allocs/op", 1.0));
    Questions questions = questions(accepted(allocs(1)));
    assertThat(questions.added())
        .containsExactly("A B/op: not in counts.txt", "New: not in counts.txt");
    assertThat(questions.missing()).isEqualTo(questions.added());
    assertThat(questions.asked()).extracting(Question::key).containsExactly("A allocs/op");
  }

  @Test
  void whatOnlyTheFileHasIsMissingWhereItWasToRun() {
    benchmark("A", false);
    counted("A", Map.of("allocs/op", 1.0));
    AcceptedCounts accepted =
        accepted(
            allocs(1),
            row("A", "B/op", 24),
            row("Map.get", "B/op", 24),
            row("Map.get", "allocs/op", 1),
            row("Other", "B/op", 24),
            row("Other", "allocs/op", 1),
            row("Third", "B/op", 24));
    Questions questions = questions(accepted, "Map");
    assertThat(questions.missing())
        .containsExactly("A B/op: only in counts.txt", "Map.get: only in counts.txt");
    assertThat(questions.unjudged())
        .containsExactly("2 benchmarks of counts.txt: left out by --include");
    assertThat(questions.added()).isEmpty();
    assertThat(questions(accepted).unjudged()).as("all was to run").isEmpty();
  }

  @Test
  void ofForksThatCountNoObjectsTheBytesAreNotAskedFor() {
    benchmark("A", false);
    counted("A", Map.of("B/op", 24.0));
    Questions questions = questions(accepted(row("A", "B/op", 24)));
    assertThat(questions.asked()).isEmpty();
    assertThat(questions.missing())
        .containsExactly("A B/op: this JVM cannot count it, and JMH's own hold more");
    Questions without = questions(accepted(row("Other", "B/op", 24)), "A");
    assertThat(without.asked()).isEmpty();
    assertThat(without.missing()).isEmpty();
  }

  @Test
  void aCounterThatIsDeclaredInTheFileAloneIsMissingAndOneThatIsNowhereIsForTheReader() {
    benchmark("A", false);
    counted("A", Map.of("allocs/op", 1.0, "hits/op", 3.0));
    Questions declared = questions(accepted(allocs(1), row("A", "hits/op", 3)));
    assertThat(declared.missing())
        .containsExactly("A hits/op: declared exact in counts.txt only; give --exact-metric");
    assertThat(declared.unjudged()).isEmpty();
    Questions nowhere = questions(accepted(allocs(1)));
    assertThat(nowhere.missing()).isEmpty();
    assertThat(nowhere.unjudged())
        .singleElement()
        .asString()
        .startsWith("hits/op: nothing says whether more or less is better");
  }

  @Test
  void forksWithoutAValueWhereOthersHaveOneAreMissing() {
    benchmark("A", false);
    counted("A", Map.of("allocs/op", 1.0, "B/op", 24.0));
    counted("A", Map.of("allocs/op", 1.0));
    // Another kind of forks counts nothing.
    trial("A", "census", "done", Map.of());
    Questions questions = questions(accepted(allocs(1), row("A", "B/op", 24)));
    assertThat(questions.missing())
        .containsExactly("A B/op: 1 of 2 forks of head have no finite value");
    assertThat(questions.asked()).hasSize(2);
  }

  @Test
  void ofTheCandidateAloneFailuresAreMissing() {
    benchmark("A", false);
    counted("A", Map.of("allocs/op", 1.0));
    trial("A", "count", "failed", Map.of());
    assertThat(questions(accepted(allocs(1))).missing())
        .containsExactly("A: 1 of 2 forks of head failed; see log");
  }

  private List<String> findings(AcceptedCounts accepted, String jvm) {
    return accepted.findings("counts.txt", run(jvm), List.of()).stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void whatWasAcceptedOnAnotherJvmIsTold() {
    assertThat(findings(accepted(), "26"))
        .containsExactly(
            "counts.txt: accepted on 25, judged on 26: what the compiler leaves of objects may"
                + " differ for that alone");
    assertThat(findings(accepted(), "25")).isEmpty();
    assertThat(findings(accepted(), "")).isEmpty();
    assertThat(findings(new AcceptedCounts("", List.of()), "26")).isEmpty();
  }

  private List<String> findings(String unit, int accepted, Verdict verdict) {
    Question question =
        new Question(
            "A",
            new Metric(unit, Better.LOWER, Assumption.SAMPLED),
            Forks.of(new double[accepted]),
            Forks.of(new double[12]),
            false);
    return accepted()
        .findings("counts.txt", run("25"), List.of(new Judgement(question, verdict)))
        .stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void whereFewAcceptedForksLeaveAQuestionOpenMoreOfThemAreAdvised() {
    Verdict open = new Verdict.Inconclusive(null, "");
    assertThat(findings("B/op", 7, open))
        .containsExactly(
            "counts.txt: has 7 forks of A B/op, and 8 show its modes; accept a run of more rounds");
    assertThat(findings("B/op", 8, open)).isEmpty();
    assertThat(findings("source-B/op", 7, open)).as("has no modes").isEmpty();
    assertThat(findings("B/op", 7, new Verdict.Refused("", true))).isEmpty();
  }
}
