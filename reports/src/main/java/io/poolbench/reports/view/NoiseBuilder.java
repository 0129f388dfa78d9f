package io.poolbench.reports.view;

import io.poolbench.reports.gate.Calibration;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Run;
import io.poolbench.reports.unit.Decimals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forks of the same code enter, what they tell of the noise leaves. */
public final class NoiseBuilder {

  private static final Rule RULE = Rule.STANDARD;

  private NoiseBuilder() {}

  /**
   * The noise of what a run measured: as a calibration has it, and of the run's own forks what the
   * calibration does not have.
   *
   * @param run one of {@code results}
   * @param kept a single A/A run of the same environment, null where there is none
   */
  public static Noise build(ResultSet results, Run run, @Nullable ResultSet kept) {
    Map<String, Calibration> calibrated = new HashMap<>();
    Run calibration = kept == null ? null : kept.runs().getFirst();
    if (kept != null && calibration != null) {
      Calibration.of(kept, calibration, RULE).forEach(c -> calibrated.put(key(c), c));
    }
    List<Calibration> own = Calibration.of(results, run, RULE);
    List<Calibration> noisy =
        own.stream().map(c -> calibrated.getOrDefault(key(c), c)).filter(c -> !c.exact()).toList();
    List<Noise.Row> rows = new ArrayList<>();
    for (Calibration each : noisy) {
      rows.add(row(each.among(noisy.size(), RULE), calibrated.containsKey(key(each))));
    }
    boolean used = rows.stream().anyMatch(Noise.Row::ofCalibration);
    return new Noise(
        run.file(),
        Fingerprint.of(List.of(run)).name(),
        used && calibration != null ? calibration.file() : "",
        used && calibration != null ? calibration.started() : "",
        RULE.looks(),
        rows,
        own.size() - rows.size());
  }

  private static String key(Calibration calibration) {
    return calibration.benchmark() + " " + calibration.unit();
  }

  private static Noise.Row row(Calibration calibration, boolean kept) {
    List<Double> seen = List.copyOf(calibration.detectable().values());
    return new Noise.Row(
        calibration.benchmark(),
        calibration.unit(),
        kept,
        calibration.forks(),
        calibration.spread(),
        percent(calibration.spread()),
        seen,
        seen.stream().map(ratio -> change(ratio - 1)).toList());
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? Decimals.fixed(100 * share, 1) + "%" : "?";
  }

  private static String change(double share) {
    return Double.isFinite(share) ? "+" + percent(share) : "?";
  }
}
