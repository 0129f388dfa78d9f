package io.poolbench.reports.render;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.view.Verdicts;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The gate's verdicts as text for people, Markdown for pull requests, JUnit XML and JSON. */
public final class VerdictFormats {

  static final String SCHEMA = "poolbench-verdict/1";

  /** A step summary is read in a narrow column, by somebody in a hurry. */
  private static final int MOST_MARKDOWN_ROWS = 30;

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

  /** A table, the worst first, then reasons and the sum. */
  public static String text(Verdicts verdicts) {
    TextGrid grid = new TextGrid();
    row(grid, HEADS);
    for (Verdicts.Row row : verdicts.rows()) {
      row(grid, cells(row));
    }
    StringBuilder out = new StringBuilder();
    out.append("gate: ").append(verdicts.baseline()).append(" -> ");
    out.append(verdicts.candidate()).append("\n\n");
    if (!verdicts.rows().isEmpty()) {
      out.append(grid.format()).append('\n');
    }
    verdicts.rows().stream()
        .filter(row -> !row.why().isEmpty())
        .collect(
            Collectors.groupingBy(
                row -> row.verdict() + ": " + row.why(), LinkedHashMap::new, Collectors.counting()))
        .forEach((why, count) -> out.append(count).append(" ").append(why).append('\n'));
    verdicts.missing().forEach(missing -> out.append("missing: ").append(missing).append('\n'));
    for (Finding finding : verdicts.findings()) {
      out.append("warning: ").append(finding).append('\n');
    }
    return out.append(verdicts.summary()).append('\n').toString();
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
        row.verdict().equals("regressed") ? "REGRESSED" : row.verdict(),
        row.benchmark(),
        row.unit(),
        row.baseline(),
        row.candidate(),
        row.change(),
        row.interval(),
        row.detectable(),
        row.forks());
  }

  /** The sum first; what is unchanged is only counted. */
  public static String markdown(Verdicts verdicts) {
    StringBuilder out = new StringBuilder("### poolbench gate: ");
    out.append(MarkdownRenderer.escaped(verdicts.summary())).append("\n\n");
    out.append(MarkdownRenderer.escaped(verdicts.baseline() + " → " + verdicts.candidate()));
    out.append("\n\n");
    List<Verdicts.Row> shown =
        verdicts.rows().stream().filter(row -> !row.verdict().equals("unchanged")).toList();
    if (!shown.isEmpty()) {
      out.append("| ").append(String.join(" | ", HEADS)).append(" |\n");
      out.append("|:---|:---|:---|").append("---:|".repeat(HEADS.size() - 3)).append('\n');
      for (Verdicts.Row row : shown.subList(0, Math.min(shown.size(), MOST_MARKDOWN_ROWS))) {
        out.append("| ");
        out.append(
            cells(row).stream().map(MarkdownRenderer::escaped).collect(Collectors.joining(" | ")));
        out.append(" |\n");
      }
      if (shown.size() > MOST_MARKDOWN_ROWS) {
        out.append("\n").append(shown.size() - MOST_MARKDOWN_ROWS).append(" more rows\n");
      }
      out.append('\n');
    }
    shown.stream()
        .map(row -> row.why().isEmpty() ? "" : row.verdict() + ": " + row.why())
        .filter(why -> !why.isEmpty())
        .distinct()
        .forEach(why -> out.append("- ").append(MarkdownRenderer.escaped(why)).append('\n'));
    verdicts
        .missing()
        .forEach(
            missing ->
                out.append("- missing: ").append(MarkdownRenderer.escaped(missing)).append('\n'));
    for (Finding finding : verdicts.findings()) {
      out.append("- warning: ").append(MarkdownRenderer.escaped(finding.toString())).append('\n');
    }
    return out.toString();
  }

  /** One case per benchmark and metric: what is open or refused is skipped, never passed. */
  public static String junit(Verdicts verdicts) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "poolbench gate");
      int cases = verdicts.rows().size() + verdicts.missing().size();
      xml.writeAttribute("tests", String.valueOf(cases));
      xml.writeAttribute("failures", count(verdicts, "regressed"));
      xml.writeAttribute("errors", String.valueOf(verdicts.missing().size()));
      long skipped = verdicts.rows().stream().filter(row -> isSkipped(row.verdict())).count();
      xml.writeAttribute("skipped", String.valueOf(skipped));
      for (Verdicts.Row row : verdicts.rows()) {
        testCase(xml, row);
      }
      for (String missing : verdicts.missing()) {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "missing");
        xml.writeAttribute("name", missing);
        xml.writeEmptyElement("error");
        xml.writeAttribute("message", missing);
        xml.writeEndElement();
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }

  private static void testCase(XMLStreamWriter xml, Verdicts.Row row) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", row.benchmark());
    xml.writeAttribute("name", row.unit());
    String message =
        String.join(
            " ",
            row.verdict(),
            row.change(),
            row.interval().isEmpty() ? "" : "(" + row.interval() + ")",
            row.why());
    if (row.verdict().equals("regressed")) {
      xml.writeEmptyElement("failure");
      xml.writeAttribute("message", message.strip());
    } else if (isSkipped(row.verdict())) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", message.strip());
    }
    xml.writeEndElement();
  }

  private static boolean isSkipped(String verdict) {
    return verdict.equals("inconclusive") || verdict.equals("refused");
  }

  private static String count(Verdicts verdicts, String verdict) {
    return String.valueOf(verdicts.counts().getOrDefault(verdict, 0L));
  }

  /** Of the schema {@value #SCHEMA}; what has no finite value is null. */
  public static String json(Verdicts verdicts, int exitCode) {
    StringWriter out = new StringWriter();
    JsonMapper mapper = new JsonMapper();
    try (JsonGenerator json = mapper.writerWithDefaultPrettyPrinter().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      json.writeNumberProperty("exitCode", exitCode);
      json.writeStringProperty("summary", verdicts.summary());
      json.writeStringProperty("baseline", verdicts.baseline());
      json.writeStringProperty("candidate", verdicts.candidate());
      json.writeArrayPropertyStart("verdicts");
      for (Verdicts.Row row : verdicts.rows()) {
        json.writeStartObject();
        json.writeStringProperty("verdict", row.verdict());
        json.writeStringProperty("benchmark", row.benchmark());
        json.writeStringProperty("unit", row.unit());
        number(json, "ratio", row.ratio());
        number(json, "low", row.low());
        number(json, "high", row.high());
        json.writeStringProperty("forks", row.forks());
        json.writeStringProperty("detectable", row.detectable());
        json.writeStringProperty("why", row.why());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("missing");
      verdicts.missing().forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("findings");
      verdicts.findings().forEach(finding -> json.writeString(finding.toString()));
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.append('\n').toString();
  }

  private static void number(JsonGenerator json, String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }
}
