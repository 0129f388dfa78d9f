package io.poolbench.reports.view;

import io.poolbench.reports.unit.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values that a count takes from fork to fork, which are the compiler's choice.
 *
 * @param modes ascending
 */
public record Modes(List<Mode> modes) {

  /** Counts lie this close to the whole number that they are. */
  private static final double WHOLE = 0.05;

  public Modes {
    modes = List.copyOf(modes);
  }

  /**
   * One of them.
   *
   * @param value rounded to a tenth, or to the whole number that it nearly is
   * @param forks that had it
   */
  public record Mode(double value, int forks) {

    /** Writes the mode as in {@code 38 in 4 forks}. */
    String text() {
      String number = Decimals.fixed(value, value == Math.rint(value) ? 0 : 1);
      return number + (forks == 1 ? " in 1 fork" : " in " + forks + " forks");
    }
  }

  /** Finds the modes of one value per fork. */
  public static Modes of(List<Double> samples) {
    TreeMap<Double, Integer> forks = new TreeMap<>();
    for (double sample : samples) {
      double whole = Math.rint(sample);
      double mode = Math.abs(sample - whole) <= WHOLE ? whole : Math.rint(10 * sample) / 10;
      forks.merge(mode + 0.0, 1, Integer::sum);
    }
    List<Mode> modes = new ArrayList<>();
    forks.forEach((value, count) -> modes.add(new Mode(value, count)));
    return new Modes(modes);
  }

  /** Writes the modes as in {@code 38 in 4 forks, 40 in 2 forks}. */
  public String text() {
    return modes.stream().map(Mode::text).collect(Collectors.joining(", "));
  }
}
