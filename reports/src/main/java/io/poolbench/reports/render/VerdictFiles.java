package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Explanation;
import io.poolbench.reports.view.Verdicts;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes the gate's verdicts for programs: JUnit XML and JSON. */
public final class VerdictFiles {

  static final String SCHEMA = "poolbench-verdict/1";

  private static final String MISSING = "missing";

  private VerdictFiles() {}

  /** Writes one case per benchmark and metric: what is open or refused is skipped, never passed. */
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
      xml.writeAttribute("failures", String.valueOf(count(verdicts, Verdicts.Row::isFailure)));
      xml.writeAttribute("errors", String.valueOf(verdicts.missing().size()));
      xml.writeAttribute("skipped", String.valueOf(count(verdicts, VerdictFiles::isSkipped)));
      for (Verdicts.Row row : verdicts.rows()) {
        testCase(xml, row, causes(verdicts, row));
      }
      for (String missing : verdicts.missing()) {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", MISSING);
        xml.writeAttribute("name", Visible.text(missing));
        xml.writeEmptyElement("error");
        xml.writeAttribute("message", Visible.text(missing));
        xml.writeEndElement();
      }
      List<String> lines =
          VerdictFormats.lines(verdicts).stream()
              .filter(line -> !line.startsWith(MISSING + ": "))
              .toList();
      if (!lines.isEmpty()) {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("system-out");
        for (String line : lines) {
          xml.writeCharacters(Visible.text(line) + "\n");
        }
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

  private static String causes(Verdicts verdicts, Verdicts.Row row) {
    return verdicts.explanations().stream()
        .filter(each -> each.explains(row))
        .flatMap(each -> each.causes().stream())
        .map(Explanation.Cause::text)
        .collect(Collectors.joining("; "));
  }

  private static void testCase(XMLStreamWriter xml, Verdicts.Row row, String causes)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Visible.text(row.benchmark()));
    xml.writeAttribute("name", Visible.text(row.name()));
    String message =
        Visible.text(
            Stream.of(
                    row.said(),
                    row.change(),
                    row.interval().isEmpty() ? "" : "(" + row.interval() + ")",
                    row.detectable().isEmpty() ? "" : "would see " + row.detectable(),
                    row.why(),
                    causes)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
    if (row.isFailure()) {
      xml.writeEmptyElement("failure");
      xml.writeAttribute("message", message);
    } else if (isSkipped(row)) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", message);
    } else {
      xml.writeStartElement("system-out");
      xml.writeCharacters(message);
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** Tells whether a row is skipped: an advisory regression fails nothing, but has not passed. */
  private static boolean isSkipped(Verdicts.Row row) {
    return row.verdict().equals("inconclusive")
        || row.verdict().equals("refused")
        || (row.verdict().equals("regressed") && row.advisory());
  }

  private static long count(Verdicts verdicts, Predicate<Verdicts.Row> wanted) {
    return verdicts.rows().stream().filter(wanted).count();
  }

  /** Writes JSON of the schema {@value #SCHEMA}; what has no finite value is null. */
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
        json.writeStringProperty("against", row.against());
        number(json, "ratio", row.ratio());
        number(json, "low", row.low());
        number(json, "high", row.high());
        json.writeStringProperty("forks", row.forks());
        json.writeStringProperty("detectable", row.detectable());
        json.writeStringProperty("why", row.why());
        json.writeBooleanProperty("advisory", row.advisory());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("explanations");
      verdicts.explanations().forEach(each -> explanation(json, each));
      json.writeEndArray();
      json.writeArrayPropertyStart("missing");
      verdicts.missing().forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("unjudged");
      verdicts.unjudged().forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("watch");
      verdicts.watch().forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("findings");
      verdicts.findings().forEach(finding -> json.writeString(finding.toString()));
      json.writeEndArray();
      json.writeEndObject();
    }
    return Visible.json(out.append('\n').toString());
  }

  private static void explanation(JsonGenerator json, Explanation explanation) {
    json.writeStartObject();
    json.writeStringProperty("benchmark", explanation.benchmark());
    json.writeStringProperty("units", explanation.units());
    json.writeArrayPropertyStart("causes");
    for (Explanation.Cause cause : explanation.causes()) {
      json.writeStartObject();
      json.writeStringProperty("text", cause.text());
      json.writeStringProperty("site", cause.site());
      switch (cause) {
        case Explanation.Allocated allocated -> {
          json.writeStringProperty("class", allocated.type());
          number(json, "objects", allocated.objects());
          number(json, "bytes", allocated.bytes());
        }
        case Explanation.Slower slower -> {
          number(json, "secondsBefore", slower.before());
          number(json, "secondsAfter", slower.after());
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }
}
