package io.poolbench.reports.stats;

import io.poolbench.reports.unit.Decimals;
import java.util.ArrayList;
import java.util.List;

/**
 * Summarizes and compares sampled metrics by ranks alone, because benchmark times are far from
 * normal: the median, its order-statistic interval, the Mann-Whitney U test.
 *
 * @param alpha threshold of significance, 0 to 1
 * @param confidence level of the interval, 0 to 1
 */
public record RankProcedure(double alpha, double confidence) implements Procedure {

  private static final int LARGEST_ADVISED = 9;

  @Override
  public Summary summarize(Sample sample) {
    int n = sample.size();
    MedianInterval interval = MedianInterval.of(n, confidence);
    List<String> notes = List.of();
    if (!interval.isBounded(n)) {
      notes =
          List.of(
              "need %s samples for confidence interval at level %s"
                  .formatted(MedianInterval.needed(confidence), Decimals.shortest(confidence)));
    }
    return new Summary(
        sample.median(),
        interval.low() == 0 ? Double.NEGATIVE_INFINITY : sample.ranked(interval.low() - 1),
        interval.high() > n ? Double.POSITIVE_INFINITY : sample.ranked(interval.high() - 1),
        notes);
  }

  @Override
  public Comparison compare(Sample base, Sample sample) {
    MannWhitney test = MannWhitney.of(base, sample);
    double p = test.p();
    List<String> notes = new ArrayList<>();
    if (test.allEqual()) {
      notes.add("all samples are equal");
    } else if (p > alpha) {
      int needed = neededPerSide();
      if (base.size() < needed && sample.size() < needed) {
        notes.add(
            "need %s %d samples to detect a difference at alpha level %s"
                .formatted(
                    needed > LARGEST_ADVISED ? ">" : ">=", needed, Decimals.shortest(alpha)));
      }
    }
    return new Comparison(
        p,
        alpha,
        base.size(),
        sample.size(),
        smallestP(base.size(), sample.size()) <= alpha,
        notes);
  }

  /** Returns the two-sided p of samples that lie wholly apart. */
  static double smallestP(int n, int m) {
    double ways = 1;
    for (int i = 1; i <= m && ways < 1e300; i++) {
      ways = ways * (n + i) / i;
    }
    return 2 / ways;
  }

  /** The smallest n at which two samples of n, wholly apart, are significant: p = 2 / C(2n, n). */
  private int neededPerSide() {
    long ways = 1;
    for (int n = 1; n <= LARGEST_ADVISED; n++) {
      ways = ways * 2 * (2L * n - 1) / n;
      if (2.0 / ways <= alpha) {
        return n;
      }
    }
    return LARGEST_ADVISED + 1;
  }
}
