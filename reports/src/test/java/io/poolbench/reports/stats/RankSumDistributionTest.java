package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Against enumeration of every deal. Computed anew each time: what is known already would hide how
 * it is counted.
 */
final class RankSumDistributionTest {

  @Test
  void everyProbabilityIsTheShareOfTheDeals() {
    assertThatProbabilitiesAreShares(1, 1, 1, 1, 1, 1, 1);
    assertThatProbabilitiesAreShares(2, 1, 3, 1);
    assertThatProbabilitiesAreShares(4, 4);
    assertThatProbabilitiesAreShares(1, 5, 2);
    assertThatProbabilitiesAreShares(3, 3, 1, 1);
  }

  /** A thread keeps the rows that it counts in, and needs larger ones from one call to the next. */
  @Test
  void aNewThreadCountsTheSame() throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      thread.submit(() -> assertThatProbabilitiesAreShares(1, 2, 1, 3)).get();
    }
  }

  /** For all sizes of both samples, and whether more is asked for or less. */
  private static void assertThatProbabilitiesAreShares(int... groups) {
    int n = Arrays.stream(groups).sum();
    for (int n1 = 1; n1 < n; n1++) {
      int n2 = n - n1;
      List<Integer> deals = doubledUOfAllDeals(n1, groups);
      for (int largest = 0; largest <= n1 * n2; largest++) {
        RankSumDistribution made = RankSumDistribution.compute(n1, n2, groups, largest);
        for (int u = 0; u <= largest; u++) {
          int bound = u;
          double atMost = deals.stream().filter(deal -> deal <= bound).count();
          double atLeast = deals.stream().filter(deal -> deal >= bound).count();
          assertThat(made.atMost(u)).isEqualTo(atMost / deals.size());
          assertThat(made.atLeast(u)).isEqualTo(atLeast / deals.size());
        }
      }
    }
  }

  /** Twice U of the first sample, for every subset of the pooled values that it may be. */
  private static List<Integer> doubledUOfAllDeals(int n1, int[] groups) {
    int[] pooled =
        IntStream.range(0, groups.length)
            .flatMap(group -> IntStream.generate(() -> group).limit(groups[group]))
            .toArray();
    List<Integer> deals = new ArrayList<>();
    for (int subset = 0; subset < 1 << pooled.length; subset++) {
      if (Integer.bitCount(subset) == n1) {
        int u = 0;
        for (int i = 0; i < pooled.length; i++) {
          for (int j = 0; j < pooled.length; j++) {
            boolean apart = (subset >> i & 1) == 1 && (subset >> j & 1) == 0;
            u += apart ? 1 + Integer.signum(pooled[i] - pooled[j]) : 0;
          }
        }
        deals.add(u);
      }
    }
    return deals;
  }
}
