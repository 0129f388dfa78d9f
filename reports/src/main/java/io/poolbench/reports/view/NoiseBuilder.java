package io.poolbench.reports.view;

import io.poolbench.reports.gate.Calibration;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
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
   * Builds the noise of what a run measured: as a calibration has it, and of the run's own forks
   * what the calibration does not have.
   *
   * @param run one of {@code results}
   * @param kept A/A runs of the same environment, each a result of its own, the newest first; the
   *     first of those that know most of what the run measured is used
   */
  public static Noise build(ResultSet results, StoredRun run, List<ResultSet> kept) {
    List<Calibration> own = Calibration.of(results, run, RULE);
    Map<String, Calibration> calibrated = Map.of();
    @Nullable StoredRun calibration = null;
    for (ResultSet each : kept) {
      Map<String, Calibration> known = shared(own, each);
      if (known.size() > calibrated.size()) {
        calibrated = known;
        calibration = each.runs().getFirst();
      }
    }
    List<Calibration> noisy = new ArrayList<>();
    for (Calibration each : own) {
      noisy.add(calibrated.getOrDefault(key(each), each));
    }
    noisy.removeIf(Calibration::exact);
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

  /** Returns what a calibration knows of the metrics that a run has. */
  private static Map<String, Calibration> shared(List<Calibration> own, ResultSet kept) {
    Map<String, Calibration> known = new HashMap<>();
    Calibration.of(kept, kept.runs().getFirst(), RULE).forEach(c -> known.put(key(c), c));
    known.keySet().retainAll(own.stream().map(NoiseBuilder::key).toList());
    return known;
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
