package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.counting.ObjectCounts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrossCheckTest {

  private static ObjectCounts counted(double objects, double bytes) {
    return new ObjectCounts(List.of(new ObjectCounts.Tally("byte[]", objects, bytes)));
  }

  @ParameterizedTest
  @CsvSource({"9951", "10000", "10049"})
  void bytesWithinHalfAPerCentAgree(double seen) {
    assertThat(CrossCheck.agree(counted(1000, 10_000), seen, 0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "9940", "10060", "20000"})
  void bytesBeyondDoNot(double seen) {
    assertThat(CrossCheck.agree(counted(1000, 10_000), seen, 0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"128, true", "384, true", "127, false", "385, false"})
  void aSmallOperationMayDifferByOneObject(double seen, boolean agree) {
    assertThat(CrossCheck.agree(counted(2, 256), seen, 0)).isEqualTo(agree);
  }

  @ParameterizedTest
  @CsvSource({"10100, true", "10200, false", "9900, false"})
  void whatIsJmhsOwnIsSeenButNotCounted(double seen, boolean agree) {
    assertThat(CrossCheck.agree(counted(1000, 10_000), seen, 100)).isEqualTo(agree);
  }
}
