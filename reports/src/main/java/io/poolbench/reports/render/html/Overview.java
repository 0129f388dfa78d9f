package io.poolbench.reports.render.html;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Delta.Effect;
import io.poolbench.reports.view.Evidence;
import io.poolbench.reports.view.Provenance;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Scorecard;
import io.poolbench.reports.view.ScorecardBuilder;
import io.poolbench.reports.view.Table.Row;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** Shows what concerns the whole run: what it was, what is doubtful, what changed. */
final class Overview {
  private Overview() {}

  static String title(ReportModel model) {
    return String.join(", ", model.inputs());
  }

  /** Writes the first screen: what was compared, what changed how much, and whether to trust it. */
  static void header(Element header, ReportModel model, Evidence evidence, List<Sheet> sheets) {
    Scorecard card = ScorecardBuilder.of(model);
    header.appendElement("p").addClass("eyebrow").text("poolbench report");
    header.appendElement("h1").appendElement("bdi").text(card.headline());
    card.asides()
        .forEach(
            aside -> header.appendElement("p").addClass("aside").appendElement("bdi").text(aside));
    compared(header.appendElement("section").addClass("compared").id("compared"), model, evidence);
    Trust.append(header, model, sheets);
    ScorecardTable.append(header, card, sheets);
    verdict(header, sheets);
    header
        .appendElement("p")
        .addClass("note")
        .appendElement("a")
        .attr("href", "#guide")
        .text("How to read this page");
  }

  /** Files and jars by name, since whoever is sent the page has nothing else. */
  private static void compared(Element section, ReportModel model, Evidence evidence) {
    section.appendElement("h2").text("What was compared");
    if (evidence.provenances().isEmpty()) {
      section.appendElement("p").appendElement("bdi").text(title(model));
    }
    for (Provenance provenance : evidence.provenances()) {
      Element list = section.appendElement("dl").addClass("facts");
      String files = String.join(", ", provenance.files());
      if (!files.equals(provenance.label())) {
        fact(list, "column", provenance.label());
      }
      fact(list, provenance.files().size() == 1 ? "from" : "from the files", files);
      provenance.facts().forEach((name, value) -> fact(list, name, value));
    }
  }

  private static void fact(Element list, String name, String value) {
    if (!value.isEmpty()) {
      Element pair = list.appendElement("div");
      pair.appendElement("dt").appendElement("bdi").text(name);
      pair.appendElement("dd").appendElement("bdi").text(value);
    }
  }

  /** Counts the comparisons by how they ended. */
  private static void verdict(Element header, List<Sheet> sheets) {
    Map<Effect, Long> counts = new EnumMap<>(Effect.class);
    sheets.stream()
        .flatMap(sheet -> sheet.rows().stream())
        .flatMap(Sheet::cells)
        .flatMap(cell -> Sheet.delta(cell).stream())
        .forEach(delta -> counts.merge(delta.effect(), 1L, Long::sum));
    if (counts.isEmpty()) {
      return;
    }
    long all = counts.values().stream().mapToLong(count -> count).sum();
    Element line = header.appendElement("p").addClass("verdict");
    line.appendText("Of " + all + " comparisons");
    counts.forEach(
        (effect, count) -> {
          line.appendText(" · ");
          line.appendElement("span")
              .addClass(effect.name().toLowerCase(Locale.ROOT))
              .text(count + " " + words(effect, sheets));
        });
  }

  private static String words(Effect effect, List<Sheet> sheets) {
    return switch (effect) {
      case NONE -> "without a significant difference";
      case BETTER -> "better";
      case WORSE -> "worse";
      case CHANGED -> "changed";
      case UNTESTABLE -> "cannot be tested: " + forks(sheets) + "; " + Finding.MORE_FORKS;
    };
  }

