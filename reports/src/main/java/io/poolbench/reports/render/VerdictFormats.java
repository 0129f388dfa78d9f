package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Verdicts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the gate's verdicts for people: text for a terminal, Markdown for pull requests. */
public final class VerdictFormats {

  /** A step summary is read in a narrow column, by somebody in a hurry. */
  private static final int MOST_MARKDOWN_ROWS = 30;

  /** GitHub shows no summary of more than a megabyte. */
  private static final int MOST_MARKDOWN_LINES = 100;

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

  /** Writes Markdown, the sum first; what is unchanged is folded. */
  public static String markdown(Verdicts verdicts) {
    StringBuilder out = new StringBuilder("### poolbench gate: ");
    out.append(MarkdownRenderer.escaped(verdicts.summary())).append("\n\n");
    out.append(MarkdownRenderer.escaped(verdicts.baseline() + " → " + verdicts.candidate()));
    out.append("\n\n");
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
      out.append(MarkdownRenderer.escaped(verdicts.legend())).append("\n\n");
    }
    shown.stream()
        .map(row -> row.why().isEmpty() ? "" : row.said() + ": " + row.why())
        .filter(why -> !why.isEmpty())
        .distinct()
        .forEach(why -> out.append("- ").append(MarkdownRenderer.escaped(why)).append('\n'));
    List<String> lines = lines(verdicts);
    lines.stream()
        .limit(MOST_MARKDOWN_LINES)
        .forEach(line -> out.append("- ").append(MarkdownRenderer.escaped(line)).append('\n'));
    if (lines.size() > MOST_MARKDOWN_LINES) {
      out.append("- ").append(lines.size() - MOST_MARKDOWN_LINES).append(" more lines\n");
    }
    return out.toString();
  }

  private static void markdown(StringBuilder out, List<Verdicts.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.append("| ").append(String.join(" | ", HEADS)).append(" |\n");
    out.append("|:---|:---|:---|").append("---:|".repeat(HEADS.size() - 3)).append('\n');
    for (Verdicts.Row row : rows.subList(0, Math.min(rows.size(), MOST_MARKDOWN_ROWS))) {
      out.append("| ");
      out.append(
          cells(row).stream().map(MarkdownRenderer::escaped).collect(Collectors.joining(" | ")));
      out.append(" |\n");
    }
    if (rows.size() > MOST_MARKDOWN_ROWS) {
      out.append("\n").append(rows.size() - MOST_MARKDOWN_ROWS).append(" more rows\n");
    }
    out.append('\n');
  }
}
