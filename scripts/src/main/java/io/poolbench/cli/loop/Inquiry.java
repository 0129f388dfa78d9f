package io.poolbench.cli.loop;

import io.poolbench.reports.model.ResultSet;
import java.util.List;
import java.util.Set;

/**
 * A question that measuring answers. The answer depends on nothing but the results up to the look,
 * so that a run that was stopped and goes on comes to the same one.
 */
public interface Inquiry {

  /** Returns the numbers of forks per arm after which something may be decided, ascending. */
  List<Integer> looks();

  /**
   * Returns the benchmarks of which more forks may change the answer.
   *
   * @param results of the run, with later rounds too where it was resumed
   * @param forks per arm that count
   * @return names, as in tables
   */
  Set<String> open(ResultSet results, int forks);

  /** Asks for so many forks of everything, whatever they show. */
  static Inquiry fixed(int forks) {
    return new Inquiry() {
      @Override
      public List<Integer> looks() {
        return List.of(forks);
      }

      @Override
      public Set<String> open(ResultSet results, int rounds) {
        return Set.of();
      }
    };
  }
}
