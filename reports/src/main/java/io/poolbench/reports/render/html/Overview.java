package io.poolbench.reports.render.html;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Run;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Row;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** What concerns the whole run: what it was, what is doubtful, what changed, how to read it. */
final class Overview {
  private Overview() {}

  static String title(ReportModel model) {
    return String.join(", ", model.inputs());
  }

  static void header(Element header, ReportModel model) {
    header.appendElement("p").addClass("eyebrow").text("poolbench report");
    header.appendElement("h1").appendElement("bdi").text(title(model));
    for (Run run : model.runs()) {
      facts(header, run);
    }
  }

  private static void facts(Element parent, Run run) {
    Element list = parent.appendElement("dl").addClass("facts");
    fact(list, "started", run.started());
    run.plan().forEach((name, value) -> fact(list, name, value));
    fact(list, "seed", Long.toString(run.seed()));
    fact(list, "poolbench", run.version());
  }

  private static void fact(Element list, String name, String value) {
    if (!value.isEmpty()) {
      Element pair = list.appendElement("div");
      pair.appendElement("dt").text(name);
      pair.appendElement("dd").appendElement("bdi").text(value);
    }
  }

  static void findings(Element main, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    Element section = section(main, "findings", "Findings").addClass("findings");
    Element list = section.appendElement("ul");
    for (Finding finding : findings) {
      Element item = list.appendElement("li");
      item.appendElement("bdi").appendElement("strong").text(finding.where());
      item.appendText(": ");
      item.appendElement("bdi").text(finding.text());
    }
  }

  /** Benchmarks down, metrics across, one table for each column that has a base. */
  static void effects(Element main, ReportModel model) {
    Element section = section(main, "effects", "Effects");
    if (model.tables().isEmpty()) {
      section.appendElement("p").text("The input holds no measurement to compare.");
      return;
    }
    List<String> columns =
        model.tables().stream().flatMap(t -> Tables.names(t).stream()).distinct().toList();
    for (int column = 1; column < columns.size(); column++) {
      effects(section, model, columns.get(column), column == 1);
    }
  }

  private static void effects(
      Element section, ReportModel model, String column, boolean carriesAnchors) {
    Element table = Tables.scrolling(section, "Effects of " + column);
    Tables.caption(table, column, "against " + Tables.name(model.tables().getFirst(), 0));
    Element head = table.appendElement("thead").appendElement("tr");
    Tables.head(head, "col", "benchmark");
    for (Table metric : model.tables()) {
      Element cell = head.appendElement("th").attr("scope", "col").addClass("number");
      Element link = cell.appendElement("a").attr("href", "#" + Anchor.ofMetric(metric.unit()));
      link.appendElement("bdi").text(metric.unit());
    }
    Element body = table.appendElement("tbody");
    for (String benchmark : benchmarks(model)) {
      if (!carriesAnchors
          && model.tables().stream().allMatch(t -> cell(t, benchmark, column).isEmpty())) {
        continue;
      }
      Element row = body.appendElement("tr");
      Element name = Tables.head(row, "row", benchmark);
      if (carriesAnchors) {
        String id = Anchor.ofBenchmark(benchmark);
        row.id(id);
        Anchor.append(name, id, benchmark);
      }
      for (Table metric : model.tables()) {
        Element cell = row.appendElement("td").addClass("number");
        cell(metric, benchmark, column)
            .flatMap(Tables::delta)
            .ifPresentOrElse(
                effect -> {
                  cell.addClass(Tables.verdictClass(effect));
                  Tables.delta(
                      cell.appendElement("a")
                          .attr("href", "#" + Anchor.of(metric.unit(), benchmark)),
                      effect);
                },
                () -> Tables.missing(cell));
      }
    }
  }

  private static Set<String> benchmarks(ReportModel model) {
    return model.tables().stream()
        .flatMap(table -> table.rows().stream())
        .map(Row::label)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Optional<Cell> cell(Table table, String benchmark, String column) {
    int index = Tables.names(table).indexOf(column);
    return table.rows().stream()
        .filter(row -> index >= 0 && row.label().equals(benchmark))
        .findFirst()
        .flatMap(row -> Tables.cell(row, index));
  }

  static void legend(Element main, ReportModel model) {
    String alpha = plain(model.alpha());
    Element legend = main.appendElement("details").addClass("legend");
    legend.appendElement("summary").text("How to read the tables and charts");
    Element list = legend.appendElement("dl");
    term(
        list,
        "center ± spread",
        "the median over forks and its "
            + plain(100 * model.confidence())
            + " % confidence interval; ±∞ where there are too few forks for an interval");
    term(
        list,
        "▼ ▲",
        "the center fell or rose significantly; better or worse says what that means for this"
            + " metric");
    term(
        list,
        "~",
        "no significant difference: p is above "
            + alpha
            + ", so these forks cannot tell the change from noise");
    term(list, "?", "the base is zero, so there is no ratio to it");
    term(
        list,
        "p, n",
        "two-sided Mann-Whitney U test; n counts forks, that is fresh JVMs, on each side");
    term(
        list,
        "chart",
        "the large marker is the center, the bar its interval, the small marks are single forks, the"
            + " first uppermost. Every chart has its own axis, which starts at zero only where the"
            + " values leave room for it");
  }

  private static void term(Element list, String term, String meaning) {
    list.appendElement("dt").text(term);
    list.appendElement("dd").text(meaning + ".");
  }

  /** 0.05 as it is written, 95 and not 95.0. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Where each technique comes from, and what it cannot reach here. */
  static void techniques(Element main, ReportModel model) {
    Map<String, Run.Subject> techniques = new LinkedHashMap<>();
    for (Run run : model.runs()) {
      run.subjects().forEach(subject -> techniques.putIfAbsent(subject.technique(), subject));
    }
    techniques.values().removeIf(subject -> subject.source().isEmpty());
    if (techniques.isEmpty()) {
      return;
    }
    Element section = section(main, "techniques", "Techniques");
    Element list = section.appendElement("dl").addClass("techniques");
    techniques.forEach(
        (name, subject) -> {
          list.appendElement("dt").appendElement("bdi").text(name);
          Element text = list.appendElement("dd");
          text.appendElement("bdi").text(subject.source());
          if (!subject.limits().isEmpty()) {
            text.appendElement("br");
            text.appendElement("bdi").text(subject.limits());
          }
        });
  }

  static void environment(Element main, ReportModel model) {
    for (Run run : model.runs()) {
      Element section = section(main, Anchor.ofEnvironment(run.file()), "Environment");
      Element table = Tables.scrolling(section, "Environment");
      Tables.caption(table, run.file(), "where every fork ran");
      Element body = table.appendElement("tbody");
      run.environment()
          .forEach(
              (name, value) -> {
                Element row = body.appendElement("tr");
                Tables.head(row, "row", name);
                row.appendElement("td").appendElement("bdi").text(value);
              });
    }
  }

  private static Element section(Element main, String id, String title) {
    Element section = main.appendElement("section").id(id);
    Element heading = section.appendElement("h2").text(title);
    Anchor.append(heading, id, title);
    return section;
  }
}
