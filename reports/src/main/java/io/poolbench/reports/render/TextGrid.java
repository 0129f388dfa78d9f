package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lays out cells of one or more grid columns in a font of fixed width. */
final class TextGrid {

  enum Align {
    LEFT,
    CENTER,
    RIGHT
  }

  /**
   * One cell.
   *
   * @param span number of grid columns that it covers
   * @param margin stands before the text and is as wide as the widest margin of the column
   * @param color as the parameters of an ANSI escape, or empty
   */
  private record Cell(
      int row, int column, int span, String margin, String text, Align align, String color) {

    Cell visible() {
      return new Cell(row, column, span, margin, Visible.text(text), align, color);
    }

    boolean isBlank() {
      return margin.isBlank() && text.isBlank();
    }
  }

  private final List<Cell> cells = new ArrayList<>();
  private final Set<Integer> shrinking = new HashSet<>();
  private int row = -1;
  private int columns;

  void startRow() {
    row++;
  }

  /** Adds a cell of one column, set off by a blank unless it is the first. */
  void cell(int column, String text, Align align) {
    cell(column, 1, column == 0 ? "" : " ", text, align);
  }

  /** Adds the same in a color: the parameters of an ANSI escape, or empty. */
  void cell(int column, String text, Align align, String color) {
    add(new Cell(row, column, 1, column == 0 ? "" : " ", text, align, color));
  }

  void cell(int column, int span, String margin, String text, Align align) {
    add(new Cell(row, column, span, margin, text, align, ""));
  }

  private void add(Cell written) {
    Cell cell = written.visible();
    cells.add(cell);
    columns = Math.max(columns, cell.column + cell.span);
  }

  /** Keeps a column as narrow as its own cells, whatever spans it. */
  void shrink(int column) {
    shrinking.add(column);
  }

  String format() {
    int[] margins = new int[columns];
    for (Cell cell : cells) {
      margins[cell.column] = Math.max(margins[cell.column], length(cell.margin));
    }
    int[] widths = new int[columns];
    cells.stream()
        .sorted(Comparator.comparingInt(Cell::span))
        .forEach(cell -> widen(widths, cell, margins[cell.column] + length(cell.text)));
    int[] offsets = new int[columns + 1];
    for (int i = 0; i < columns; i++) {
      offsets[i + 1] = offsets[i] + widths[i];
    }
    return print(margins, offsets);
  }

  private void widen(int[] widths, Cell cell, int needed) {
    int end = cell.column + cell.span;
    if (Arrays.stream(widths, cell.column, end).sum() >= needed) {
      return;
    }
    List<Integer> growing = new ArrayList<>();
    int missing = needed;
    for (int column = cell.column; column < end; column++) {
      if (cell.span > 1 && shrinking.contains(column)) {
        missing -= widths[column];
      } else {
        growing.add(column);
      }
    }
    if (growing.isEmpty()) {
      widths[end - 1] += missing;
      return;
    }
    // The widest first: what they have beyond an equal share is no longer to be found elsewhere.
    growing.sort(Comparator.comparingInt(column -> -widths[column]));
    for (int i = 0; i < growing.size(); i++) {
      int column = growing.get(i);
      widths[column] = Math.max(widths[column], Math.ceilDiv(missing, growing.size() - i));
      missing -= widths[column];
    }
  }

  private String print(int[] margins, int[] offsets) {
    StringBuilder out = new StringBuilder();
    List<Cell> ordered = new ArrayList<>(cells);
    ordered.sort(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column));
    int printedRow = 0;
    int printed = 0;
    for (Cell cell : ordered) {
      if (cell.isBlank()) {
        continue;
      }
      for (; printedRow < cell.row; printedRow++) {
        out.append('\n');
        printed = 0;
      }
      int margin = margins[cell.column];
      int width = offsets[cell.column + cell.span] - offsets[cell.column] - margin;
      int indent = offsets[cell.column] - printed + margin - length(cell.margin);
      int pad = indent(cell, width);
      out.repeat(' ', Math.max(0, indent)).append(cell.margin).repeat(' ', pad);
      out.append(cell.color.isEmpty() ? cell.text : colored(cell));
      printed = offsets[cell.column] + margin + pad + length(cell.text);
    }
    return out.append('\n').toString();
  }

  private static String colored(Cell cell) {
    return "\u001b[" + cell.color + "m" + cell.text + "\u001b[0m";
  }

  private static int indent(Cell cell, int width) {
    int free = Math.max(0, width - length(cell.text));
    return switch (cell.align) {
      case LEFT -> 0;
      case CENTER -> free / 2;
      case RIGHT -> free;
    };
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
