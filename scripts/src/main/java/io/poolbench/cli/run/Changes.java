package io.poolbench.cli.run;

import io.poolbench.cli.loop.Inquiry;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.HodgesLehmann;
import io.poolbench.reports.stats.Looks;
import io.poolbench.reports.stats.RankProcedure;
import io.poolbench.reports.stats.Sample;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks what has changed from the first variant to the others. A row is decided when each of its
 * metrics is: when it differs beyond chance, or when no difference that matters is left possible.
 */
final class Changes implements Inquiry {

  /** A change by less is none, of times. */
  private static final double MARGIN = 1.02;

  /** A change by less is none, of bytes and objects: half a per cent, or half an object. */
  private static final double RELEVANT_SHARE = 0.005;

  private static final double RELEVANT_BYTES = 8;
  private static final double RELEVANT_COUNT = 0.1;

  private final Looks looks;

  Changes(Looks looks) {
    this.looks = looks;
  }

  @Override
  public List<Integer> looks() {
    return looks.forks();
  }

  @Override
  public Set<String> open(ResultSet results, int forks) {
    StoredRun run = results.runs().getFirst();
    Set<String> open = new LinkedHashSet<>();
    for (StoredRun.Subject subject : run.subjects()) {
      List<StoredRun.Trial> trials =
          run.trials().stream()
              .filter(trial -> trial.benchmark().equals(subject.name()))
              .filter(trial -> trial.status().equals("done") && trial.round() < forks)
              .toList();
      if (!isDecided(subject, trials, forks)) {
        open.add(subject.name());
      }
    }
    return open;
  }

  /** Collections and percentiles are told as they come, and what the source asks for is exact. */
  private static boolean isDeciding(String unit) {
    Quantity quantity = Quantity.of(unit);
    return quantity.isSpeed() || (quantity.isCount() && !Quantity.isOfSource(unit));
  }

  private boolean isDecided(StoredRun.Subject subject, List<StoredRun.Trial> trials, int forks) {
    List<String> units =
        trials.stream()
            .flatMap(trial -> trial.metrics().keySet().stream())
            .filter(Changes::isDeciding)
            .distinct()
            .toList();
    return subject.variants().stream()
        .skip(1)
        .allMatch(
            variant ->
                units.stream()
                    .allMatch(
                        unit ->
                            isDecided(
                                unit,
                                values(trials, subject.variants().getFirst(), unit),
                                values(trials, variant, unit),
                                forks)));
  }

  private static double[] values(List<StoredRun.Trial> trials, String variant, String unit) {
    return trials.stream()
        .filter(trial -> trial.variant().equals(variant))
        .map(StoredRun.Trial::metrics)
        .map(Map::entrySet)
        .flatMap(Set::stream)
        .filter(metric -> metric.getKey().equals(unit))
        .mapToDouble(Map.Entry::getValue)
        .toArray();
  }

  private boolean isDecided(String unit, double[] first, double[] other, int forks) {
    if (first.length == 0 || other.length == 0) {
      // More forks of what failed or is measured on one side only decide nothing.
      return true;
    }
    Sample before = Sample.of(first);
    Sample after = Sample.of(other);
    double alpha = looks.alpha(forks);
    return agree(unit, before, after)
        || new RankProcedure(alpha, 1 - alpha).compare(before, after).significant()
        || isWithinMargin(HodgesLehmann.ratio(before, after, 1 - alpha));
  }

  /** All forks of both sides lie within what does not matter. */
  private static boolean agree(String unit, Sample before, Sample after) {
    double low = Math.min(before.min(), after.min());
    double high = Math.max(before.max(), after.max());
    double tolerated =
        switch (Quantity.of(unit)) {
          case BYTES -> Math.max(RELEVANT_BYTES, RELEVANT_SHARE * Math.abs(high));
          case THINGS -> RELEVANT_COUNT;
          case TIME, RATE, CLOCK, OTHER -> 0;
        };
    return high - low <= tolerated;
  }

  private static boolean isWithinMargin(HodgesLehmann ratio) {
    return ratio.low() >= 1 / MARGIN && ratio.high() <= MARGIN;
  }
}
