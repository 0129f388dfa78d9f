package io.poolbench.reports.gate;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Says what the gate may get wrong, and when it may decide.
 *
 * @param alpha chance of a false alarm over all questions and looks where nothing changed, 0 to 1
 * @param marginAlpha the same where everything became worse by as much as is tolerated
 * @param boundLevel chance, at each look, that a worsening of the bound is taken for unchanged
 * @param looks forks per arm after which the gate may decide, ascending
 */
public record Rule(double alpha, double marginAlpha, double boundLevel, List<Integer> looks) {

  /**
   * Judges arms that take turns; each look has two fifths more forks than the one before. Seven
   * looks of level .006 have a level of .025 together: the largest of the seven standardized sums
   * of normal steps is beyond the quantile of .994 in 2.5 % of a million simulated walks (numpy,
   * seed 1), and each look by itself is exact.
   */
  public static final Rule STANDARD =
      new Rule(0.009, 0.05, 0.006, List.of(5, 7, 10, 14, 20, 28, 40));

  /**
   * Judges counts, before any time is judged: with {@link #STANDARD} they spend .01. Two forks that
   * agree with two others are enough where the source asks for as much as before; whose forks have
   * modes gets more of them.
   */
  public static final Rule COUNTS = new Rule(0.001, 0.05, 0.025, List.of(2, 8, 12));

  /** Judges stored results, which cannot get more forks: all that may be spent at once. */
  public static final Rule ONCE = new Rule(0.01, 0.05, 0.025, List.of(5));

  private static final double POWER = 0.9;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public Rule {
    looks = List.copyOf(looks);
  }

  /**
   * Returns the part of alpha that may be spent at this look. It grows with the cube of the forks,
   * much as O'Brien and Fleming's does (Kim and DeMets 1987, Biometrika 74:149): the last look,
   * which sees most, may spend most. All looks together spend alpha, whatever they have in common.
   */
  double spent(int look) {
    return alpha * (share(look) - (look == 0 ? 0 : share(look - 1)));
  }

  private double share(int look) {
    return Math.pow((double) looks.get(look) / looks.getLast(), 3);
  }

  /** Returns the last look that this many forks allow; -1 where they do not allow the first. */
  int look(int forks) {
    int look = -1;
    while (look + 1 < looks.size() && looks.get(look + 1) <= forks) {
      look++;
    }
    return look;
  }

  /**
   * Returns the smallest worsening that is seen nine times in ten, on the tolerance's scale.
   *
   * @param error standard error of the change
   * @param level of the test of one question
   */
  double detectable(Tolerance tolerance, double error, double level) {
    double certain = error * NORMAL.inverseSurvivalProbability(level);
    double beyond =
        tolerance.margin() + error * NORMAL.inverseSurvivalProbability(level * marginAlpha / alpha);
    return Math.max(certain, beyond) + error * NORMAL.inverseCumulativeProbability(POWER);
  }
}
