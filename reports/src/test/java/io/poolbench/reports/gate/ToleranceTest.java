package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import org.junit.jupiter.api.Test;

final class ToleranceTest {

  private static Tolerance of(String unit, Assumption assumption, double... baseline) {
    return Tolerance.of(new Metric(unit, Better.LOWER, assumption), Forks.of(baseline));
  }

  private static void assertAmount(Tolerance tolerance, double margin, double bound) {
    assertThat(tolerance.margin()).isCloseTo(margin, within(1e-12));
    assertThat(tolerance.bound()).isCloseTo(bound, within(1e-12));
    assertThat(tolerance).isInstanceOf(Tolerance.Amount.class);
  }

  @Test
  void ofBytesEightOrAHalfPerCentAreToleratedAndTwentyOrFivePerCentRuledOut() {
    assertAmount(of("B/op", Assumption.SAMPLED, 0, 0), 8, 20);
    assertAmount(of("B/op", Assumption.SAMPLED, 900, 1000, 5000), 8, 50);
    assertAmount(of("B/op", Assumption.SAMPLED, 10_000), 50, 500);
  }

  @Test
  void ofObjectsATenthIsToleratedAndAHalfOrAHalfPerCentRuledOut() {
    assertAmount(of("allocs/op", Assumption.SAMPLED, 2), 0.1, 0.5);
    assertAmount(of("allocs/op", Assumption.SAMPLED, 1000), 0.1, 5);
  }

  @Test
  void ofWhatIsDeclaredAThousandthIsToleratedAndFiveRuledOut() {
    assertAmount(of("hits/op", Assumption.EXACT, 1000), 1, 5);
    assertAmount(of("hits/op", Assumption.EXACT, -1000), 1, 5);
  }

  @Test
  void timesAndWhatHasNoForksAreHeldToTheQuickEnd() {
    assertThat(of("sec/op", Assumption.SAMPLED, 1)).isEqualTo(Tolerance.QUICK_END);
    assertThat(of("B/op", Assumption.SAMPLED)).isEqualTo(Tolerance.QUICK_END);
  }

  @Test
  void ofCollectionsTwoPerCentOfTheOperationsTimeAreToleratedAndFiveRuledOut() {
    assertAmount(Tolerance.ofCollections(3), 0.06, 0.15);
  }

  @Test
  void sharesAreDifferencesOfLogarithms() {
    Tolerance share = new Tolerance.Share(0.02, 0.05);
    assertThat(Math.exp(share.margin())).isCloseTo(1.02, within(1e-12));
    assertThat(Math.exp(share.bound())).isCloseTo(1.05, within(1e-12));
    double[] scaled = share.scaled(new double[] {1, 4, 6});
    assertThat(scaled[0]).isZero();
    assertThat(share.ratio(scaled[2] - scaled[1], 4)).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void amountsAreDifferencesOfTheValues() {
    Tolerance amount = new Tolerance.Amount(1, 2);
    assertThat(amount.scaled(new double[] {0, 4})).containsExactly(0, 4);
    assertThat(amount.ratio(2, 4)).isEqualTo(1.5);
    assertThat(amount.ratio(0, 0)).as("nothing of nothing").isEqualTo(1);
    assertThat(amount.ratio(2, 0)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
