package io.poolbench.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.plan.Trial.Kind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunPlanTest {

  private static final RunPlan PLANNED = RunPlan.named("gate").orElseThrow().forJars("x", false);
  private static final RunPlan OWN = RunPlan.named("gate").orElseThrow().forJars("x", true);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 19, 60, 359, 361, 1440, 100_000})
  void aForkMayTakeAllThatTheAnnotationsAskForAndAsMuchBesideIt(long minutes) {
    Duration asked = Duration.ofMinutes(minutes);
    assertThat(OWN.timeout(Kind.TIMING, asked.toMillis())).isGreaterThan(asked.multipliedBy(2));
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "SOURCE", mode = EnumSource.Mode.EXCLUDE)
  void whereNobodyKnowsWhatTheAnnotationsAskForAnHourIsNotHung(Kind kind) {
    assertThat(OWN.timeout(kind, 0)).isGreaterThan(Duration.ofHours(1));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAnnotationThatAsksForEverIsReckonedWith(Kind kind) {
    assertThat(OWN.timeout(kind, Long.MAX_VALUE)).isPositive();
    assertThat(OWN.timeout(kind, Long.MAX_VALUE).toNanos()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whereThePlanDecidesAnnotationsChangeNothing(Kind kind) {
    assertThat(PLANNED.timeout(kind, Duration.ofDays(1).toMillis()))
        .isEqualTo(PLANNED.timeout(kind, 0))
        .isLessThan(OWN.timeout(Kind.TIMING, 0));
  }
}
