package io.poolbench.reports.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.poolbench.reports.model.Finding;
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

  private record Document(
      String schema,
      int exitCode,
      String summary,
      String baseline,
      String candidate,
      List<Judged> verdicts,
      List<Explained> explanations,
      List<String> missing,
      List<String> unjudged,
      List<String> watch,
      List<String> findings) {}

  private record Judged(
      String verdict,
      String benchmark,
      String unit,
      String against,
      double ratio,
      double low,
      double high,
      String forks,
      String detectable,
      String why,
      boolean advisory) {

    static Judged of(Verdicts.Row row) {
      return new Judged(
          row.verdict(),
          row.benchmark(),
          row.unit(),
          row.against(),
          row.ratio(),
          row.low(),
          row.high(),
          row.forks(),
          row.detectable(),
          row.why(),
          row.advisory());
    }
  }

  private record Explained(String benchmark, String units, List<Record> causes) {

    static Explained of(Explanation explanation) {
      return new Explained(
          explanation.benchmark(),
          explanation.units(),
          explanation.causes().stream().map(Explained::cause).toList());
    }

    private static Record cause(Explanation.Cause cause) {
      return switch (cause) {
        case Explanation.Allocated more ->
            new Allocated(more.text(), more.site(), more.type(), more.objects(), more.bytes());
        case Explanation.Held held ->
            new Held(held.text(), held.site(), held.type(), held.after() - held.before());
        case Explanation.Slower slower ->
            new Slower(slower.text(), slower.site(), slower.before(), slower.after());
      };
    }
  }

  private record Allocated(
      String text, String site, @JsonProperty("class") String type, double objects, double bytes) {}

  private record Held(String text, String site, @JsonProperty("class") String type, double bytes) {}

  private record Slower(String text, String site, double secondsBefore, double secondsAfter) {}

  /** Writes JSON of the schema {@value #SCHEMA}; what has no finite value is null. */
  public static String json(Verdicts verdicts, int exitCode) {
    return Json.of(
        new Document(
            SCHEMA,
            exitCode,
            verdicts.summary(),
            verdicts.baseline(),
            verdicts.candidate(),
            verdicts.rows().stream().map(Judged::of).toList(),
            verdicts.explanations().stream().map(Explained::of).toList(),
            verdicts.missing(),
            verdicts.unjudged(),
            verdicts.watch(),
            verdicts.findings().stream().map(Finding::toString).toList()));
  }
}
