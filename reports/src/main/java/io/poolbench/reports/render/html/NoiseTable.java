package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Noise;
import java.util.List;
import org.jsoup.nodes.Element;

/** Shows how much forks of the same code differ, and what the gate would see through that. */
final class NoiseTable {
  private NoiseTable() {}

  static void append(Element main, List<Noise> noises) {
    if (noises.isEmpty()) {
      return;
    }
    Element section = Tables.section(main, "noise", "Noise, and what the gate would see");
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "How much forks of the same code differ (standard deviation), and the smallest worsening"
                + " that the gate would find nine times in ten with so many forks on each side. Times are"
                + " the 10th percentile of a fork's iterations where it has at least 20, as in the"
                + " gate, else their mean, which varies more.");
    for (Noise noise : noises) {
      section.appendElement("p").addClass("note").appendElement("bdi").text(source(noise));
      if (!noise.rows().isEmpty()) {
        table(section, noise);
      }
      if (noise.exact() > 0) {
        section
            .appendElement("p")
            .addClass("note")
            .text(
                noise.exact()
                    + " further metrics do not vary from fork to fork: of those any change that"
                    + " matters is seen.");
      }
    }
  }

  private static String source(Noise noise) {
    return noise.calibration().isEmpty()
        ? "No kept calibration of this environment (%s) has these benchmarks: this is how"
                .formatted(noise.environment())
            + " the arms of %s vary in themselves. ".formatted(noise.run())
            + "'poolbench calibrate --jar' runs A against A and keeps it."
        : "From %s of %s, which ran A against A in the same environment (%s)%s."
            .formatted(
                noise.calibration(),
                noise.calibrated(),
                noise.environment(),
                noise.rows().stream().allMatch(Noise.Row::ofCalibration)
                    ? ""
                    : "; what it did not run is from the arms of " + noise.run());
  }

  private static void table(Element section, Noise noise) {
    Element html = Tables.scrolling(section, "Noise of " + noise.run());
    Tables.caption(html, "Noise", noise.run());
    Element head = html.appendElement("thead").appendElement("tr");
    for (String name : List.of("benchmark", "unit", "forks of")) {
      Tables.sortable(Tables.head(head, "col", name));
    }
    Tables.sortable(Tables.head(head, "col", "forks").addClass("number"));
    Tables.sortable(Tables.head(head, "col", "spread").addClass("number"));
    for (int forks : noise.looks()) {
      Tables.sortable(Tables.head(head, "col", "sees at " + forks).addClass("number"));
    }
    Element body = html.appendElement("tbody");
    for (Noise.Row row : noise.rows()) {
      Element line = Tables.row(body, row.benchmark(), true);
      Tables.head(line, "row", row.benchmark());
      line.appendElement("td").appendElement("bdi").text(row.unit());
      line.appendElement("td").text(row.ofCalibration() ? "A/A run" : "this run");
      Tables.number(line, Integer.toString(row.forks()));
      Tables.number(line, row.spread(), row.shownSpread());
      for (int look = 0; look < row.seen().size(); look++) {
        Tables.number(line, row.seen().get(look), row.shownSeen().get(look));
      }
    }
  }
}
