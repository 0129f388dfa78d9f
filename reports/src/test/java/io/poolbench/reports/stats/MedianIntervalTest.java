package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ranks as the library under benchstat gives them: {@code stats.QuantileCI(n, .5, confidence)} of
 * github.com/aclements/go-moremath f10218a, LoOrder and HiOrder printed as n:low-high.
 */
final class MedianIntervalTest {

  @ParameterizedTest
  @CsvSource({
    "0.9, 1:0-2 5:1-5 6:1-6 7:1-6 8:2-7 9:2-8 10:2-8 11:3-9 15:4-11 20:6-14 25:8-17 30:11-20",
    "0.9, 31:11-21 40:15-26 50:19-31 64:25-39 100:42-59 200:88-112 300:136-165",
    "0.95, 1:0-2 5:0-5 6:1-6 7:1-7 8:1-7 9:2-8 10:2-9 11:2-9 12:3-10 15:4-12 20:6-15 25:8-18",
    "0.95, 30:10-21 31:10-22 40:14-27 50:18-32 64:24-40 100:40-60 200:86-114 300:133-168",
    "0.98, 6:0-6 7:1-7 8:1-8 9:1-9 10:1-9 11:2-10 15:3-13 20:5-16 25:7-19 30:9-22 31:9-23",
    "0.99, 7:0-7 8:1-8 9:1-9 10:1-10 12:2-11 20:4-16 25:6-19 30:8-23 100:37-63 300:128-173",
    "0.999, 10:0-10 11:1-11 12:1-12 15:2-14 20:3-18 25:5-21 31:6-25 64:19-46 300:122-179",
  })
  void ranksAreBenchstats(double confidence, String expected) {
    for (String entry : expected.split(" ", -1)) {
      int n = Integer.parseInt(entry.substring(0, entry.indexOf(':')));
      MedianInterval interval = MedianInterval.compute(n, confidence);
      assertThat(n + ":" + interval.low() + "-" + interval.high()).isEqualTo(entry);
    }
  }

  /** benchstat gives 8 to 18 and 7 to 25 here, because its binomial coefficients are rounded. */
  @Test
  void equalMassesAreEqual() {
    assertThat(MedianInterval.compute(24, 0.95)).isEqualTo(new MedianInterval(7, 17));
    assertThat(MedianInterval.compute(30, 0.999)).isEqualTo(new MedianInterval(6, 24));
  }

  @Test
  void smallIntervalsHaveTheConfidenceAskedForExactly() {
    for (double confidence : new double[] {0.5, 0.8, 0.9, 0.95, 0.99}) {
      for (int n = 1; n <= 30; n++) {
        MedianInterval interval = MedianInterval.compute(n, confidence);
        BigInteger ways = BigInteger.ZERO;
        for (int k = interval.low(); k < interval.high(); k++) {
          ways = ways.add(choose(n, k));
        }
        BigDecimal mass = new BigDecimal(ways).divide(new BigDecimal(BigInteger.TWO.pow(n)));
        boolean everything = interval.low() == 0 && interval.high() == n + 1;
        assertThat(everything || mass.compareTo(new BigDecimal(confidence)) >= 0).isTrue();
      }
    }
  }

  private static BigInteger choose(int n, int k) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }

  /** Even from the smallest to the largest of 31 it is 1 - 2^-30, which is 0.99999999907. */
  @Test
  void whatNoTwoValuesBoundIsUnbounded() {
    assertThat(MedianInterval.compute(31, 0.999999999999)).isEqualTo(new MedianInterval(0, 32));
    assertThat(MedianInterval.compute(31, 1)).isEqualTo(new MedianInterval(0, 32));
    assertThat(MedianInterval.compute(30, 0.999999999999)).isEqualTo(new MedianInterval(0, 31));
    assertThat(MedianInterval.compute(30, 1)).isEqualTo(new MedianInterval(0, 31));
  }

  @Test
  void tooFewValuesAreToldHowManyThereMustBe() {
    assertThat(MedianInterval.needed(0.95)).isEqualTo(">= 6");
    assertThat(MedianInterval.needed(0.999)).isEqualTo(">= 11");
    assertThat(MedianInterval.needed(1)).isEqualTo("> 50");
  }
}
