package io.poolbench.reports.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A lasting change of level in a sequence.
 *
 * <p>Of few values no permutation is rare enough, however far they lie apart; so a {@link Step}
 * that is large beside the noise counts as well.
 *
 * <p>E-divisive (Matteson and James 2014, JASA 109:334), with the absolute difference as distance:
 * the split of largest energy, held against permutations of the sequence; when it is significant,
 * both parts are searched in turn. Not {@link ChangePoint}: one rank test over the whole cannot see
 * a step up that is followed by a step down. Each part here is tested by itself, so a sequence that
 * never changes gives a false alarm with probability alpha.
 *
 * @param index how many values lie before the change
 * @param p at least 1 in {@value #PERMUTATIONS} + 1, or the step's own
 */
public record LevelChange(int index, double p) {

  static final int PERMUTATIONS = 999;

  /** Fewer values on a side are an outlier, not a level: their spread is unknown. */
  static final int SHORTEST = 2;

  private static final long SEED = 20261126;

  /**
   * Finds all changes, from the first to the last.
   *
   * @param values in order of time
   * @param alpha the largest p of a change
   */
  public static List<LevelChange> all(double[] values, double alpha) {
    List<LevelChange> changes = new ArrayList<>();
    search(values, 0, values.length, alpha, changes);
    changes.sort(Comparator.comparingInt(LevelChange::index));
    return changes;
  }

  private static void search(
      double[] values, int from, int to, double alpha, List<LevelChange> changes) {
    double[] part = Arrays.copyOfRange(values, from, to);
    Split split = Split.strongest(part);
    // So it is where nothing differs, and of fewer values than two levels need.
    if (split.energy() == 0) {
      return;
    }
    double p = p(part, split.energy(), alpha);
    int place = split.index();
    if (p > alpha) {
      Step step = Step.largest(part);
      place = step.index();
      p = step.p() <= Math.min(alpha, Step.ALPHA) ? step.p() : 1;
    }
    if (p <= alpha) {
      int index = from + place;
      changes.add(new LevelChange(index, p));
      search(values, from, index, alpha, changes);
      search(values, index, to, alpha, changes);
    }
  }

  /** The share of permutations that split as far; anything above alpha when it surely is. */
  private static double p(double[] values, double energy, double alpha) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] permuted = values.clone();
    // Sums of another order differ in their last digits.
    double asFar = energy * (1 - 1e-9);
    int count = 1;
    for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
      shuffle(permuted, random);
      if (Split.strongest(permuted).energy() >= asFar) {
        count++;
      }
      if (count > alpha * (PERMUTATIONS + 1)) {
        return 1;
      }
    }
    return count / (PERMUTATIONS + 1.0);
  }

  private static void shuffle(double[] values, SplittableRandom random) {
    for (int last = values.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      double value = values[last];
      values[last] = values[other];
      values[other] = value;
    }
  }

  /**
   * The split with the largest t, each side taken as normal with one deviation. Tails as heavy as
   * those of three degrees of freedom are allowed for: of sequences that are looked at 30 times, 5
   * % have such a step by chance then, and 0.5 % of normal ones (numpy, 1500 sequences, seed 2).
   */
  private record Step(int index, double p) {

    static final double ALPHA = 5e-5;

    /** So many values on one side at least: two against two have no spread to speak of. */
    private static final int LONGER = 4;

    static Step largest(double[] values) {
      int n = values.length;
      Step largest = new Step(SHORTEST, 1);
      for (int index = SHORTEST; index <= n - SHORTEST; index++) {
        if (Math.max(index, n - index) >= LONGER) {
          double[] before = Arrays.copyOf(values, index);
          double[] after = Arrays.copyOfRange(values, index, n);
          double p = p(before, after);
          largest = p < largest.p ? new Step(index, p) : largest;
        }
      }
      return largest;
    }

    private static double p(double[] before, double[] after) {
      int freedom = before.length + after.length - 2;
      double squares =
          StatUtils.variance(before) * (before.length - 1)
              + StatUtils.variance(after) * (after.length - 1);
      double error = Math.sqrt(squares / freedom * (1.0 / before.length + 1.0 / after.length));
      double difference = Math.abs(StatUtils.mean(after) - StatUtils.mean(before));
      if (error == 0) {
        return difference == 0 ? 1 : 0;
      }
      return 2 * TDistribution.of(freedom).survivalProbability(difference / error);
    }
  }

  /**
   * The strongest split.
   *
   * @param energy the paper's Q, largest over the end of the right part too
   */
  record Split(int index, double energy) {

    static Split strongest(double[] values) {
      int n = values.length;
      // within[i]: the sum of all distances among values[0, i).
      double[] within = new double[n + 1];
      double[] after = new double[n];
      for (int end = 1; end <= n; end++) {
        double sum = 0;
        for (int i = 0; i < end - 1; i++) {
          sum += Math.abs(values[end - 1] - values[i]);
        }
        within[end] = within[end - 1] + sum;
      }
      Split best = new Split(SHORTEST, 0);
      for (int end = 2 * SHORTEST; end <= n; end++) {
        best = strongestUpTo(values, end, within, after, best);
      }
      return best;
    }

    private static Split strongestUpTo(
        double[] values, int end, double[] within, double[] after, Split soFar) {
      // after[i]: distances within values[i, end), from the first i that is split at; every end
      // adds a single value.
      double sum = 0;
      for (int i = end - 2; i >= SHORTEST; i--) {
        sum += Math.abs(values[end - 1] - values[i]);
        after[i] += sum;
      }
      Split best = soFar;
      for (int index = SHORTEST; index <= end - SHORTEST; index++) {
        double left = index;
        double right = end - index;
        double across = within[end] - within[index] - after[index];
        double energy =
            2 * across / (left * right)
                - 2 * within[index] / (left * (left - 1))
                - 2 * after[index] / (right * (right - 1));
        double scaled = left * right / (left + right) * energy;
        if (scaled > best.energy) {
          best = new Split(index, scaled);
        }
      }
      return best;
    }
  }
}
