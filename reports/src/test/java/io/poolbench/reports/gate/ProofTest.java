package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bounds that the gate promises, on 200 simulated suites of a fixed seed. */
final class ProofTest {

  private static Proof proof;

  @BeforeAll
  static void simulate() {
    proof = Proof.of(Rule.STANDARD, 200, 20261121, _ -> {});
  }

  @Test
  void simulatedForksVaryAsPublicOnesDo() {
    assertThat(proof.quickDeviation()).isBetween(0.015, 0.018);
    assertThat(proof.meanDeviation()).isBetween(0.036, 0.044);
  }

  @Test
  void atMostOneSuiteInAHundredRaisesAFalseAlarm() {
    assertThat(gate().falseAlarms()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void regressionsAreFound() {
    assertThat(gate().found().get(1.05)).isGreaterThanOrEqualTo(0.75);
    assertThat(gate().found().get(1.10)).isGreaterThanOrEqualTo(0.90);
    assertThat(gate().found().get(1.20)).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void twoThirdsOfTheForksAreSavedWhereNothingChanged() {
    assertThat(proof.forks()).isLessThanOrEqualTo(0.35 * Rule.STANDARD.looks().getLast());
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    assertThat(proof.coverage()).isGreaterThanOrEqualTo(0.94);
  }

  @Test
  void theRulesInUseRaiseFalseAlarmsOrMissRegressions() {
    assertThat(rates("benchstat on fork means").falseAlarms()).isGreaterThan(0.1);
    assertThat(rates("ratio of means over 1.10").found().get(1.05)).isLessThan(0.2);
    assertThat(rates("U test on all iterations").falseAlarms()).isGreaterThan(0.5);
  }

  @Test
  void theSameSeedGivesTheSameProof() {
    assertThat(Proof.of(Rule.STANDARD, 3, 7, _ -> {}))
        .isEqualTo(Proof.of(Rule.STANDARD, 3, 7, _ -> {}));
  }

  private static Proof.Rates gate() {
    return rates("the gate");
  }

  private static Proof.Rates rates(String rule) {
    return Objects.requireNonNull(proof.rules().get(rule));
  }
}
