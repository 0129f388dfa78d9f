package io.poolbench.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "sec/op, TIME, LOWER",
    "avgt-sec/op, TIME, LOWER",
    "op/sec, RATE, HIGHER",
    "thrpt-op/sec, RATE, HIGHER",
    "ops/sec, RATE, HIGHER",
    "B/op, BYTES, LOWER",
    "source-B/op, BYTES, LOWER",
    "retained-B/conn, BYTES, LOWER",
    "direct-B/pool, BYTES, LOWER",
    "native-B/conn, BYTES, LOWER",
    "B/conn, BYTES, UNKNOWN",
    "allocs/op, THINGS, LOWER",
    "source-allocs/op, THINGS, LOWER",
    "fds/conn, THINGS, LOWER",
    "B/s, CLOCK, HIGHER",
    "B/sec, CLOCK, UNKNOWN",
    "gc-sec/op, CLOCK, LOWER",
    "sec/op vs before, CLOCK, UNKNOWN",
    "p99-ms, CLOCK, UNKNOWN",
    "mgas/s, CLOCK, UNKNOWN",
    "hits/op, OTHER, UNKNOWN",
    "retained-objects/conn, OTHER, UNKNOWN",
    "seconds, OTHER, UNKNOWN",
  })
  void aUnitIsOfOneQuantityWhichWayItImproves(String unit, Quantity quantity, Better better) {
    assertThat(Quantity.of(unit)).isEqualTo(quantity);
    assertThat(Better.of(unit)).isEqualTo(better);
  }

  @Test
  void noCountDependsOnTheClockAndEverySpeedDoes() {
    for (Quantity quantity : Quantity.values()) {
      assertThat(quantity.isCount() && quantity.dependsOnClock()).isFalse();
      assertThat(!quantity.isSpeed() || quantity.dependsOnClock()).isTrue();
    }
  }

  @Test
  void whatIsHeldIsNotWhatAnOperationAllocates() {
    assertThat(Quantity.isHeld("direct-B/conn")).isTrue();
    assertThat(Quantity.isHeld("B/op")).isFalse();
    assertThat(Quantity.isOfSource("source-B/op")).isTrue();
    assertThat(Quantity.isOfSource("source-lines")).isFalse();
  }
}
