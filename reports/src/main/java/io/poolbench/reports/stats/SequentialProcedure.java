package io.poolbench.reports.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares sampled metrics of rows that got forks until they were decided: as {@link
 * RankProcedure}, but each number of forks is held against what its look may spend of the error.
 *
 * @param looks that were taken
 * @param confidence level of the interval, 0 to 1
 */
public record SequentialProcedure(Looks looks, double confidence) implements Procedure {

  @Override
  public Summary summarize(Sample sample) {
    return of(sample.size()).summarize(sample);
  }

  @Override
  public Comparison compare(Sample base, Sample sample) {
    Comparison fixed = of(Math.min(base.size(), sample.size())).compare(base, sample);
    List<String> notes = new ArrayList<>(fixed.notes());
    notes.add(
        "looked at after %s forks and stopped when decided: what stopped early is on average shown too large"
            .formatted(
                looks.forks().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    return new Comparison(
        fixed.p(), fixed.alpha(), fixed.baseSize(), fixed.size(), fixed.testable(), notes);
  }

  private RankProcedure of(int forks) {
    return new RankProcedure(looks.alpha(forks), confidence);
  }
}
