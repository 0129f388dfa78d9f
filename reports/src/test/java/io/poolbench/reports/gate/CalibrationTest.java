package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CalibrationTest {

  private static final StoredRun RUN = StoredRuns.of("a", List.of(), List.of());

  private static Calibration of(String unit, double[] base, double[] head) {
    List<Measurement> measurements = new ArrayList<>();
    for (double value : base) {
      measurements.add(measurement("base", unit, value));
    }
    for (double value : head) {
      measurements.add(measurement("head", unit, value));
    }
    ResultSet results =
        new ResultSet(
            measurements,
            Map.of(unit, new Metric(unit, Better.LOWER, Assumption.SAMPLED)),
            List.of(RUN),
            List.of());
    return Calibration.of(results, RUN, Rule.STANDARD).getFirst();
  }

  private static Measurement measurement(String arm, String unit, double value) {
    return new Measurement(new Benchmark("a", "X/variant=" + arm, Map.of()), unit, unit, value);
  }

  /** {@code a <- c(10,11,12); b <- c(20,21,22,23); sqrt((2*var(log(a)) + 3*var(log(b))) / 5)}. */
  @Test
  void theSpreadIsPooledOverTheArmsAndKnowsNoDifferenceBetweenThem() {
    Calibration calibration =
        of("sec/op", new double[] {10, 11, 12}, new double[] {20, 21, 22, 23});
    assertThat(calibration.forks()).isEqualTo(7);
    assertThat(calibration.spread()).isCloseTo(0.0741424507529, within(1e-9));
    assertThat(calibration.exact()).isFalse();
  }

  @Test
  void moreForksSeeSmallerChangesButNeverLessThanTheGateTolerates() {
    List<Double> seen =
        List.copyOf(
            of("sec/op", new double[] {10, 10.1}, new double[] {10, 10.2}).detectable().values());
    assertThat(seen).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(seen).allMatch(ratio -> ratio > 1 + 0.02);
  }

  @Test
  void bytesThatDoNotVaryAreExact() {
    assertThat(of("B/op", new double[] {24, 24}, new double[] {40, 40}).exact()).isTrue();
  }
}
