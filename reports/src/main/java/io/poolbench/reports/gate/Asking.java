package io.poolbench.reports.gate;

import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.List;

/** Asks of one arm of a run, benchmark by benchmark, whatever it is judged by. */
final class Asking {

  private final ResultSet results;
  private final String candidate;
  private final Questions.Tier tier;
  private final int rounds;
  private final List<Question> asked = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Unjudged unjudged = new Unjudged();

  /**
   * Begins with nothing asked.
   *
   * @param results of the run and of no other
   * @param candidate the arm to be judged
   * @param tier of metrics, each of which has forks of its own
   * @param rounds those that count: a run that is resumed has later ones already
   */
  Asking(ResultSet results, String candidate, Questions.Tier tier, int rounds) {
    this.results = results;
    this.candidate = candidate;
    this.tier = tier;
    this.rounds = rounds;
  }

  /** Makes the questions by which a candidate is judged. */
  interface Baseline {

    /** The arm of the run that it is; empty where it is none. */
    String arm();

    /**
     * Asks for one metric of a benchmark, or tells why it is not asked for.
     *
     * @param before forks of the baseline's arm
     * @param after forks of the candidate
     */
    void ask(
        Asking asking,
        StoredRun.Subject subject,
        Metric metric,
        List<StoredRun.Trial> before,
        List<StoredRun.Trial> after);
  }

  /** Asks for all metrics of a benchmark that both sides have been run for. */
  void ask(StoredRun.Subject subject, Baseline baseline) {
    List<StoredRun.Trial> trials =
        run().trials().stream()
            .filter(trial -> trial.benchmark().equals(subject.name()) && trial.round() < rounds)
            .filter(tier::holds)
            .toList();
    String arm = baseline.arm();
    missing.addAll(
        Questions.failures(
            subject.name(), trials, arm.isEmpty() ? List.of(candidate) : List.of(arm, candidate)));
    List<StoredRun.Trial> before = arm.isEmpty() ? List.of() : Questions.done(trials, arm);
    List<StoredRun.Trial> after = Questions.done(trials, candidate);
    for (String unit : Questions.units(before, after)) {
      baseline.ask(this, subject, Questions.metric(results, unit), before, after);
    }
  }

  StoredRun run() {
    return results.runs().getFirst();
  }

  String candidate() {
    return candidate;
  }

  Questions.Tier tier() {
    return tier;
  }

  void add(Question question) {
    asked.add(question);
  }

  void missing(String text) {
    missing.add(text);
  }

  void missing(List<String> texts) {
    missing.addAll(texts);
  }

  void unjudged(Metric metric) {
    unjudged.add(metric);
  }

  /**
   * All that was asked.
   *
   * @param added of what is missing, that only the candidate has
   * @param told beside the metrics that are not judged
   */
  Questions questions(List<String> added, List<String> told) {
    List<String> lines = new ArrayList<>(unjudged.lines());
    lines.addAll(told);
    return new Questions(asked, missing, added, lines);
  }
}
