package io.poolbench.reports.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON of the schema {@code poolbench-compare/1}: every number unrounded, every sample
 * included, so that whatever the tables say can be computed again. What has no finite value is
 * null.
 */
final class JsonRenderer {

  private JsonRenderer() {}

  private record Report(
      String schema,
      double alpha,
      double confidence,
      List<String> inputs,
      List<OneTable> tables,
      List<Finding> findings) {}

  private record OneTable(
      String unit,
      String better,
      Map<String, String> configuration,
      List<List<String>> columns,
      List<Row> rows,
      List<Mean> geomeans) {

    static OneTable of(Table table) {
      return new OneTable(
          table.unit(),
          name(table.better()),
          table.configuration(),
          table.columns().stream().map(Table.Column::labels).toList(),
          table.rows().stream().map(Row::of).toList(),
          table.summary().cells().stream().map(Mean::of).toList());
    }
  }

  private record Row(String label, List<@Nullable Measured> cells) {

    static Row of(Table.Row row) {
      return new Row(
          row.label(), row.cells().stream().<@Nullable Measured>map(Measured::of).toList());
    }
  }

  private record Measured(
      double center,
      double low,
      double high,
      List<Double> samples,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Difference delta) {

    static @Nullable Measured of(@Nullable Cell cell) {
      return cell == null
          ? null
          : new Measured(
              cell.center().value(),
              cell.low(),
              cell.high(),
              cell.samples(),
              texts(cell.notes()),
              Difference.of(cell.delta()));
    }
  }

  private record Difference(
      double ratio,
      double p,
      String effect,
      String text,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes) {

    static @Nullable Difference of(@Nullable Delta delta) {
      return delta == null
          ? null
          : new Difference(
              delta.ratio(), delta.p(), name(delta.effect()), delta.text(), texts(delta.notes()));
    }
  }

  private record Mean(
      @Nullable Double center,
      @Nullable Double ratio,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes) {

    static Mean of(Table.Mean mean) {
      return new Mean(
          mean.center() == null ? null : mean.center().value(), mean.ratio(), texts(mean.notes()));
    }
  }

  static String render(ReportModel report) {
    return Json.of(
        new Report(
            "poolbench-compare/1",
            report.alpha(),
            report.confidence(),
            report.inputs(),
            report.tables().stream().map(OneTable::of).toList(),
            report.findings()));
  }

  private static List<String> texts(List<Note> notes) {
    return notes.stream().map(Note::text).toList();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
