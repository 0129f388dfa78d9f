package io.poolbench.reports.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalsTest {

  @Test
  void fixedRoundsTheExactValueHalfToEven() {
    Random random = new Random(3);
    for (int round = 0; round < 200_000; round++) {
      double value = (random.nextInt(2_000_001) - 1_000_000) / Math.pow(2, random.nextInt(24));
      int decimals = random.nextInt(6);
      String exact =
          new BigDecimal(Math.abs(value))
              .setScale(decimals, RoundingMode.HALF_EVEN)
              .toPlainString();
      assertThat(Decimals.fixed(value, decimals)).isEqualTo((value < 0 ? "-" : "") + exact);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0, 0",
    "1.5, 0, 2",
    "2.5, 0, 2",
    "0.125, 2, 0.12",
    "1.005, 2, 1.00",
    "-0.001, 2, -0.00",
    "1e22, 1, 10000000000000000000000.0",
    "4.5e15, 1, 4500000000000000.0",
    "0.0001, 12, 0.000100000000",
  })
  void fixed(double value, int decimals, String expected) {
    assertThat(Decimals.fixed(value, decimals)).isEqualTo(expected);
  }

  @Test
  void signedShowsThePlus() {
    assertThat(Decimals.signed(1.5, 2)).isEqualTo("+1.50");
    assertThat(Decimals.signed(-0.0, 2)).isEqualTo("-0.00");
    assertThat(Decimals.signed(0.0, 2)).isEqualTo("+0.00");
  }

  /** As {@code fmt.Println} of Go 1.19 prints them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "123456, 123456",
    "1000000, 1e+06",
    "1023897.6, 1.0238976e+06",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "9.976000000000001e-08, 9.976000000000001e-08",
    "-1.5e-7, -1.5e-07",
    "1e100, 1e+100",
    "-12.25, -12.25",
  })
  void shortestIsGos(double value, String expected) {
    assertThat(Decimals.shortest(value)).isEqualTo(expected);
  }

  @Test
  void shortestReadsBack() {
    Random random = new Random(4);
    for (int round = 0; round < 10_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Decimals.shortest(value))).isEqualTo(value);
      }
    }
  }
}
