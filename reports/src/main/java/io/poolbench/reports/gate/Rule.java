package io.poolbench.reports.gate;

import java.util.List;

/**
 * What the gate tolerates.
 *
 * @param alpha chance of a false alarm over all questions and looks, 0 to 1
 * @param margin worsening that is no regression: 0.02 is 2 %
 * @param bound worsening that must be ruled out before something counts as unchanged
 * @param looks forks per arm after which the gate may decide, ascending
 */
public record Rule(double alpha, double margin, double bound, List<Integer> looks) {

  /** Of measurement.md: replayed on 586 public benchmarks. */
  public static final Rule STANDARD = new Rule(0.01, 0.02, 0.05, List.of(5, 8, 12, 20, 30));

  /** For stored results, which cannot get more forks: all of alpha at once. */
  public static final Rule ONCE = new Rule(0.01, 0.02, 0.05, List.of(5));

  public Rule {
    looks = List.copyOf(looks);
  }

  /**
   * The part of alpha that may be spent at this look: in proportion to the forks that it adds, so
   * that all looks together spend alpha, whatever they have in common (Bonferroni).
   */
  double spent(int look) {
    int before = look == 0 ? 0 : looks.get(look - 1);
    return alpha * (looks.get(look) - before) / looks.getLast();
  }

  /** The last look that this many forks allow; -1 where they do not allow the first. */
  int look(int forks) {
    int look = -1;
    while (look + 1 < looks.size() && looks.get(look + 1) <= forks) {
      look++;
    }
    return look;
  }
}
