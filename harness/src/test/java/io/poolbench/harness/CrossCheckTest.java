package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrossCheckTest {

  private static final DoubleSummaryStatistics TIMED =
      DoubleStream.of(10_000, 10_100).summaryStatistics();

  @ParameterizedTest
  @CsvSource({"9900", "10000", "10050", "10200"})
  void sizesWithinOnePerCentOfWhatWasTimedAgree(double counted) {
    assertThat(CrossCheck.agree(counted, TIMED)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "9890", "10210", "20000"})
  void sizesBeyondDoNot(double counted) {
    assertThat(CrossCheck.agree(counted, TIMED)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "7, true", "24, false"})
  void whereNothingIsAllocatedAFewBytesAreNobodys(double counted, boolean agree) {
    assertThat(CrossCheck.agree(counted, DoubleStream.of(0.004).summaryStatistics()))
        .isEqualTo(agree);
  }
}
