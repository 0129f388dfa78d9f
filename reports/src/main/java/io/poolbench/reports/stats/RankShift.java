package io.poolbench.reports.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Tells by ranks alone how much a sample lies above its base: the one-sided Mann-Whitney test of a
 * shift. It takes nothing for granted but that both samples would be alike without the shift, so
 * that heavy tails, two states and a noise of any size leave its error what it says.
 *
 * <p>The p is exact up to 50 values a side. Equal values count half; where there are few of them
 * the distribution without ties stands in, which gives a p that is too large and never one that is
 * too small.
 */
public final class RankShift {

  /** A share of the largest value: what differs by less, differs by rounding. */
  private static final double ROUNDING = 1e-12;

  private final double[] base;
  private final double[] sample;
  private final double[] differences;
  private final double rounding;

  private RankShift(double[] base, double[] sample) {
    this.base = base;
    this.sample = sample;
    differences = new double[base.length * sample.length];
    for (int i = 0; i < base.length; i++) {
      for (int j = 0; j < sample.length; j++) {
        differences[i * sample.length + j] = sample[j] - base[i];
      }
    }
    Arrays.sort(differences);
    rounding =
        ROUNDING
            * DoubleStream.concat(Arrays.stream(base), Arrays.stream(sample))
                .map(Math::abs)
                .max()
                .orElse(0);
  }

  /**
   * Compares two samples.
   *
   * @param base at least 1 finite value
   * @param sample likewise
   */
  public static RankShift of(double[] base, double[] sample) {
    return new RankShift(base, sample);
  }

  /** Returns the one-sided p of the claim that the sample lies above its base by more than this. */
  public double pAbove(double shift) {
    return p(doubledBelow(shift));
  }

  /** Returns the one-sided p of the claim that the sample lies above its base by less than this. */
  public double pBelow(double shift) {
    return p(2 * differences.length - doubledBelow(shift));
  }

  /** Returns how many standard deviations of U speak for a shift above this; negative, against. */
  public double z(double shift) {
    double pairs = differences.length;
    double deviation = Math.sqrt(pairs * (base.length + sample.length + 1) / 12);
    return (pairs - doubledBelow(shift)) / 2 / deviation;
  }

  /**
   * Returns the one-sided p of the claim that the sample lies above its base at all, by the exact
   * distribution with ties: with two values in all it is Fisher's exact test of their shares. Of
   * more than 25 values a side that are tied, or 50 that are not, it is that of the normal
   * distribution.
   */
  public double pAboveWithTies() {
    return MannWhitney.of(Sample.of(sample), Sample.of(base)).pLarger();
  }

  /** Returns the one-sided p of samples that lie wholly apart, the least for so few values. */
  public static double smallestP(int n, int m) {
    return RankProcedure.smallestP(n, m) / 2;
  }

  /** Returns the base as seen from the sample. */
  public RankShift reversed() {
    return new RankShift(sample, base);
  }

  /** Estimates the shift itself. */
  public HodgesLehmann shift(double confidence) {
    return HodgesLehmann.shift(Sample.of(base), Sample.of(sample), confidence);
  }

  /** Twice the number of pairs whose difference is below the shift, an equal one counting half. */
  private int doubledBelow(double shift) {
    return rank(shift - rounding) + rank(Math.nextUp(shift + rounding));
  }

  /** Counts the differences that lie below a value. */
  private int rank(double value) {
    int low = 0;
    int high = differences.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (differences[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The chance that twice U is as small as this, without ties. */
  private double p(int doubled) {
    int pairs = differences.length;
    if (doubled == 2 * pairs) {
      return 1;
    }
    if (Math.max(base.length, sample.length) > MannWhitney.LARGEST_EXACT) {
      return MannWhitney.normalTail(doubled, base.length, sample.length);
    }
    RankSumDistribution u = RankSumDistribution.untied(base.length, sample.length);
    return doubled <= pairs ? u.atMost(doubled) : 1 - u.atMost(2 * pairs - doubled - 1);
  }
}
