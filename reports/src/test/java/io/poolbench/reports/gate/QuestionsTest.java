package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

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
}
