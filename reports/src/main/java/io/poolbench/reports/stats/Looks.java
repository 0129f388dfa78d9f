package io.poolbench.reports.stats;

import java.util.List;
import java.util.Optional;

/**
 * The looks at a row: after how many forks per arm a difference is looked for, and how small p must
 * be each time for all looks together to claim a difference where there is none in at most 5 % of
 * rows.
 *
 * <p>The thresholds are p values that the Mann-Whitney test can have: forks of 4 against 4 that lie
 * wholly apart (.0286), U up to 2 of 6 against 6 (.0087), up to 17 of 10 against 10 (.0115), up to
 * 61 of 16 against 16 (.0108). The first three add up to .0488, whatever the looks have in common;
 * since a row that looks different after 4 forks tends to do so after 6, the union is smaller. How
 * U of later looks depends on that of earlier ones is the same for whatever is measured, as long as
 * no two values are equal, for U depends on ranks alone: of two million rows of random ranks, .0397
 * were claimed within three looks and .0463 within four. Equal values make the test claim less.
 *
 * @param looks ascending
 */
public record Looks(List<Look> looks) {

  /** The largest chance of a false claim over all looks at a row. */
  public static final double ALPHA = 0.05;

  /** The looks of a run whose rows stop when they are decided. */
  public static final Looks UNTIL_DECIDED =
      new Looks(
          List.of(
              new Look(4, 0.0286),
              new Look(6, 0.0087),
              new Look(10, 0.0115),
              new Look(16, 0.0109)));

  /**
   * One look.
   *
   * @param forks per arm
   * @param alpha the largest p that counts as a difference
   */
  public record Look(int forks, double alpha) {}

  public Looks {
    looks = List.copyOf(looks);
  }

  /** Returns the looks after so many forks; empty where nothing is known of them. */
  public static Optional<Looks> after(List<Integer> forks) {
    return UNTIL_DECIDED.forks().equals(forks) ? Optional.of(UNTIL_DECIDED) : Optional.empty();
  }

  /** Returns the forks per arm of each look. */
  public List<Integer> forks() {
    return looks.stream().map(Look::forks).toList();
  }

  /**
   * Returns the largest p that counts as a difference in a row with so many forks on each side. A
   * row that the end of a run caught between two looks is looked at once more, in place of the next
   * one.
   */
  public double alpha(int forks) {
    return looks.stream()
        .filter(look -> look.forks() >= forks)
        .findFirst()
        .orElse(looks.getLast())
        .alpha();
  }
}
