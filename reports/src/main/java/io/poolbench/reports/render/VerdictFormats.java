package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Verdicts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Writes the gate's verdicts for people: text for a terminal, Markdown for pull requests. */
public final class VerdictFormats {

  /** A step summary is read in a narrow column, by somebody in a hurry. */
  private static final int MOST_MARKDOWN_ROWS = 30;

  private static final int MOST_MARKDOWN_LINES = 100;

  /**
   * Bytes of each table and of each list, 900,000 together, so that names of any length fit, too:
   * GitHub shows no summary of more than a megabyte.
   */
  private static final int MOST_MARKDOWN_BYTES = 225_000;

  private static final int MOST_LEGEND_BYTES = 50_000;

  private static final List<String> HEADS =
      List.of(
          "verdict",
          "benchmark",
          "unit",
          "baseline",
          "candidate",
          "change",
          "95% interval",
          "would see",
          "forks");

  private VerdictFormats() {}

  /** Writes a table, the worst first, then reasons and the sum. */
  public static String text(Verdicts verdicts) {
    TextGrid grid = new TextGrid();
    row(grid, HEADS);
    for (Verdicts.Row row : verdicts.rows()) {
      row(grid, cells(row));
    }
    StringBuilder out = new StringBuilder();
    out.append("gate: ");
    out.append(Visible.text(verdicts.baseline() + " -> " + verdicts.candidate())).append("\n\n");
    if (!verdicts.rows().isEmpty()) {
      out.append(grid.format()).append('\n');
    }
    if (!verdicts.legend().isEmpty()) {
      out.append(Visible.text(verdicts.legend())).append("\n\n");
    }
    verdicts.rows().stream()
        .filter(row -> !row.why().isEmpty())
        .collect(
            Collectors.groupingBy(
                row -> row.said() + ": " + row.why(), LinkedHashMap::new, Collectors.counting()))
        .forEach(
            (why, count) -> out.append(count).append(" ").append(Visible.text(why)).append('\n'));
    lines(verdicts).forEach(line -> out.append(Visible.text(line)).append('\n'));
    return out.append(verdicts.summary()).append('\n').toString();
  }

  /** Returns what stands below the table, a line each. */
  static List<String> lines(Verdicts verdicts) {
    List<String> lines = new ArrayList<>();
    verdicts.explanations().forEach(each -> each.lines().forEach(l -> lines.add("cause: " + l)));
    verdicts.missing().forEach(missing -> lines.add("missing: " + missing));
    verdicts.unjudged().forEach(unit -> lines.add("not judged: " + unit));
    verdicts.watch().forEach(seen -> lines.add("watch: " + seen));
    verdicts.findings().forEach(finding -> lines.add("warning: " + finding));
    return lines;
  }

  private static void row(TextGrid grid, List<String> cells) {
    grid.startRow();
    for (int column = 0; column < cells.size(); column++) {
      boolean number = column > 2;
      grid.cell(
          column,
          1,
          column == 0 ? "" : "  ",
          cells.get(column),
          number ? TextGrid.Align.RIGHT : TextGrid.Align.LEFT);
    }
  }

  private static List<String> cells(Verdicts.Row row) {
    return List.of(
        row.said().replaceFirst("^regressed", "REGRESSED"),
        row.benchmark(),
        row.name(),
        row.baseline(),
        row.candidate(),
        row.change(),
        row.interval(),
        row.detectable(),
        row.forks());
  }

  /**
   * Writes Markdown of less than a mebibyte, the sum first; what is unchanged is folded, and what
   * does not fit is counted.
   */
  public static String markdown(Verdicts verdicts) {
    StringBuilder out = new StringBuilder("### poolbench gate: ");
    out.append(MarkdownRenderer.escaped(verdicts.summary())).append("\n\n");
    out.append(VerdictComment.name(verdicts.baseline())).append(" → ");
    out.append(VerdictComment.name(verdicts.candidate())).append("\n\n");
    Map<Boolean, List<Verdicts.Row>> rows =
        verdicts.rows().stream()
            .collect(Collectors.partitioningBy(row -> row.verdict().equals("unchanged")));
    List<Verdicts.Row> shown = rows.getOrDefault(false, List.of());
    List<Verdicts.Row> unchanged = rows.getOrDefault(true, List.of());
    markdown(out, shown);
    if (!unchanged.isEmpty()) {
      out.append("<details><summary>").append(unchanged.size()).append(" unchanged</summary>\n\n");
      markdown(out, unchanged);
      out.append("</details>\n\n");
    }
    if (!verdicts.legend().isEmpty()) {
      Share.write(
          out,
          List.of(verdicts.legend()),
          String::length,
          legend -> MarkdownRenderer.escaped(legend) + "\n\n",
          MOST_LEGEND_BYTES);
    }
    list(
        out,
        shown.stream()
            .filter(row -> !row.why().isEmpty())
            .map(row -> row.said() + ": " + row.why())
            .distinct()
            .toList());
    list(out, lines(verdicts));
    return out.toString();
  }

  private static void list(StringBuilder out, List<String> lines) {
    int omitted =
        most(
            out,
            lines,
            MOST_MARKDOWN_LINES,
            String::length,
            line -> "- " + MarkdownRenderer.escaped(line) + "\n");
    if (omitted > 0) {
      out.append("- ").append(omitted).append(" more lines\n");
    }
  }

  /** Writes what fits of the first items, and returns how many items are left out. */
  private static <T> int most(
      StringBuilder out,
      List<T> items,
      int most,
      ToIntFunction<T> least,
      Function<T, String> written) {
    List<T> first = items.subList(0, Math.min(items.size(), most));
    return items.size()
        - first.size()
        + Share.write(out, first, least, written, MOST_MARKDOWN_BYTES);
  }

  private static void markdown(StringBuilder out, List<Verdicts.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.append("| ").append(String.join(" | ", HEADS)).append(" |\n");
    out.append("|:---|:---|:---|").append("---:|".repeat(HEADS.size() - 3)).append('\n');
    int omitted =
        most(
            out,
            rows,
            MOST_MARKDOWN_ROWS,
            row -> row.benchmark().length(),
            row ->
                cells(row).stream()
                    .map(MarkdownRenderer::escaped)
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
    if (omitted > 0) {
      out.append("\n").append(omitted).append(" more rows\n");
    }
    out.append('\n');
  }
}
