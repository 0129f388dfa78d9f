package io.poolbench.reports.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "ns/op, sec/op, 1e-9",
    "MB/s, B/s, 1e6",
    "p99-ns/op, p99-sec/op, 1e-9",
    "op/ns, op/ns, 1",
    "gc-pause-ns, gc-pause-sec, 1e-9",
    "MB/MB, B/MB, 1e6",
    "ns/GC*MB, sec/GC*B, 1e-3",
    "allocs/op, allocs/op, 1",
    "MBps, MBps, 1",
    "ns-, sec-, 1e-9",
  })
  void goUnitsLoseTheirPrefixInTheNumerator(String written, String name, double factor) {
    BaseUnit unit = BaseUnit.of(written);
    assertThat(unit.name()).isEqualTo(name);
    assertThat(unit.factor()).isCloseTo(factor, withPercentage(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "ns/op, sec/op, 1e-9",
    "us/op, sec/op, 1e-6",
    "ms/op, sec/op, 1e-3",
    "s/op, sec/op, 1",
    "ops/ms, op/sec, 1e3",
    "ops/us, op/sec, 1e6",
    "ops/s, op/sec, 1",
    "ops/min, op/sec, 0.016666666666666666",
    "MB/sec, B/sec, 1048576",
    "B/op, B/op, 1",
    "counts, counts, 1",
    "ms, sec, 1e-3",
    "#/op, #/op, 1",
  })
  void jmhUnitsHaveTimeOnEitherSide(String written, String name, double factor) {
    BaseUnit unit = BaseUnit.ofJmh(written);
    assertThat(unit.name()).isEqualTo(name);
    assertThat(unit.factor()).isCloseTo(factor, withPercentage(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "B/op, true",
    "retained-B/conn, true",
    "bytes, true",
    "B/s, true",
    "op/B, false",
    "sec/op, false",
    "Blocks/op, false",
  })
  void bytesInTheNumeratorScaleBinary(String unit, boolean binary) {
    assertThat(BaseUnit.isBinary(unit)).isEqualTo(binary);
  }

  /** Edges as benchstat prints them; see also the case 49-binary-boundaries. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.000", "1.718e-6, 1.718µ", "99.9949e-9, 99.99n", "99.995e-9, 100.0n", "5e-10, 0.5000n",
    "999.94, 999.9", "999.95, 1.000k", "1e15, 1000.0T", "-1.5, -1.500", "1e-21, 0.0000000000n",
  })
  void decimalScale(double value, String expected) {
    assertThat(Scale.common(List.of(value), false).format(value)).isEqualTo(expected);
  }

  @Test
  void theSmallestOfARowRulesItsScale() {
    Scale scale = Scale.common(List.of(3.508457e-3, 4.2025e-8, 0.0), false);
    assertThat(scale.format(3.508457e-3)).isEqualTo("3508457.00n");
  }
}
