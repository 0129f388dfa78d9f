package io.poolbench.cli.gate;

import io.poolbench.cli.revision.Bisection;
import io.poolbench.cli.revision.RevisionException;
import io.poolbench.reports.gate.Question;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Verdicts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Halves the commits until the first bad one is known, and tells each step in one line. */
final class BisectSteps {

  private final Bisection bisection;
  private final CommitGate gate;
  private final PrintWriter err;

  /**
   * Prepares them.
   *
   * @param err told each step
   */
  BisectSteps(Bisection bisection, CommitGate gate, PrintWriter err) {
    this.bisection = bisection;
    this.gate = gate;
    this.err = err;
  }

  /**
   * Takes them all.
   *
   * @return the verdicts of the earliest commit that is known to be bad
   * @throws InputException where the bad end is no worse than the good one
   */
  Verdicts run() {
    Verdicts worst = end();
    List<Verdicts.Row> worse = deciding(failures(worst));
    for (Optional<Bisection.Commit> next = bisection.next();
        next.isPresent() && !gate.isOver();
        next = bisection.next()) {
      Bisection.Commit commit = next.get();
      Optional<Verdicts> seen = judged(commit);
      if (seen.isEmpty()) {
        bisection.skip(commit);
      } else if (failures(seen.get()).stream().anyMatch(row -> isOneOf(row, worse))) {
        bisection.isBad(commit);
        worst = seen.get();
        tell(commit, "bad, " + amounts(worst));
      } else if (worse.stream().allMatch(row -> isConclusive(row, seen.get()))) {
        bisection.isGood(commit);
        tell(commit, "good");
      } else {
        bisection.skip(commit);
        tell(commit, "skipped: " + seen.get().summary());
      }
    }
    return worst;
  }

  /** Judges the bad end by counts or, where these show nothing worse, by time. */
  private Verdicts end() {
    Bisection.Commit end = bisection.bad();
    GateRuns.Jars jars = gate.built(end);
    int most = halvings();
    Verdicts seen = gate.judge(end, jars, most + 1);
    String by = "by counts";
    if (failures(seen).isEmpty()) {
      by = "counts: %s; by time".formatted(seen.summary());
      seen = gate.judgeByTime(end, most + 1);
    }
    if (failures(seen).isEmpty()) {
      throw new InputException(
          "GOOD %s and BAD %s".formatted(bisection.good().name(), end.name()),
          "no benchmark that is worse: " + seen.summary(),
          "a regression between them",
          "name other commits, or other benchmarks with --include");
    }
    err.printf("bisect: %s, about %d steps%n", by, most);
    tell(end, "bad, " + amounts(seen));
    return seen;
  }

  /** Returns how many steps it takes where none is skipped: the binary logarithm, rounded up. */
  private int halvings() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(bisection.left() - 1);
  }

  /** Judges a commit; tells of one that cannot be built or run on any machine, and is empty. */
  private Optional<Verdicts> judged(Bisection.Commit commit) {
    try {
      return Optional.of(gate.judge(commit, gate.built(commit), halvings()));
    } catch (RevisionException e) {
      tell(commit, "skipped: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void tell(Bisection.Commit commit, String answer) {
    err.println(
        "bisect: %s %s (%s)"
            .formatted(commit.name(), Visible.text(answer), Visible.text(commit.subject())));
    err.flush();
  }

  private static String amounts(Verdicts verdicts) {
    List<Verdicts.Row> failures = failures(verdicts);
    Verdicts.Row first = failures.getFirst();
    return "%s %s %s%s"
        .formatted(
            first.benchmark(),
            first.name(),
            first.change(),
            failures.size() == 1 ? "" : " and %d more".formatted(failures.size() - 1));
  }

  static List<Verdicts.Row> failures(Verdicts verdicts) {
    return verdicts.rows().stream().filter(Verdicts.Row::isFailure).toList();
  }

  /**
   * Returns what tells a commit that is bad from one that is not. Where a time became worse, its
   * mean says the same with more noise, and would leave many commits undecided.
   */
  private static List<Verdicts.Row> deciding(List<Verdicts.Row> worse) {
    return worse.stream()
        .filter(
            row ->
                worse.stream()
                    .noneMatch(
                        each ->
                            each.benchmark().equals(row.benchmark())
                                && row.unit().equals(each.unit() + Question.OF_MEANS)))
        .toList();
  }

  private static boolean isOneOf(Verdicts.Row row, List<Verdicts.Row> rows) {
    return rows.stream()
        .anyMatch(
            each -> each.benchmark().equals(row.benchmark()) && each.name().equals(row.name()));
  }

  /** Tells whether the same is surely no regression elsewhere. */
  private static boolean isConclusive(Verdicts.Row row, Verdicts verdicts) {
    return verdicts.rows().stream()
        .filter(each -> isOneOf(each, List.of(row)))
        .anyMatch(
            each -> !each.verdict().equals("inconclusive") && !each.verdict().equals("refused"));
  }
}
