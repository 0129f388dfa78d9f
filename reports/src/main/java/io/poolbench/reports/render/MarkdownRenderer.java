package io.poolbench.reports.render;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Figure;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** GitHub pipe tables, short enough for a pull request or a step summary. */
final class MarkdownRenderer {

  private static final Pattern LAYOUT = Pattern.compile("[\\\\`*_|<>\\[\\]~]");
  private static final Pattern ADDRESS = Pattern.compile("(?i)@(?=\\w)|[a-z]:(?=//)|www(?=\\.)");

  /** Has no width, and parts what stands on both sides, so that it is no word. */
  private static final String NOTHING = "&#8203;";

  private final StringBuilder out = new StringBuilder();
  private final Set<Note> printedNotes = new LinkedHashSet<>();

  private MarkdownRenderer() {}

  static String render(ReportModel report) {
    MarkdownRenderer renderer = new MarkdownRenderer();
    report.tables().forEach(renderer::table);
    for (Finding finding : report.findings()) {
      renderer.out.append("- Warning: ").append(escaped(finding.toString())).append('\n');
    }
    return renderer.out.toString();
  }

  private void table(Table table) {
    if (!table.heading().isEmpty()) {
      out.append(
          table.heading().entrySet().stream()
              .map(entry -> escaped(entry.getKey() + ": " + entry.getValue()))
              .collect(Collectors.joining("<br>\n", "", "\n\n")));
    }
    head(table);
    for (Table.Row row : table.rows()) {
      out.append("| ").append(escaped(row.label())).append(" |");
      for (int column = 0; column < row.cells().size(); column++) {
        cell(row.cells().get(column), column > 0);
      }
      out.append('\n');
    }
    if (table.rows().size() > 1) {
      summary(table);
    }
    out.append('\n');
    for (Note note : printedNotes) {
      out.append(TextRenderer.mark(note)).append(' ').append(escaped(note.text())).append("<br>\n");
    }
    if (!printedNotes.isEmpty()) {
      out.append('\n');
    }
    printedNotes.clear();
  }

  private void head(Table table) {
    StringBuilder rule = new StringBuilder("|:---|");
    out.append("| ").append(escaped(table.unit())).append(" |");
    for (int column = 0; column < table.columns().size(); column++) {
      String label = String.join(" ", table.columns().get(column).labels());
      out.append(' ').append(escaped(label)).append(" |");
      rule.append("---:|");
      if (column > 0) {
        out.append(" vs base | |");
        rule.append("---:|:---|");
      }
    }
    out.append('\n').append(rule).append('\n');
  }

  private void cell(@Nullable Cell cell, boolean comparable) {
    if (cell == null) {
      out.append(comparable ? " | | |" : " |");
      return;
    }
    out.append(' ').append(cell.center().scaled()).append(" ± ").append(cell.spread());
    out.append(marks(cell.notes())).append(" |");
    if (!comparable) {
      return;
    }
    Delta delta = cell.delta();
    if (delta == null) {
      out.append(" | |");
      return;
    }
    String text = delta.text().equals("~") ? "\\~" : delta.text();
    out.append(' ').append(text).append(" | ").append(delta.evidence());
    out.append(marks(delta.notes())).append(" |");
  }

  private void summary(Table table) {
    out.append("| ").append(table.summary().label()).append(" |");
    List<Table.Mean> means = table.summary().cells();
    for (int column = 0; column < means.size(); column++) {
      Table.Mean mean = means.get(column);
      Figure center = mean.center();
      out.append(center == null ? "" : ' ' + center.scaled());
      if (column > 0) {
        out.append(" | ").append(mean.delta()).append(" |");
      }
      out.append(marks(mean.notes())).append(" |");
    }
    out.append('\n');
  }

  private String marks(List<Note> notes) {
    printedNotes.addAll(notes);
    return notes.stream().map(note -> ' ' + TextRenderer.mark(note)).collect(Collectors.joining());
  }

  /**
   * Escapes what Markdown would take for layout, for somebody's name or for an address: neither is
   * anyone told of what a benchmark is called, nor does its name become a link.
   */
  static String escaped(String text) {
    String plain = LAYOUT.matcher(Visible.text(text)).replaceAll("\\\\$0");
    return ADDRESS.matcher(plain).replaceAll("$0" + NOTHING);
  }
}
