package io.poolbench.reports.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The two-sided Mann-Whitney U test: could both samples come from one distribution?
 *
 * <p>Not commons-statistics' own test: its exact method refuses ties, and two constants, the normal
 * case of B/op, are nothing but ties (measured: 0.0013 where the exact p of 6 against 6 is 0.0022).
 * One distribution of ours serves tied and untied samples; the library checks the untied ones in
 * the tests.
 */
final class MannWhitney {

  static final int LARGEST_EXACT = 50;
  private static final int LARGEST_EXACT_TIED = 25;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int n1;
  private final int n2;
  private final boolean tied;

  /** Sizes of the groups of equal values in the pooled sample, in ascending order of value. */
  private final int[] groups;

  /** Twice the number of pairs in which the first sample is larger, a tie counting half. */
  private final long doubledU1;

  private MannWhitney(int n1, int n2, int[] groups, long doubledU1) {
    this.n1 = n1;
    this.n2 = n2;
    this.groups = groups;
    this.doubledU1 = doubledU1;
    tied = groups.length < n1 + n2;
  }

  /** Merges two sorted samples, group of equal values by group. */
  static MannWhitney of(Sample first, Sample second) {
    int n1 = first.size();
    int n2 = second.size();
    int[] groups = new int[n1 + n2];
    int count = 0;
    long doubledU1 = 0;
    for (int i = 0, j = 0; i < n1 || j < n2; ) {
      double value = smallest(first, i, second, j);
      int i0 = i;
      int j0 = j;
      while (i < n1 && first.ranked(i) == value) {
        i++;
      }
      while (j < n2 && second.ranked(j) == value) {
        j++;
      }
      doubledU1 += (long) (i - i0) * (j0 + j);
      groups[count++] = i - i0 + j - j0;
    }
    return new MannWhitney(n1, n2, Arrays.copyOf(groups, count), doubledU1);
  }

  private static double smallest(Sample first, int i, Sample second, int j) {
    if (i == first.size()) {
      return second.ranked(j);
    }
    return j == second.size() ? first.ranked(i) : Math.min(first.ranked(i), second.ranked(j));
  }

  boolean allEqual() {
    return groups.length == 1;
  }

  /** Returns p, 0 to 1; exact for small samples, by the normal approximation beyond. */
  double p() {
    if (allEqual()) {
      return 1;
    }
    return Math.max(n1, n2) <= (tied ? LARGEST_EXACT_TIED : LARGEST_EXACT)
        ? exact()
        : approximate();
  }

  /** Twice the smaller tail. With ties and unequal sizes the two tails are not mirror images. */
  private double exact() {
    long doubledU2 = 2L * n1 * n2 - doubledU1;
    int lower = (int) Math.min(doubledU1, doubledU2);
    RankSumDistribution distribution =
        doubledU1 <= doubledU2
            ? RankSumDistribution.of(n1, n2, groups, lower)
            : RankSumDistribution.of(n2, n1, groups, lower);
    return Math.min(1, 2 * Math.min(distribution.atMost(lower), distribution.atLeast(lower)));
  }

  /** Returns the one-sided p of the claim that the first sample is larger. */
  double pLarger() {
    if (allEqual()) {
      return 1;
    }
    long doubledU2 = 2L * n1 * n2 - doubledU1;
    if (Math.max(n1, n2) > (tied ? LARGEST_EXACT_TIED : LARGEST_EXACT)) {
      return normalTail((int) doubledU2, n1, n2);
    }
    return doubledU1 >= doubledU2
        ? RankSumDistribution.of(n2, n1, groups, (int) doubledU2).atMost((int) doubledU2)
        : RankSumDistribution.of(n1, n2, groups, (int) doubledU1).atLeast((int) doubledU1);
  }

  /** Returns the chance of twice U or less, by the normal approximation without ties. */
  static double normalTail(int doubled, int n1, int n2) {
    double pairs = (double) n1 * n2;
    double deviation = Math.sqrt(pairs * (n1 + n2 + 1.0) / 12);
    return NORMAL.cumulativeProbability(((doubled - pairs) / 2 + 0.5) / deviation);
  }

  private double approximate() {
    double n = (double) n1 + n2;
    double ties = 0;
    for (int t : groups) {
      ties += (double) t * t * t - t;
    }
    double pairs = (double) n1 * n2;
    double deviation = Math.sqrt(pairs * (n + 1 - ties / (n * (n - 1))) / 12);
    double distance = (doubledU1 - pairs) / 2;
    double z = (distance - 0.5 * Math.signum(distance)) / deviation;
    // Not the survival function: 1 - Phi(z) is benchstat's p, 0 for samples of 40 wholly apart.
    double below = NORMAL.cumulativeProbability(z);
    return 2 * Math.min(below, 1 - below);
  }
}
