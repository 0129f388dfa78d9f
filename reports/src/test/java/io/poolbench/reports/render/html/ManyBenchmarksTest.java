package io.poolbench.reports.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.compare.Comparer;
import io.poolbench.reports.compare.Comparisons;
import io.poolbench.reports.compare.Grouping;
import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.view.ReportBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ManyBenchmarksTest {

  private static final int CHANGED = 3;

  private static Document thousand = new Document("");

  @BeforeAll
  static void render() {
    thousand = Jsoup.parse(page(1000));
  }

  /** The last ones changed, each more than the one before. */
  private static String page(int benchmarks) {
    List<Measurement> measurements = new ArrayList<>();
    for (String file : List.of("old", "new")) {
      for (int i = 0; i < benchmarks; i++) {
        int step = file.equals("new") ? Math.max(0, i - benchmarks + CHANGED + 1) : 0;
        measurements.add(
            new Measurement(
                new Benchmark(file, "B" + i, Map.of()),
                "B/op",
                "B/op",
                64 + step,
                64 + step,
                65 + step,
                64 + step,
                64 + step,
                64 + step));
      }
    }
    ResultSet results =
        new ResultSet(
            measurements,
            Map.of("B/op", new Metric("B/op", Better.LOWER, Assumption.SAMPLED)),
            List.of(),
            List.of());
    Grouping grouping = Grouping.of(".config", ".fullname", Grouping.BY_FILE, "", "*");
    Comparisons comparisons = Comparer.compare(results, grouping, 0.05, 0.95);
    return HtmlReport.render(
        ReportBuilder.page(List.of("old", "new"), List.of(), comparisons, List.of()));
  }

  @Test
  void thoseThatChangedMostAreDrawnAndAllAreCounted() {
    assertThat(thousand.select("#benchmarks article h4 bdi").eachText())
        .hasSize(200)
        .contains("B0", "B999", "B998", "B997")
        .doesNotContain("B500");
    assertThat(thousand.select("#effects .note").text())
        .contains("200 of 1000 benchmarks", "those that changed most");
    assertThat(thousand.select("header .verdict").text()).contains("Of 1000 comparisons");
  }

  @Test
  void noLinkLeadsToWhatIsNotDrawn() {
    assertThat(thousand.select("a[href^=#]"))
        .extracting(link -> thousand.getElementById(link.attr("href").substring(1)))
        .allMatch(Element.class::isInstance);
  }

  @Test
  void thePageOfTenTimesAsManyIsHardlyLarger() {
    assertThat(page(3000).length()).isLessThan(page(300).length() * 11 / 10);
  }

  @Test
  void fewAreAllDrawn() {
    Document page = Jsoup.parse(page(200));
    assertThat(page.select("#benchmarks article")).hasSize(200);
    assertThat(page.select("#effects .note")).isEmpty();
  }
}
