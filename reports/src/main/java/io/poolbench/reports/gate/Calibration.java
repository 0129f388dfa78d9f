package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much a metric varies between forks of the same code on this machine, and what the gate would
 * therefore see.
 *
 * @param benchmark without its variant
 * @param forks of all arms together
 * @param spread standard deviation between forks, as a share: 0.016 is 1.6 %
 * @param exact whether the metric is judged as one that does not vary
 * @param detectable by number of forks per arm, the smallest worsening that is seen nine times in
 *     ten, as a ratio above 1
 */
public record Calibration(
    String benchmark,
    String unit,
    int forks,
    double spread,
    boolean exact,
    Map<Integer, Double> detectable) {

  private static final double POWER = 0.9;

  /**
   * The noise of each benchmark and metric of a run, whatever its arms are: only forks of the same
   * arm are compared with each other.
   */
  public static List<Calibration> of(ResultSet results, Run run, Rule rule) {
    Arms arms = Arms.of(results);
    List<Arms.Place> gated =
        arms.places().keySet().stream().filter(p -> Questions.isGated(p.unit())).toList();
    List<Calibration> calibrations = new ArrayList<>();
    for (Arms.Place place : gated) {
      List<Forks> all = new ArrayList<>();
      Objects.requireNonNull(arms.places().get(place))
          .forEach(
              (variant, values) ->
                  all.add(Questions.forks(run, place.benchmark(), variant, place.unit(), values)));
      Metric metric = Objects.requireNonNull(results.metrics().get(place.unit()));
      calibrations.add(of(place, metric, all, rule, gated.size()));
    }
    return calibrations;
  }

  private static Calibration of(
      Arms.Place place, Metric metric, List<Forks> arms, Rule rule, int questions) {
    int forks = arms.stream().mapToInt(Forks::size).sum();
    boolean exact =
        arms.stream()
            .allMatch(
                arm -> ExactRule.isExact(new Question(place.benchmark(), metric, arm, arm, true)));
    double spread = spread(arms, metric.better() != Better.HIGHER);
    Map<Integer, Double> detectable = new LinkedHashMap<>();
    for (int look = 0; look < rule.looks().size(); look++) {
      int n = rule.looks().get(look);
      TDistribution t = TDistribution.of(2.0 * n - 2);
      double reach =
          t.inverseSurvivalProbability(rule.spent(look) / questions)
              + t.inverseCumulativeProbability(POWER);
      detectable.put(n, Math.exp(Math.log1p(rule.margin()) + reach * spread * Math.sqrt(2.0 / n)));
    }
    return new Calibration(place.benchmark(), place.unit(), forks, spread, exact, detectable);
  }

  /** Pooled over the arms; NaN where values are zero or less, or no arm has two forks. */
  private static double spread(List<Forks> arms, boolean lower) {
    double squares = 0;
    int freedom = 0;
    for (Forks arm : arms) {
      if (arm.size() > 1) {
        double[] logarithms = arm.hasPercentiles() ? arm.quickLogarithms(lower) : arm.logarithms();
        squares += StatUtils.variance(logarithms) * (logarithms.length - 1);
        freedom += logarithms.length - 1;
      }
    }
    return freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom);
  }
}
