package io.poolbench.reports.view;

import io.poolbench.reports.gate.Change;
import io.poolbench.reports.gate.Expectation;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Question;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Verdict;
import io.poolbench.reports.gate.Watch;
import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.unit.BaseUnit;
import io.poolbench.reports.unit.Decimals;
import io.poolbench.reports.unit.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judgements enter, what is printed of them leaves. */
public final class VerdictsBuilder {

  private VerdictsBuilder() {}

  /**
   * Turns judgements into rows, the worst first.
   *
   * @param questions that were asked, with what could not be
   * @param watch worsenings that do not gate
   * @param advisory judgements that fail nothing
   * @param explanations of what has become worse
   */
  public static Verdicts build(
      String baseline,
      String candidate,
      List<Judgement> judgements,
      Questions questions,
      List<Watch.Seen> watch,
      List<Finding> findings,
      Predicate<Judgement> advisory,
      List<Explanation> explanations) {
    return new Verdicts(
        baseline,
        candidate,
        judgements.stream()
            .sorted(Comparator.comparingInt(judgement -> urgency(judgement.verdict())))
            .map(judgement -> row(judgement, advisory.test(judgement)))
            .toList(),
        missing(judgements, questions),
        questions.unjudged(),
        WatchLines.of(judgements, watch),
        findings,
        legend(judgements),
        explanations);
  }

  /** Returns what was not judged, with what is refused for want of forks. */
  private static List<String> missing(List<Judgement> judgements, Questions questions) {
    List<String> missing = new ArrayList<>(questions.missing());
    for (Judgement judgement : judgements) {
      if (judgement.verdict() instanceof Verdict.Refused(String why, boolean forks) && forks) {
        missing.add(
            "%s %s: %s"
                .formatted(judgement.question().benchmark(), judgement.question().name(), why));
      }
    }
    return missing;
  }

  /** The quick end is no median: who compares with another table must know. */
  private static String legend(List<Judgement> judgements) {
    return judgements.stream()
        .map(Judgement::question)
        .filter(Question::hasPercentiles)
        .map(
            question ->
                "%s is the %s of each fork's iterations, the median over forks"
                    .formatted(question.metric().unit(), WatchLines.quickEnd(question)))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /**
   * Turns expectations into rows: baseline is the share that is allowed, candidate the share that
   * is.
   *
   * @param file of the expectations
   * @param run that was judged
   */
  public static Verdicts ofExpectations(
      String file, String run, List<Expectation.Judged> judged, List<Finding> findings) {
    List<String> missing =
        judged.stream()
            .filter(each -> each.answer() == Expectation.Answer.MISSING)
            .map(
                each ->
                    name(each.expectation())
                        + ": not in this run, zero before, or of fewer than four forks")
            .toList();
    List<Verdicts.Row> rows =
        judged.stream()
            .filter(each -> each.answer() != Expectation.Answer.MISSING)
            .sorted(Comparator.comparing(each -> each.answer() == Expectation.Answer.HOLDS))
            .map(VerdictsBuilder::row)
            .toList();
    return new Verdicts(file, run, rows, missing, List.of(), List.of(), findings, "", List.of());
  }

  private static String name(Expectation expectation) {
    return "%s %s %s vs %s"
        .formatted(
            expectation.benchmark(), expectation.unit(), expectation.variant(), expectation.base());
  }

  private static Verdicts.Row row(Expectation.Judged judged) {
    Expectation expectation = judged.expectation();
    String verdict =
        switch (judged.answer()) {
          case HOLDS -> "unchanged";
          case LOST, GROWN -> "regressed";
          case INCONCLUSIVE, MISSING -> "inconclusive";
        };
    return new Verdicts.Row(
        BenchmarkName.arm(expectation.benchmark(), expectation.variant()),
        expectation.unit() + " vs " + expectation.base(),
        "",
        verdict,
        "≤ " + share(expectation.most()),
        share(judged.ratio()),
        percent(judged.ratio()),
        percent(judged.low()) + " to " + percent(judged.high()),
        "",
        "",
        switch (judged.answer()) {
          case LOST -> "a saving is lost";
          case GROWN -> "takes more than 1.25 times what was accepted and 64 B";
          case HOLDS, MISSING -> "";
          case INCONCLUSIVE -> "the interval holds the bound";
        },
        judged.ratio(),
        judged.low(),
        judged.high(),
        false);
  }

  private static String share(double ratio) {
    return Decimals.fixed(ratio, 3);
  }

  private static int urgency(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Regressed _ -> 0;
      case Verdict.Unaccepted _ -> 1;
      case Verdict.Inconclusive _ -> 2;
      case Verdict.WorseWithinBound _ -> 3;
      case Verdict.Improved _ -> 4;
      case Verdict.Refused _ -> 5;
      case Verdict.Unchanged _ -> 6;
    };
  }

  private static Verdicts.Row row(Judgement judgement, boolean advisory) {
    String unit = judgement.question().metric().unit();
    Change change = change(judgement.verdict());
    double baseline = change == null ? judgement.question().baseline().median() : change.baseline();
    double candidate =
        change == null ? judgement.question().candidate().median() : change.candidate();
    Scale scale = Scale.common(List.of(baseline, candidate), BaseUnit.isBinary(unit));
    return new Verdicts.Row(
        judgement.question().benchmark(),
        unit,
        judgement.question().against(),
        judgement.verdict().word(),
        scale.format(baseline),
        scale.format(candidate),
        change == null ? "" : percent(change.ratio()),
        interval(change),
        change == null || Double.isNaN(change.detectable()) ? "" : percent(change.detectable()),
        judgement.question().baseline().values().size()
            + "+"
            + judgement.question().candidate().values().size(),
        why(judgement.verdict()),
        change == null ? Double.NaN : change.ratio(),
        change == null ? Double.NaN : change.low(),
        change == null ? Double.NaN : change.high(),
        advisory);
  }

  private static @Nullable Change change(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Regressed regressed -> regressed.change();
      case Verdict.Improved improved -> improved.change();
      case Verdict.Unaccepted unaccepted -> unaccepted.change();
      case Verdict.Unchanged unchanged -> unchanged.change();
      case Verdict.WorseWithinBound worse -> worse.change();
      case Verdict.Inconclusive inconclusive -> inconclusive.change();
      case Verdict.Refused _ -> null;
    };
  }

  private static String why(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Inconclusive inconclusive -> inconclusive.why();
      case Verdict.Refused refused -> refused.why();
      case Verdict.WorseWithinBound _ ->
          "no regression by itself, but five such changes make 22 %; --release REF judges them together";
      case Verdict.Unaccepted _ -> "it differs from what was accepted";
      case Verdict.Regressed _, Verdict.Improved _, Verdict.Unchanged _ -> "";
    };
  }

  /** Exact metrics have a range, not an interval. */
  private static String interval(@Nullable Change change) {
    return change == null || Double.isNaN(change.detectable())
        ? ""
        : percent(change.low()) + " to " + percent(change.high());
  }

  private static String percent(double ratio) {
    if (ratio == Double.POSITIVE_INFINITY) {
      return "from 0";
    }
    return Double.isFinite(ratio) ? Decimals.signed(100 * (ratio - 1), 2) + "%" : "?";
  }
}
