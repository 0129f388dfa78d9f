package io.poolbench.reports.compare;

import io.poolbench.reports.compare.ComparedTable.Cell;
import io.poolbench.reports.compare.ComparedTable.Column;
import io.poolbench.reports.compare.ComparedTable.Mean;
import io.poolbench.reports.compare.ComparedTable.Row;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.stats.GeometricMean;
import io.poolbench.reports.stats.Procedure;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects one table, then sorts, summarizes and compares it. */
final class TableBuilder {

  private final Grouping grouping;
  private final Map<Key, Map<Key, CellBuilder>> cellsByRow = new HashMap<>();
  private final Set<Key> columns = new LinkedHashSet<>();

  TableBuilder(Grouping grouping) {
    this.grouping = grouping;
  }

  CellBuilder cell(Key row, Key column, Key residue) {
    columns.add(column);
    CellBuilder cell =
        cellsByRow
            .computeIfAbsent(row, _ -> new HashMap<>())
            .computeIfAbsent(column, _ -> new CellBuilder());
    cell.addResidue(residue);
    return cell;
  }

  ComparedTable build(Map<String, String> configuration, Metric metric, Procedure procedure) {
    List<Key> sortedColumns = columns.stream().sorted(grouping.column.comparator()).toList();
    List<Row> rows =
        cellsByRow.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(grouping.row.comparator()))
            .parallel()
            .map(row -> row(row, sortedColumns, procedure))
            .toList();
    List<Mean> means = new ArrayList<>();
    for (int column = 0; column < sortedColumns.size(); column++) {
      means.add(mean(rows, column));
    }
    List<Column> heads = sortedColumns.stream().map(grouping.column::head).toList();
    return new ComparedTable(configuration, metric, heads, rows, means);
  }

  private Row row(
      Map.Entry<Key, Map<Key, CellBuilder>> row, List<Key> sortedColumns, Procedure procedure) {
    return new Row(
        grouping.row.label(row.getKey()), cells(row.getValue(), sortedColumns, procedure));
  }

  private List<@Nullable Cell> cells(
      Map<Key, CellBuilder> builders, List<Key> sortedColumns, Procedure procedure) {
    List<@Nullable Cell> cells = new ArrayList<>();
    Sample base = null;
    for (Key column : sortedColumns) {
      CellBuilder builder = builders.get(column);
      if (builder == null) {
        cells.add(null);
        continue;
      }
      Sample sample = builder.sample();
      cells.add(
          new Cell(
              sample,
              procedure.summarize(sample),
              grouping.residue.varying(builder.residues()),
              base == null ? null : procedure.compare(base, sample)));
      if (cells.size() == 1) {
        base = sample;
      }
    }
    return cells;
  }

  private static Mean mean(List<Row> rows, int column) {
    List<Double> centers = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    int bases = 0;
    for (Row row : rows) {
      Cell base = row.cells().getFirst();
      Cell cell = row.cells().get(column);
      bases += base == null ? 0 : 1;
      if (cell != null) {
        centers.add(cell.summary().center());
        if (base != null) {
          ratios.add(ratio(base.summary().center(), cell.summary().center()));
        }
      }
    }
    List<String> notes = new ArrayList<>();
    if (ratios.size() != bases) {
      notes.add("benchmark set differs from baseline; geomeans may not be comparable");
    }
    double center = GeometricMean.of(centers);
    if (Double.isNaN(center)) {
      notes.add("summaries must be >0 to compute geomean");
    }
    return new Mean(
        Double.isNaN(center) ? null : center, column == 0 ? null : ratio(ratios, notes), notes);
  }

  /** Two zeros are equal; a change from zero has no ratio. */
  private static double ratio(double base, double center) {
    return base == center ? 1 : center / base;
  }

  private static @Nullable Double ratio(List<Double> ratios, List<String> notes) {
    if (ratios.stream().anyMatch(ratio -> Double.isInfinite(ratio))) {
      return null;
    }
    double ratio = GeometricMean.of(ratios);
    if (Double.isNaN(ratio)) {
      notes.add("ratios must be >0 to compute geomean");
      return null;
    }
    return ratio;
  }
}
