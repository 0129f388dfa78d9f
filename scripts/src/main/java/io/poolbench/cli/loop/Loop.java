package io.poolbench.cli.loop;

import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.ResultFiles;
import java.io.PrintWriter;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Measures, looks, and measures what is still open. Every look is taken again where a run goes on,
 * at as many forks as it had, so that no answer depends on the interruption.
 */
public final class Loop {

  private Loop() {}

  /**
   * Gives an inquiry all the forks that it needs, or as many as the budget lasts for.
   *
   * @param err told what is decided so far
   * @return the results with which the loop has ended
   */
  public static ResultSet answer(Inquiry inquiry, LiveRun run, PrintWriter err) {
    Predicate<String> open = _ -> true;
    for (int look : inquiry.looks()) {
      boolean whole = run.until(look, open);
      ResultSet results = ResultFiles.readRun(run.directory());
      if (!whole) {
        return results;
      }
      // What was decided stays so, though its forks are too few for a later look.
      Set<String> left =
          inquiry.open(results, look).stream().filter(open).collect(Collectors.toSet());
      if (left.isEmpty() || look == inquiry.looks().getLast()) {
        return results;
      }
      int all = results.runs().getFirst().subjects().size();
      err.printf(
          "poolbench: %d forks per arm: %d of %d benchmarks are decided%n",
          look, all - left.size(), all);
      err.flush();
      open = left::contains;
    }
    throw new IllegalArgumentException("an inquiry without a look");
  }
}
