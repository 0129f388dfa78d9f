package io.poolbench.reports.gate;

import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.model.StoredRun;
import java.util.List;

/**
 * Another arm of the same run, whose forks took turns with the candidate's.
 *
 * @param arm that counts as good
 */
record ArmBaseline(String arm) implements Asking.Baseline {

  private static final String COLLECTIONS = "gc-sec/op";

  @Override
  public void ask(
      Asking asking,
      StoredRun.Subject subject,
      Metric metric,
      List<StoredRun.Trial> before,
      List<StoredRun.Trial> after) {
    if (!asking.tier().holds(metric)) {
      return;
    }
    String unit = metric.unit();
    double time = unit.equals(COLLECTIONS) ? time(before) : Double.NaN;
    if (!Questions.isGated(metric, true) && Double.isNaN(time)) {
      asking.unjudged(metric);
      return;
    }
    asking.missing(Questions.unread(subject.name(), unit, arm, before));
    asking.missing(Questions.unread(subject.name(), unit, asking.candidate(), after));
    boolean lost = Questions.having(unit, after).isEmpty();
    if (lost || Questions.having(unit, before).isEmpty()) {
      asking.missing(
          "%s %s: only in %s".formatted(subject.name(), unit, lost ? arm : asking.candidate()));
      return;
    }
    Question question =
        new Question(
            subject.name(),
            metric,
            Questions.forks(unit, before),
            Questions.forks(unit, after),
            true);
    asking.add(Double.isNaN(time) ? question : question.ofCollections(time));
    if (question.hasPercentiles()) {
      asking.add(question.ofMeans());
    }
  }

  /** Returns the seconds of an operation: the median of what the forks say first, or NaN. */
  private static double time(List<StoredRun.Trial> trials) {
    for (String unit : Questions.units(trials, List.of())) {
      Quantity quantity = Quantity.of(unit);
      if (quantity.isSpeed()) {
        double value = Questions.forks(unit, trials).median();
        return quantity == Quantity.TIME ? value : 1 / value;
      }
    }
    return Double.NaN;
  }
}