  private static String forks(List<Sheet> sheets) {
    int most =
        sheets.stream()
            .flatMap(sheet -> sheet.rows().stream())
            .flatMap(Sheet::cells)
            .filter(cell -> Sheet.delta(cell).stream().anyMatch(Overview::isUntestable))
            .mapToInt(cell -> cell.samples().size())
            .max()
            .orElse(0);
    return most == 1 ? "one fork each" : "too few forks, at most " + most;
  }

  private static boolean isUntestable(Delta delta) {
    return delta.effect() == Effect.UNTESTABLE;
  }

  /**
   * Writes benchmarks down, metrics across, one table for each column that has a base.
   *
   * @param sheets of the benchmarks that the page draws
   * @param all of them, whether drawn or not
   */
  static void effects(Element main, List<Sheet> sheets, List<Sheet> all) {
    Element section = Tables.section(main, "effects", "Effects");
    if (sheets.isEmpty()) {
      section.appendElement("p").text("The input holds no measurement to compare.");
    }
    long drawn = count(sheets);
    long there = count(all);
    if (drawn < there) {
      section
          .appendElement("p")
          .addClass("note")
          .text(
              "Below stand "
                  + drawn
                  + " of "
                  + there
                  + " benchmarks: those that changed most, then the first of the others."
                  + " 'poolbench compare' prints all of them.");
    }
    Sheet.byConfiguration(sheets)
        .forEach(
            (configuration, group) ->
                group.stream()
                    .flatMap(sheet -> sheet.columns().stream().skip(1))
                    .distinct()
                    .forEach(column -> effects(section, configuration, group, column)));
  }

  private static void effects(
      Element section, String configuration, List<Sheet> sheets, String column) {
    Element table = Tables.scrolling(section, "Effects of " + column + " " + configuration);
    String base = sheets.getFirst().columns().getFirst();
    Tables.caption(
        table, column, "against " + base + (configuration.isEmpty() ? "" : ", " + configuration));
    Element head = table.appendElement("thead").appendElement("tr");
    Tables.sortable(Tables.head(head, "col", "benchmark"));
    for (Sheet sheet : sheets) {
      Element cell = head.appendElement("th").attr("scope", "col").addClass("number");
      Element link = Tables.sortable(cell).appendElement("a").attr("href", "#" + sheet.id());
      link.appendElement("bdi").text(sheet.table().unit());
    }
    Element body = table.appendElement("tbody");
    for (String benchmark : benchmarks(sheets)) {
      List<Optional<Delta>> deltas =
          sheets.stream().map(sheet -> sheet.delta(benchmark, column)).toList();
      if (deltas.stream().anyMatch(Optional::isPresent)) {
        boolean changed = deltas.stream().flatMap(Optional::stream).anyMatch(Sheet::changed);
        Element row = Tables.row(body, benchmark, changed);
        Element name = row.appendElement("th").attr("scope", "row").appendElement("a");
        Tables.name(name.attr("href", "#" + sheets.getFirst().benchmarkId(benchmark)), benchmark);
        for (int i = 0; i < sheets.size(); i++) {
          effect(
              row.appendElement("td").addClass("number"), sheets.get(i), benchmark, deltas.get(i));
        }
      }
    }
  }

  private static void effect(Element cell, Sheet sheet, String benchmark, Optional<Delta> delta) {
    delta.ifPresentOrElse(
        effect -> {
          Tables.sortBy(cell.addClass(Tables.verdictClass(effect)), effect.ratio());
          Tables.delta(cell.appendElement("a").attr("href", "#" + sheet.rowId(benchmark)), effect);
        },
        () -> Tables.missing(cell));
  }

  /** Counts the benchmarks: one of another configuration is another. */
  private static long count(List<Sheet> sheets) {
    return Sheet.byConfiguration(sheets).values().stream()
        .mapToLong(group -> benchmarks(group).size())
        .sum();
  }

  private static Set<String> benchmarks(List<Sheet> sheets) {
    return sheets.stream()
        .flatMap(sheet -> sheet.rows().stream())
        .map(Row::label)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
