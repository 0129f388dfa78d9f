package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked of a run with three arms, and of one whose counts were accepted. */
final class QuestionsTest {

  private static final String RELEASE = "release_v1";

  private final List<StoredRun.Subject> subjects = new ArrayList<>();
  private final List<StoredRun.Trial> trials = new ArrayList<>();
  private final List<StoredRun.Unmatched> unmatched = new ArrayList<>();

  private void benchmark(String name, String... arms) {
    subjects.add(new StoredRun.Subject(name, name, "", "", "", List.of(arms), List.of()));
    for (String arm : arms) {
      trial(name, arm, "count", 0, Map.of("B/op", 24.0));
    }
  }

  private void trial(String name, String arm, String kind, int round, Map<String, Double> metrics) {
    trials.add(
        new StoredRun.Trial(
            0, round, kind, name, arm, "done", "", 0, "", "", List.of(), metrics, Map.of()));
  }

  private ResultSet results() {
    Map<String, Metric> metrics =
        Map.of(
            "B/op", new Metric("B/op", Better.LOWER, Assumption.SAMPLED),
            "allocs/op", new Metric("allocs/op", Better.LOWER, Assumption.SAMPLED),
            "sec/op", new Metric("sec/op", Better.LOWER, Assumption.SAMPLED),
            "op/sec", new Metric("op/sec", Better.HIGHER, Assumption.SAMPLED),
            "gc-sec/op", new Metric("gc-sec/op", Better.LOWER, Assumption.SAMPLED),
            "hits-events", new Metric("hits-events", Better.UNKNOWN, Assumption.SAMPLED));
    StoredRun run = StoredRuns.of("run", subjects, unmatched, trials, List.of());
    return new ResultSet(List.of(), metrics, List.of(run), List.of());
  }

  private Questions of(String baseline) {
    return Questions.ofArms(results(), baseline, "head", Questions.Tier.COUNTS, 2);
  }

  private Questions ofRelease() {
    return Questions.ofRelease(results(), RELEASE, "release v1", "head", Questions.Tier.COUNTS, 2);
  }

  @Test
  void whatTheReleaseDoesNotHaveIsToldAndNotMissing() {
    benchmark("Old", "base", RELEASE, "head");
    benchmark("New", "base", "head");
    assertThat(of("base").missing()).isEmpty();
    Questions release = ofRelease();
    assertThat(release.missing()).isEmpty();
    assertThat(release.unjudged()).containsExactly("against release v1: New: only in base, head");
    assertThat(release.asked())
        .extracting(Question::key)
        .containsExactly("Old B/op against release v1");
  }

  @Test
  void whatTheHeadHasLostIsMissingThoughTwoOthersHaveIt() {
    benchmark("Lost", "base", RELEASE);
    assertThat(of("base").missing()).containsExactly("Lost: only in base, release_v1");
  }

  @Test
  void whatTheReleaseAloneHasIsToldAndNotMissing() {
    benchmark("Old", "base", RELEASE, "head");
    unmatched.add(new StoredRun.Unmatched("Gone", RELEASE));
    assertThat(of("base").missing()).isEmpty();
    assertThat(ofRelease().missing()).isEmpty();
    assertThat(ofRelease().unjudged())
        .containsExactly("against release v1: Gone: only in release_v1");
  }

