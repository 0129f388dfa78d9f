package io.poolbench.reports.render;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of the schema {@code poolbench-compare/1}: every number unrounded, every sample included, so
 * that whatever the tables say can be computed again. What has no finite value is null.
 */
final class JsonRenderer {

  static final String SCHEMA = "poolbench-compare/1";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonGenerator json;

  private JsonRenderer(JsonGenerator json) {
    this.json = json;
  }

  static String render(ReportModel report) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = MAPPER.writerWithDefaultPrettyPrinter().createGenerator(out)) {
      new JsonRenderer(json).report(report);
    }
    return Visible.json(out.append('\n').toString());
  }

  private void report(ReportModel report) {
    json.writeStartObject();
    json.writeStringProperty("schema", SCHEMA);
    number("alpha", report.alpha());
    number("confidence", report.confidence());
    strings("inputs", report.inputs());
    json.writeArrayPropertyStart("tables");
    report.tables().forEach(this::table);
    json.writeEndArray();
    json.writeArrayPropertyStart("findings");
    for (Finding finding : report.findings()) {
      json.writeStartObject();
      json.writeStringProperty("where", finding.where());
      json.writeStringProperty("text", finding.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void table(Table table) {
    json.writeStartObject();
    json.writeStringProperty("unit", table.unit());
    json.writeStringProperty("better", name(table.better()));
    json.writeObjectPropertyStart("configuration");
    for (Map.Entry<String, String> entry : table.configuration().entrySet()) {
      json.writeStringProperty(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("columns");
    for (Table.Column column : table.columns()) {
      json.writeStartArray();
      column.labels().forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("rows");
    table.rows().forEach(this::row);
    json.writeEndArray();
    json.writeArrayPropertyStart("geomeans");
    table.summary().cells().forEach(this::mean);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void row(Table.Row row) {
    json.writeStartObject();
    json.writeStringProperty("label", row.label());
    json.writeArrayPropertyStart("cells");
    for (Cell cell : row.cells()) {
      if (cell == null) {
        json.writeNull();
      } else {
        cell(cell);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void cell(Cell cell) {
    json.writeStartObject();
    number("center", cell.center().value());
    number("low", cell.low());
    number("high", cell.high());
    json.writeArrayPropertyStart("samples");
    cell.samples().forEach(json::writeNumber);
    json.writeEndArray();
    notes(cell.notes());
    Delta delta = cell.delta();
    if (delta != null) {
      json.writeObjectPropertyStart("delta");
      number("ratio", delta.ratio());
      number("p", delta.p());
      json.writeStringProperty("effect", name(delta.effect()));
      json.writeStringProperty("text", delta.text());
      notes(delta.notes());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void mean(Table.Mean mean) {
    json.writeStartObject();
    number("center", mean.center() == null ? null : mean.center().value());
    number("ratio", mean.ratio());
    notes(mean.notes());
    json.writeEndObject();
  }

  private void notes(List<Note> notes) {
    if (!notes.isEmpty()) {
      strings("notes", notes.stream().map(Note::text).toList());
    }
  }

  private void strings(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private void number(String name, @Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value.doubleValue());
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
