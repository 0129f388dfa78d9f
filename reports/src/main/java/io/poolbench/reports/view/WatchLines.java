package io.poolbench.reports.view;

import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Question;
import io.poolbench.reports.gate.Verdict;
import io.poolbench.reports.gate.Watch;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.unit.Decimals;
import java.util.ArrayList;
import java.util.List;

/** Writes what the watch saw as lines beside the verdicts. */
final class WatchLines {

  private WatchLines() {}

  /** Returns one line each; what has regressed needs none, since its verdict says more. */
  static List<String> of(List<Judgement> judgements, List<Watch.Seen> seen) {
    List<String> lines = new ArrayList<>();
    for (Judgement judgement : judgements) {
      for (Watch.Seen each : seen) {
        if (each.question().key().equals(judgement.question().key())
            && !(judgement.verdict() instanceof Verdict.Regressed)) {
          lines.add(line(each, judgement.verdict()));
        }
      }
    }
    return lines;
  }

  private static String line(Watch.Seen seen, Verdict verdict) {
    Question question = seen.question();
    return "%s %s: its %s %s by %s %% (95 %% interval %s to %s %%) though its %s %s; does not gate"
        .formatted(
            question.benchmark(),
            question.name(),
            slowEnd(question),
            seen.ratio() > 1 ? "rose" : "fell",
            Decimals.fixed(100 * Math.abs(seen.ratio() - 1), 1),
            Decimals.signed(100 * (seen.low() - 1), 1),
            Decimals.signed(100 * (seen.high() - 1), 1),
            quickEnd(question),
            verdict instanceof Verdict.Improved ? "improved" : "is " + verdict.word());
  }

  private static String slowEnd(Question question) {
    return isRate(question) ? "1st percentile" : "99th percentile";
  }

  /** Names what is judged of the iterations. */
  static String quickEnd(Question question) {
    return isRate(question) ? "90th percentile" : "10th percentile";
  }

  private static boolean isRate(Question question) {
    return question.metric().better() == Better.HIGHER;
  }
}
