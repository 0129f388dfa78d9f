package io.poolbench.reports.view;

import java.util.List;

/**
 * One profile, or two of the same kind side by side.
 *
 * @param benchmark whose operation was recorded; empty where it is not known
 * @param title what was profiled
 * @param unit of all values
 * @param labels of the profiles, one or two
 * @param seconds that each was recorded; empty where that is no matter
 * @param rows by call site, the largest difference first, or the largest of a single profile
 * @param omitted rows that are not there because they matter least
 * @param totals one per profile
 * @param graphs flame graphs: the one of a single profile, or both, each coloured by what the other
 *     has of a frame, and then their difference
 */
public record ProfileView(
    String benchmark,
    String title,
    String unit,
    List<String> labels,
    List<Double> seconds,
    List<Row> rows,
    int omitted,
    List<Double> totals,
    List<Graph> graphs) {

  public ProfileView {
    labels = List.copyOf(labels);
    seconds = List.copyOf(seconds);
    rows = List.copyOf(rows);
    totals = List.copyOf(totals);
    graphs = List.copyOf(graphs);
  }

  /** A call site and the class of what it allocated. */
  public record Place(String site, String type) {}

  /**
   * One call site.
   *
   * @param site a method
   * @param type class of the objects, empty for time
   * @param values one per profile
   * @param samples one per profile; fractions where they are per operation
   * @param shown the values for people
   * @param shownChange as in {@code -12.5Ki -80.0%}, or the share of a single profile
   */
  public record Row(
      String site,
      String type,
      List<Double> values,
      List<Double> samples,
      List<String> shown,
      String shownChange) {

    public Row {
      values = List.copyOf(values);
      samples = List.copyOf(samples);
      shown = List.copyOf(shown);
    }

    /** Returns the change from first to last profile; the value when there is but one. */
    public double change() {
      return values.size() == 1 ? values.getFirst() : values.getLast() - values.getFirst();
    }
  }

  /** The comparison that a flame graph makes of its frames. */
  public enum Compared {
    /** Their value alone. */
    NOT,
    /** Their value, and what the other profile has of it. */
    WITH_OTHER,
    /** The change of their value, from the other profile to this one. */
    AS_DIFFERENCE
  }

  /** A flame graph. */
  public record Graph(String title, Compared compared, Frame root) {}

  /**
   * A frame and what it called.
   *
   * @param width in the graph: the value, or of a difference what at least one of both has
   * @param value with all callees, in the profile's unit
   * @param other the same of the other profile, 0 where it has no such frame
   * @param callees by name; those too narrow to be seen are left out
   */
  public record Frame(
      String method, double width, double value, double other, List<Frame> callees) {

    public Frame {
      callees = List.copyOf(callees);
    }
  }
}
