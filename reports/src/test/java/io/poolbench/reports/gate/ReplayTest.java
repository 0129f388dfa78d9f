package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On forks with noise of tenfold different size, two states and late slow-downs. */
final class ReplayTest {

  private static Replay replay;

  @BeforeAll
  static void run() {
    replay = Replay.of(SimulatedForks.of(200, 20261129), Rule.STANDARD, 30, 20261129, _ -> {});
  }

  @Test
  void noSuiteOfEqualCodeRaisesAnAlarm() {
    assertThat(row("gate").falseAlarms()).isZero();
  }

  @Test
  void whereEverythingBecameWorseByWhatIsToleratedHardlyASuiteAlarms() {
    assertThat(row("gate").atMargin()).isLessThanOrEqualTo(0.05);
  }

  @Test
  void worseningsAreFoundAmongManyAndAlone() {
    assertThat(found(row("gate"), 5)).isGreaterThanOrEqualTo(0.78);
    assertThat(found(row("gate"), 10)).isGreaterThanOrEqualTo(0.95);
    assertThat(found(row("gate"), 20)).isGreaterThanOrEqualTo(0.99);
    assertThat(Objects.requireNonNull(row("gate").foundAlone().get(20)))
        .isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void whereNothingChangedNineForksSuffice() {
    assertThat(row("gate").forks()).isLessThanOrEqualTo(9);
  }

  @Test
  void theRulesInUseRaiseFalseAlarmsOrMissRegressions() {
    assertThat(row("benchstat on fork means").falseAlarms()).isGreaterThan(0.1);
    assertThat(found(row("ratio of means over 1.10"), 5)).isLessThan(0.2);
    assertThat(found(row("U test on p10, alpha .01/20, over 2 %"), 5))
        .isLessThan(found(row("gate"), 5));
  }

  @Test
  void theSameSeedGivesTheSameReplay() {
    assertThat(Replay.of(SimulatedForks.of(3, 1), Rule.STANDARD, 2, 7, _ -> {}))
        .isEqualTo(Replay.of(SimulatedForks.of(3, 1), Rule.STANDARD, 2, 7, _ -> {}));
  }

  private static double found(Replay.Row row, int percent) {
    return Objects.requireNonNull(row.found().get(percent));
  }

  private static Replay.Row row(String rule) {
    return replay.rows().stream().filter(row -> row.rule().equals(rule)).findFirst().orElseThrow();
  }
}
