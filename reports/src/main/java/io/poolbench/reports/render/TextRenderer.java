package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.render.TextGrid.Align;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Figure;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables for a terminal, equal to benchstat's. */
final class TextRenderer {

  /** Center, spread, note marks. */
  private static final int CENTER_COLUMNS = 3;

  /** Delta, evidence, note marks. */
  private static final int DELTA_COLUMNS = 3;

  private static final String RULE = " │ ";

  // Green and red alone would leave some readers out: better is bold too.
  private static final String BETTER = "1;32";
  private static final String WORSE = "31";

  private final Table table;
  private final boolean colored;
  private final TextGrid grid = new TextGrid();
  private final Set<Note> printedNotes = new LinkedHashSet<>();

  private TextRenderer(Table table, boolean colored) {
    this.table = table;
    this.colored = colored;
  }

  /**
   * Renders all tables.
   *
   * @param colored whether deltas say by color, too, what is better and what is worse
   */
  static String render(ReportModel report, boolean colored) {
    return report.tables().parallelStream()
        .map(table -> new TextRenderer(table, colored).render())
        .collect(Collectors.joining("\n"));
  }

  private String render() {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, String> entry : table.heading().entrySet()) {
      out.append(Visible.text(entry.getKey() + ": " + entry.getValue())).append('\n');
    }
    head();
    table.rows().forEach(this::row);
    if (table.rows().size() > 1) {
      summary();
    }
    out.append(grid.format());
    for (Note note : printedNotes) {
      out.append(mark(note)).append(' ').append(Visible.text(note.text())).append('\n');
    }
    return out.toString();
  }

  /** First grid column of a column; the base has no delta. */
  private static int start(int column) {
    return column == 0 ? 1 : 1 + CENTER_COLUMNS + (column - 1) * (CENTER_COLUMNS + DELTA_COLUMNS);
  }

  private void head() {
    int columns = table.columns().size();
    int levels = table.columns().getFirst().labels().size();
    for (int level = 0; level < levels; level++) {
      grid.startRow();
      for (int from = 0; from < columns; ) {
        int to = endOfGroup(from, level);
        String label = table.columns().get(from).labels().get(level);
        grid.cell(start(from), start(to) - start(from), RULE, label, Align.CENTER);
        from = to;
      }
      grid.cell(start(columns), 1, " │", "", Align.LEFT);
    }
    grid.startRow();
    for (int column = 0; column < columns; column++) {
      int center = start(column);
      grid.cell(center, CENTER_COLUMNS, RULE, table.unit(), Align.CENTER);
      if (column > 0) {
        grid.cell(center + CENTER_COLUMNS, DELTA_COLUMNS, "  ", "vs base", Align.LEFT);
      }
      for (int i = center + 1; i < start(column + 1); i++) {
        grid.shrink(i);
      }
    }
    grid.cell(start(columns), 1, " │", "", Align.LEFT);
  }

  /** The columns that share the labels of one column down to a level. */
  private int endOfGroup(int from, int level) {
    List<Table.Column> columns = table.columns();
    List<String> labels = columns.get(from).labels().subList(0, level + 1);
    int to = from + 1;
    while (to < columns.size() && columns.get(to).labels().subList(0, level + 1).equals(labels)) {
      to++;
    }
    return to;
  }

  private void row(Table.Row row) {
    grid.startRow();
    grid.cell(0, row.label(), Align.LEFT);
    for (int column = 0; column < row.cells().size(); column++) {
      Cell cell = row.cells().get(column);
      if (cell == null) {
        continue;
      }
      int center = start(column);
      grid.cell(center, cell.center().scaled(), Align.RIGHT);
      grid.cell(center + 1, 1, " ± ", cell.spread(), Align.RIGHT);
      marks(center + 2, cell.notes());
      Delta delta = cell.delta();
      if (delta != null) {
        grid.cell(center + CENTER_COLUMNS, delta.text(), Align.RIGHT, color(delta));
        grid.cell(center + CENTER_COLUMNS + 1, "(" + delta.evidence() + ")", Align.LEFT);
        marks(center + CENTER_COLUMNS + 2, delta.notes());
      }
    }
  }

  private String color(Delta delta) {
    if (!colored) {
      return "";
    }
    return switch (delta.effect()) {
      case BETTER -> BETTER;
      case WORSE -> WORSE;
      case CHANGED, NONE, UNTESTABLE -> "";
    };
  }

  private void summary() {
    grid.startRow();
    grid.cell(0, table.summary().label(), Align.LEFT);
    List<Table.Mean> means = table.summary().cells();
    for (int column = 0; column < means.size(); column++) {
      Table.Mean mean = means.get(column);
      Figure center = mean.center();
      if (center != null) {
        grid.cell(start(column), center.scaled(), Align.RIGHT);
      }
      if (column > 0) {
        Align align = mean.ratio() == null ? Align.LEFT : Align.RIGHT;
        grid.cell(start(column) + CENTER_COLUMNS, mean.delta(), align);
      }
      marks(start(column + 1) - 1, mean.notes());
    }
  }

  private void marks(int column, List<Note> notes) {
    if (!notes.isEmpty()) {
      printedNotes.addAll(notes);
      String marks = notes.stream().map(TextRenderer::mark).collect(Collectors.joining(" "));
      grid.cell(column, marks, Align.LEFT);
    }
  }

  /** Writes the number of a note in superscript digits. */
  static String mark(Note note) {
    StringBuilder mark = new StringBuilder();
    for (char digit : Integer.toString(note.number()).toCharArray()) {
      mark.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return mark.toString();
  }
}