  /** Seven forks apart from seven are enough for one question, and not for a hundred. */
  @Test
  void aReleaseSharesTheErrorWithTheBase() {
    Metric time = new Metric("sec/op", Better.LOWER, Assumption.SAMPLED);
    Question worse =
        new Question(
            "b",
            time,
            Forks.of(1, 1.01, 1.02, 1.03, 1.04, 1.05, 1.06),
            Forks.of(1.2, 1.21, 1.22, 1.23, 1.24, 1.25, 1.26),
            true);
    assertThat(new Gate(Rule.ONCE).look(List.of(worse)).getFirst().verdict())
        .isInstanceOf(Verdict.Regressed.class);
    Question same = new Question("b", time, worse.baseline(), worse.baseline(), true);
    List<Question> releases =
        Stream.iterate(0, i -> i < 99, i -> i + 1).map(i -> same.against("r" + i)).toList();
    List<Question> all = new ArrayList<>(List.of(worse));
    all.addAll(releases);
    assertThat(new Gate(Rule.ONCE).look(all).getFirst().verdict())
        .isNotInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void acceptedCountsKeepTheModesOfForksThatCountNothingElse() {
    benchmark("A", "head", "base");
    // The fork before has bytes of JMH's alone.
    trial("A", "head", "count", 1, Map.of("allocs/op", 1.001, "B/op", 24.2, "sec/op", 3.0));
    trial("A", "head", "count", 2, Map.of("allocs/op", 2.0));
    trial("A", "head", "timing", 0, Map.of("allocs/op", 9.0));
    AcceptedCounts accepted =
        AcceptedCounts.of(
            results(),
            trial -> Optional.of(trial.benchmark()).filter(_ -> trial.variant().equals("head")),
            _ -> Map.of());
    assertThat(accepted.rows())
        .containsExactly(
            new AcceptedCounts.Row("A", "B/op", new TreeMap<>(Map.of(24.0, 1))),
            new AcceptedCounts.Row("A", "allocs/op", new TreeMap<>(Map.of(1.0, 1, 2.0, 1))));
  }

  @Test
  void eventsOfTimedForksAreNotAcceptedSinceTheClockSaysHowManyOperationsTheyHad() {
    subjects.add(new StoredRun.Subject("A", "A", "", "", "", List.of("head"), List.of()));
    trial("A", "head", "timing", 0, Map.of("allocs/op", 1.0, "hits-events", 7.0));
    ResultSet results = new Declared(Map.of("hits", Better.LOWER)).apply(results());
    AcceptedCounts accepted =
        AcceptedCounts.of(results, trial -> Optional.of(trial.benchmark()), _ -> Map.of());
    assertThat(accepted.units()).containsOnly("allocs/op");
    trial("A", "head", "count", 0, Map.of("allocs/op", 1.0, "hits-events", 7.0));
    accepted =
        AcceptedCounts.of(
            new Declared(Map.of("hits", Better.LOWER)).apply(results()),
            trial -> Optional.of(trial.benchmark()),
            _ -> Map.of());
    assertThat(accepted.units()).containsOnly("allocs/op", "hits-events");
  }

  @Test
  void ofARunThatOnlyTimedTheTimedForksCountAndTheirOwnBytesAreTaken() {
    subjects.add(new StoredRun.Subject("A", "A", "", "", "", List.of("head"), List.of()));
    trial("A", "head", "timing", 0, Map.of("allocs/op", 1.0, "B/op", 31.0, "sec/op", 3.0));
    AcceptedCounts accepted =
        AcceptedCounts.of(
            results(), trial -> Optional.of(trial.benchmark()), _ -> Map.of("B/op", 24.0));
    assertThat(accepted.rows().getFirst().modes()).containsOnlyKeys(24.0);
    assertThat(accepted.rows()).hasSize(2);
  }

  private void failed(String name, String arm, int round, String log) {
    trials.add(
        new StoredRun.Trial(
            0, round, "count", name, arm, "failed", "", 0, log, "", List.of(), Map.of(), Map.of()));
  }

  private void subject(String name, boolean footprint) {
    subjects.add(
        new StoredRun.Subject(
            name, name, "", "", "", List.of("base", "head"), List.of(), name, footprint));
  }

  @Test
  void theForksOfEachSideAreThoseOfItsArmInTheRoundsThatCount() {
    benchmark("A", "base", "head");
    trial("A", "base", "count", 1, Map.of("B/op", 32.0));
    trial("A", "head", "count", 1, Map.of("B/op", 40.0));
    trial("A", "head", "count", 2, Map.of("B/op", 99.0));
    trial("A", "head", "timing", 1, Map.of("B/op", 98.0));
    trial("B", "head", "count", 1, Map.of("B/op", 97.0));
    assertThat(of("base").asked())
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.baseline()).isEqualTo(Forks.of(24, 32));
              assertThat(question.candidate()).isEqualTo(Forks.of(24, 40));
              assertThat(question.comparable()).isTrue();
            });
  }

  @Test
  void whatOneOfTwoJarsAloneHasIsMissingAndOfTheHeadsIsAdded() {
    unmatched.add(new StoredRun.Unmatched("Gone", "base"));
    unmatched.add(new StoredRun.Unmatched("New", "head"));
    assertThat(of("base").missing()).containsExactly("Gone: only in base", "New: only in head");
    assertThat(of("base").added()).containsExactly("New: only in head");
    assertThat(of("base").withoutAdded().missing()).containsExactly("Gone: only in base");
    assertThat(of("base").withoutAdded().added()).isEmpty();
  }

  @Test
  void forksThatFailedAreMissingAndTheirValuesDoNotCount() {
    benchmark("A", "base", "head");
    failed("A", "base", 0, "logs/1");
    failed("A", "head", 0, "logs/2");
    failed("A", "head", 1, "logs/3");
    assertThat(of("base").missing())
        .containsExactly(
            "A: 1 of 2 forks of base failed; see logs/1",
            "A: 2 of 3 forks of head failed; see logs/2");
    assertThat(of("base").asked())
        .singleElement()
        .satisfies(question -> assertThat(question.candidate()).isEqualTo(Forks.of(24)));
  }

  @Test
  void anArmOfWhichNoForkWasRunIsMissing() {
    subject("A", false);
    trial("A", "head", "count", 0, Map.of("B/op", 24.0));
    assertThat(of("base").missing())
        .containsExactly("A: no fork of base was run", "A B/op: only in head");
    trials.clear();
    trial("A", "base", "count", 0, Map.of("B/op", 24.0));
    assertThat(of("base").missing())
        .containsExactly("A: no fork of head was run", "A B/op: only in base");
    assertThat(of("base").asked()).isEmpty();
  }

  @Test
  void forksWithoutAValueThatOthersOfTheirArmHaveAreMissing() {
    benchmark("A", "base", "head");
    trial("A", "base", "count", 1, Map.of());
    trial("A", "head", "count", 1, Map.of());
    trial("A", "head", "count", 1, Map.of());
    // Another kind of forks has no such value at all.
    trial("A", "head", "source", 1, Map.of("allocs/op", 1.0));
    trial("A", "base", "source", 1, Map.of("allocs/op", 1.0));
    assertThat(of("base").missing())
        .containsExactly(
            "A B/op: 1 of 2 forks of base have no finite value",
            "A B/op: 2 of 3 forks of head have no finite value");
    assertThat(of("base").asked()).hasSize(2);
  }

  private Questions times() {
    return Questions.ofArms(results(), "base", "head", Questions.Tier.TIMES, 2);
  }

  /** Of idle units nothing is timed, so that none of these forks is missed. */
  @Test
  void eachTierHasItsOwnForksAndMetrics() {
    subject("A", false);
    subject("Idle", true);
    for (String arm : List.of("base", "head")) {
      trial("A", arm, "timing", 0, Map.of("sec/op", 3.0, "B/op", 31.0));
      trial("A", arm, "count", 0, Map.of("sec/op", 4.0, "B/op", 24.0));
      trial("Idle", arm, "footprint", 0, Map.of("B/op", 8.0));
    }
    assertThat(times().asked()).extracting(Question::key).containsExactly("A sec/op");
    assertThat(times().asked().getFirst().baseline()).isEqualTo(Forks.of(3));
    assertThat(times().missing()).isEmpty();
    assertThat(of("base").asked()).extracting(Question::key).containsExactly("A B/op", "Idle B/op");
    assertThat(of("base").asked().getFirst().baseline()).isEqualTo(Forks.of(24));
  }

  private void timed(String arm, Map<String, Double> metrics) {
    trial("A", arm, "timing", 0, metrics);
  }

  private static double margin(Questions questions, String unit) {
    return questions.asked().stream()
        .filter(question -> question.name().equals(unit))
        .findFirst()
        .orElseThrow()
        .tolerance()
        .margin();
  }

  /** Two per cent of an operation's time, which is 4, be it told as a time or as a rate. */
  @Test
  void collectionsAreHeldToTheTimeOfAnOperationOfTheBaseline() {
    subject("A", false);
    timed("base", Map.of("sec/op", 4.0, "gc-sec/op", 0.1));
    timed("head", Map.of("sec/op", 8.0, "gc-sec/op", 0.1));
    assertThat(margin(times(), "gc-sec/op")).isCloseTo(0.08, within(1e-12));
    assertThat(margin(times(), "sec/op")).isEqualTo(Tolerance.QUICK_END.margin());
    trials.clear();
    timed("base", Map.of("op/sec", 0.25, "gc-sec/op", 0.1));
    timed("head", Map.of("op/sec", 0.125, "gc-sec/op", 0.1));
    assertThat(margin(times(), "gc-sec/op")).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void collectionsWithoutATimeAndOtherCountersAreForTheReader() {
    subject("A", false);
    for (String arm : List.of("base", "head")) {
      timed(arm, Map.of("gc-sec/op", 0.1));
      timed(arm, Map.of("gc-count", 3.0));
    }
    assertThat(times().asked()).isEmpty();
    assertThat(times().unjudged())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("gc-count: nothing says whether"))
        .contains("gc-sec/op: collections, pauses and counters are for the reader to judge");
  }

  @Test
  void whereForksHaveEnoughIterationsTheirMeansAreAskedForToo() {
    subject("A", false);
    List<Double> iterations = Stream.iterate(1.0, i -> i <= 20, i -> i + 1).toList();
    for (String arm : List.of("base", "head")) {
      trials.add(
          new StoredRun.Trial(
              0,
              0,
              "timing",
              "A",
              arm,
              "done",
              "",
              0,
              "",
              "",
              iterations,
              Map.of("sec/op", 9.0),
              Map.of()));
    }
    assertThat(times().asked())
        .extracting(Question::key)
        .containsExactly("A sec/op", "A sec/op mean");
    assertThat(times().asked().getFirst().baseline().iterations()).containsExactly(iterations);
    assertThat(times().asked().getLast().baseline()).isEqualTo(Forks.of(10.5));
    // Of one arm alone they cannot be compared.
    trials.removeLast();
    timed("head", Map.of("sec/op", 9.0));
    assertThat(times().asked()).extracting(Question::key).containsExactly("A sec/op");
  }
}
