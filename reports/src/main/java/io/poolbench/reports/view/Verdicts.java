package io.poolbench.reports.view;

import io.poolbench.reports.model.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The gate's verdicts, ready to be printed.
 *
 * @param baseline label of what counts as good
 * @param candidate label of what was judged
 * @param rows the worst first
 * @param missing benchmarks and metrics that only one side has
 * @param unjudged metrics that were measured and are not judged, with the reason
 * @param watch what has become worse without any say in the verdicts
 * @param findings what the reader must know before trusting the rest
 * @param legend what the values are of that are no medians; empty where all are
 * @param explanations of what has become worse, where it was looked for
 */
public record Verdicts(
    String baseline,
    String candidate,
    List<Row> rows,
    List<String> missing,
    List<String> unjudged,
    List<String> watch,
    List<Finding> findings,
    String legend,
    List<Explanation> explanations) {

  private static final Set<String> FAILURES = Set.of("regressed", "improved, not accepted");

  public Verdicts {
    rows = List.copyOf(rows);
    missing = List.copyOf(missing);
    unjudged = List.copyOf(unjudged);
    watch = List.copyOf(watch);
    findings = List.copyOf(findings);
    explanations = List.copyOf(explanations);
  }

  /**
   * One metric of one benchmark.
   *
   * @param against which baseline it was judged by; empty for the usual one
   * @param verdict regressed, inconclusive, worse within 5%, improved, refused or unchanged; or
   *     improved, not accepted
   * @param baseline the value that was judged, as {@link io.poolbench.reports.gate.Change} has it;
   *     the median where nothing was
   * @param candidate likewise
   * @param change as in {@code +3.21 %}, empty where there is none
   * @param interval of the change at 95 %, empty for exact metrics
   * @param detectable the smallest worsening that would have been seen, empty for exact metrics
   * @param forks on each side, as in {@code 5+5}
   * @param why empty where the numbers say it
   * @param ratio candidate to baseline, NaN where there is none
   * @param low its lower bound
   * @param high its upper bound
   * @param advisory whether it fails nothing, whatever it says
   */
  public record Row(
      String benchmark,
      String unit,
      String against,
      String verdict,
      String baseline,
      String candidate,
      String change,
      String interval,
      String detectable,
      String forks,
      String why,
      double ratio,
      double low,
      double high,
      boolean advisory) {

    /** Returns the verdict, and whether it counts. */
    public String said() {
      return advisory ? verdict + " (advisory)" : verdict;
    }

    /** Returns the unit, and the baseline where that is not the usual one. */
    public String name() {
      return unit + suffix();
    }

    private String suffix() {
      return against.isEmpty() ? "" : " against " + against;
    }

    /** Tells whether a gate fails for it. */
    public boolean isFailure() {
      return !advisory && FAILURES.contains(verdict);
    }
  }

  /** Tells whether any row that counts says something beyond doubt. */
  public boolean isConclusive() {
    return rows.stream()
        .anyMatch(
            row ->
                !row.advisory()
                    && !row.verdict().equals("refused")
                    && !row.verdict().equals("inconclusive"));
  }

  /** Tells whether any row that counts is open. */
  public boolean isOpen() {
    return rows.stream().anyMatch(row -> !row.advisory() && row.verdict().equals("inconclusive"));
  }

  /** Counts rows by what they say, each baseline's in order; what is advisory is told apart. */
  private Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    Stream.of(true, false)
        .flatMap(usual -> rows.stream().filter(row -> row.against().isEmpty() == usual))
        .forEach(row -> counts.merge(row.said() + row.suffix(), 1L, Long::sum));
    return counts;
  }

  /** Sums the rows up, as in {@code 1 regressed, 11 unchanged}. */
  public String summary() {
    StringBuilder summary = new StringBuilder();
    counts()
        .forEach(
            (verdict, count) ->
                summary
                    .append(summary.isEmpty() ? "" : ", ")
                    .append(count)
                    .append(' ')
                    .append(verdict));
    if (!missing.isEmpty()) {
      summary.append(summary.isEmpty() ? "" : ", ").append(missing.size()).append(" missing");
    }
    return summary.isEmpty() ? "nothing could be judged" : summary.toString();
  }
}
