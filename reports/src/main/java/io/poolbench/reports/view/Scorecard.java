package io.poolbench.reports.view;

import io.poolbench.reports.view.Delta.Effect;
import java.util.List;
import java.util.Map;

/**
 * The first answer of a report: what changed, and by how much.
 *
 * @param headline in words, a sentence
 * @param asides further sentences: what became worse, what could not be tested or compared
 * @param metrics the most telling first
 * @param lines one per technique and arm; of results of others one per benchmark and arm
 * @param omitted lines that are not there because they changed least
 * @param most the end of every bar's scale, as a ratio to the base; at least 1
 */
public record Scorecard(
    String headline,
    List<String> asides,
    List<Metric> metrics,
    List<Line> lines,
    int omitted,
    double most) {

  public Scorecard {
    asides = List.copyOf(asides);
    metrics = List.copyOf(metrics);
    lines = List.copyOf(lines);
  }

  /** A unit, and what people call it. */
  public record Metric(String unit, String words) {}

  /**
   * One technique, one arm.
   *
   * @param name of the technique, or of the benchmark
   * @param technique whether the name is a technique's
   * @param base arm that it is compared with
   * @param arm what is compared
   * @param cells by unit; a unit that was not measured is not there
   */
  public record Line(
      String name, boolean technique, String base, String arm, Map<String, Cell> cells) {

    public Line {
      cells = Map.copyOf(cells);
    }
  }

  /**
   * One metric of a line.
   *
   * @param before the base's center where the line has a single benchmark, else how many there are
   * @param after likewise; empty where there are several
   * @param low the smallest ratio to the base
   * @param middle the median of them
   * @param high the largest
   * @param change as in {@code -71% to -76%}
   * @param word as in {@code better} or {@code 3 better, 1 worse}
   * @param effect of all benchmarks together; none where they differ
   * @param seeds the changes that the source tells
   */
  public record Cell(
      String before,
      String after,
      double low,
      double middle,
      double high,
      String change,
      String word,
      Effect effect,
      List<Seed> seeds) {

    public Cell {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * A figure of the source.
   *
   * @param ratio after to before
   * @param change as in {@code -61.5%}
   * @param source where it stands, as in {@code CL 7799047}
   */
  public record Seed(double ratio, String change, String source) {

    /** Writes the figure as in {@code -61.5% (CL 7799047)}. */
    public String text() {
      return "%s (%s)".formatted(change, source);
    }
  }
}
