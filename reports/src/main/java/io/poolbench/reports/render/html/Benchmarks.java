package io.poolbench.reports.render.html;

import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.RunOrder;
import io.poolbench.reports.view.SourceDiff;
import io.poolbench.reports.view.Table.Row;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Every benchmark under each of its metrics, after the technique that it exercises. */
final class Benchmarks {
  private final ReportModel model;
  private final Map<String, List<Sheet>> sheets;
  private final Map<String, StoredRun.Subject> subjects = new LinkedHashMap<>();

  Benchmarks(ReportModel model, List<Sheet> all) {
    this.model = model;
    sheets = Sheet.byConfiguration(all);
    for (StoredRun run : model.runs()) {
      run.subjects().forEach(subject -> subjects.putIfAbsent(subject.name(), subject));
    }
  }

  void append(Element main) {
    if (sheets.isEmpty()) {
      return;
    }
    Element section = Tables.section(main, "benchmarks", "Benchmarks");
    Map<String, Set<String>> techniques = techniques();
    techniques.forEach(
        (technique, benchmarks) -> {
          Element part = section;
          if (!technique.isEmpty()) {
            part = section.appendElement("section").id(Anchor.ofTechnique(technique));
            technique(part.addClass("technique"), technique, benchmarks);
          }
          for (String benchmark : benchmarks) {
            for (List<Sheet> group : sheets.values()) {
              benchmark(part, group, benchmark);
            }
          }
        });
  }

  /** Benchmarks by technique; those of no run by the empty name. */
  private Map<String, Set<String>> techniques() {
    Map<String, Set<String>> techniques = new LinkedHashMap<>();
    for (List<Sheet> group : sheets.values()) {
      for (Sheet sheet : group) {
        for (Row row : sheet.rows()) {
          techniques
              .computeIfAbsent(technique(row.label()), _ -> new LinkedHashSet<>())
              .add(row.label());
        }
      }
    }
    return techniques;
  }

  private String technique(String benchmark) {
    return subject(benchmark).map(StoredRun.Subject::technique).orElse("");
  }

  /** Finds the subject; where runs are compared, the variant is still a part of the name. */
  private Optional<StoredRun.Subject> subject(String benchmark) {
    return subjects.values().stream()
        .filter(
            s ->
                benchmark.equals(s.name()) || benchmark.startsWith(BenchmarkName.arm(s.name(), "")))
        .findFirst();
  }

  private void technique(Element part, String technique, Set<String> benchmarks) {
    Element heading = part.appendElement("h3");
    heading.appendElement("bdi").text(technique);
    Anchor.append(heading, part.id(), technique);
    Optional<StoredRun.Subject> subject =
        benchmarks.stream().flatMap(name -> subject(name).stream()).findFirst();
    subject
        .map(StoredRun.Subject::source)
        .ifPresent(source -> paragraph(part, "Taken from ", source));
    subject.map(StoredRun.Subject::limits).ifPresent(limits -> paragraph(part, "Limits: ", limits));
    for (SourceDiff diff : model.diffs()) {
      if (diff.technique().equals(technique)) {
        Diff.append(part, diff);
      }
    }
  }

  private static void paragraph(Element part, String lead, String text) {
    if (!text.isEmpty()) {
      Element paragraph = part.appendElement("p").addClass("note");
      paragraph.appendText(lead);
      paragraph.appendElement("bdi").text(text);
    }
  }

  private void benchmark(Element part, List<Sheet> group, String benchmark) {
    List<Sheet> measured = group.stream().filter(s -> s.row(benchmark).isPresent()).toList();
    if (measured.isEmpty()) {
      return;
    }
    Sheet first = measured.getFirst();
    Element article = part.appendElement("article").id(first.benchmarkId(benchmark));
    boolean changed =
        measured.stream().flatMap(s -> s.row(benchmark).stream()).anyMatch(Sheet::changed);
    Tables.filtered(article, benchmark, changed);
    Element heading = article.appendElement("h4");
    heading.appendElement("bdi").text(benchmark);
    Anchor.append(heading, article.id(), benchmark);
    if (!first.configuration().isEmpty()) {
      article.appendElement("p").addClass("note").text(first.configuration());
    }
    Element grid = article.appendElement("div").addClass("charts");
    for (Sheet sheet : measured) {
      sheet.row(benchmark).ifPresent(row -> Charts.append(grid, sheet, row));
    }
    for (int run = 0; run < model.orders().size(); run++) {
      RunOrder order = model.orders().get(run);
      Optional<Row> row =
          measured.stream()
              .filter(sheet -> sheet.table().unit().equals(order.unit()))
              .flatMap(sheet -> sheet.row(benchmark).stream())
              .findFirst();
      if (row.isPresent()) {
        RunOrderPlot.ofBenchmark(grid, order, row.get(), "order-" + run + "-" + article.id());
      }
    }
  }
}
