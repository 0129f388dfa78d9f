package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.RankShift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Tells how much a metric varies between forks of the same code on this machine, and which change
 * the gate would therefore see.
 *
 * @param benchmark without its variant
 * @param forks of all arms together
 * @param spread standard deviation between forks, as a share: 0.016 is 1.6 %
 * @param exact whether the metric is judged as one that does not vary
 * @param detectable by number of forks per arm, the smallest worsening that is seen nine times in
 *     ten, as a ratio above 1; infinite where so few forks show none however large
 */
public record Calibration(
    String benchmark,
    String unit,
    int forks,
    double spread,
    boolean exact,
    Map<Integer, Double> detectable) {

  /** The factor by which ranks see less of normal noise than means do: the root of pi thirds. */
  private static final double RANKS = Math.sqrt(Math.PI / 3);

  /**
   * Measures the noise of each benchmark and metric of a run, whatever its arms are: only forks of
   * the same arm are compared with each other.
   */
  public static List<Calibration> of(ResultSet results, StoredRun run, Rule rule) {
    Arms arms = Arms.of(ofRun(results, run));
    List<Calibration> calibrations = new ArrayList<>();
    arms.places()
        .forEach(
            (place, variants) -> {
              if (Questions.isGated(place.unit())) {
                List<Forks> all = new ArrayList<>();
                variants.forEach(
                    (variant, values) ->
                        all.add(
                            Questions.forks(
                                run, place.benchmark(), variant, place.unit(), values)));
                Metric metric = Objects.requireNonNull(results.metrics().get(place.unit()));
                calibrations.add(of(place, metric, all));
              }
            });
    // What does not vary is not tested, and takes no share of the error.
    long tested = calibrations.stream().filter(calibration -> !calibration.exact).count();
    return calibrations.stream().map(c -> c.among((int) Math.max(1, tested), rule)).toList();
  }

  /** Other runs may have arms of the same name. */
  private static ResultSet ofRun(ResultSet results, StoredRun run) {
    return new ResultSet(
        results.measurements().stream()
            .filter(measurement -> measurement.benchmark().file().equals(run.file()))
            .toList(),
        results.metrics(),
        List.of(run),
        List.of());
  }

  private static Calibration of(Arms.Place place, Metric metric, List<Forks> arms) {
    return new Calibration(
        place.benchmark(),
        place.unit(),
        arms.stream().mapToInt(Forks::size).sum(),
        spread(arms, metric.better() != Better.HIGHER),
        arms.stream().allMatch(arm -> ExactRule.isExact(metric, arm)),
        Map.of());
  }

  /**
   * Returns the same noise in a gate that asks so many questions.
   *
   * @param questions that are tested and share the error, at least 1
   */
  public Calibration among(int questions, Rule rule) {
    Map<Integer, Double> seen = new LinkedHashMap<>();
    for (int look = 0; look < rule.looks().size(); look++) {
      int n = rule.looks().get(look);
      double level = rule.spent(look) / questions;
      double error = spread * Math.sqrt(2.0 / n) * RANKS;
      seen.put(
          n,
          RankShift.smallestP(n, n) <= level
              ? Math.exp(rule.detectable(Tolerance.QUICK_END, error, level))
              : Double.POSITIVE_INFINITY);
    }
    return new Calibration(benchmark, unit, forks, spread, exact, seen);
  }

  /** Pooled over the arms; NaN where values are zero or less, or no arm has two forks. */
  private static double spread(List<Forks> arms, boolean lower) {
    double squares = 0;
    int freedom = 0;
    for (Forks arm : arms) {
      if (arm.size() > 1) {
        double[] logarithms =
            Tolerance.QUICK_END.scaled(arm.hasPercentiles() ? arm.quickEnds(lower) : arm.array());
        squares += StatUtils.variance(logarithms) * (logarithms.length - 1);
        freedom += logarithms.length - 1;
      }
    }
    return freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom);
  }
}
