package io.poolbench.reports.stats;

import io.poolbench.reports.unit.Decimals;
import java.util.List;

/** Compares metrics that every fork is expected to measure alike: by the mode, without a test. */
public record ExactProcedure() implements Procedure {

  @Override
  public Summary summarize(Sample sample) {
    List<String> notes = List.of();
    if (sample.min() != sample.max()) {
      notes =
          List.of(
              "exact distribution expected, but values range from %s to %s"
                  .formatted(Decimals.shortest(sample.min()), Decimals.shortest(sample.max())));
    }
    return new Summary(mode(sample), sample.min(), sample.max(), notes);
  }

  @Override
  public Comparison compare(Sample base, Sample sample) {
    return new Comparison(0, 0, base.size(), sample.size(), true, List.of());
  }

  /** The most frequent value, the smallest of them where several are equally frequent. */
  private static double mode(Sample sample) {
    double mode = sample.min();
    int most = 0;
    int run = 0;
    for (int i = 0; i < sample.size(); i++) {
      run = i > 0 && sample.ranked(i) == sample.ranked(i - 1) ? run + 1 : 1;
      if (run > most) {
        most = run;
        mode = sample.ranked(i);
      }
    }
    return mode;
  }
}
