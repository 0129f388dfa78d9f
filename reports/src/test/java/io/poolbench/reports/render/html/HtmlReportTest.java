package io.poolbench.reports.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.view.ReportModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
  @Test
  void aRunLooksLikeItsGoldenFile() throws IOException {
    assertGolden("run.html", HtmlReport.render(Models.run(), Models.evidence(), "poolbench 1.0"));
  }

  @Test
  void badInputLooksLikeItsGoldenFile() throws IOException {
    assertGolden("hostile.html", HtmlReport.render(Models.hostile()));
  }

  @Test
  void anEmptyInputSaysSo() {
    ReportModel empty = new ReportModel(0.05, 0.95, List.of("empty"), List.of(), List.of());
    assertThat(Jsoup.parse(HtmlReport.render(empty)).select("#effects").text())
        .contains("no measurement to compare");
  }

  @Test
  void equalModelsGiveEqualBytes() {
    assertThat(HtmlReport.render(Models.run())).isEqualTo(HtmlReport.render(Models.run()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG", "de-DE", "hi-IN-u-nu-deva"})
  void theDefaultLocaleChangesNothing(String tag) {
    String expected = HtmlReport.render(Models.run());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(HtmlReport.render(Models.run())).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hostileNamesAreTextAndNeverMarkup() {
    Document page = Jsoup.parse(HtmlReport.render(Models.hostile()));
    assertThat(page.select("script").eachAttr("id")).containsExactly("report-data");
    assertThat(page.select("script:not(#report-data)")).hasSize(1);
    assertThat(page.select("img, b, style ~ style")).isEmpty();
    assertThat(page.getAllElements())
        .allSatisfy(e -> assertThat(e.attributes()).noneMatch(a -> a.getKey().startsWith("on")));
    assertThat(page.select(".metric tbody th[scope=row] bdi").eachText())
        .containsAll(Models.HOSTILE.stream().map(HtmlReportTest::normalised).toList());
  }

  @Test
  void embeddedDataHoldsEverySampleUnrounded() {
    ReportModel model = Models.run();
    JsonNode data = embedded(model);
    JsonNode samples = data.at("/tables/0/rows/0/cells/0/samples");
    assertThat(samples.valueStream().map(JsonNode::asDouble).toList())
        .isEqualTo(Sheet.cell(model.tables().get(0).rows().get(0), 0).orElseThrow().samples());
  }

  @Test
  void embeddedDataKeepsHostileNames() {
    JsonNode data = embedded(Models.hostile());
    assertThat(data.at("/tables/0/rows").valueStream().map(row -> row.get("label").asString()))
        .containsExactlyElementsOf(Models.HOSTILE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void identifiersAreUniqueAndEveryLinkHasATarget(boolean hostile) {
    Document page = Jsoup.parse(HtmlReport.render(hostile ? Models.hostile() : Models.run()));
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page.select("a[href]").eachAttr("href"))
        .allSatisfy(href -> assertThat(ids).contains(href.substring(1)));
  }

  @Test
  void aClassOfACallSiteLinksToItsBarAndTheSiteToItsFlames() {
    Document page =
        Jsoup.parse(HtmlReport.render(Models.run(), Models.evidence(), "poolbench 1.0"));
    Element row = page.expectFirst("#profiles tbody tr");
    String bar = row.expectFirst("td a").attr("href").substring(1);
    assertThat(page.expectFirst("[id=\"" + bar + "\"]").attr("data-bytes")).isEqualTo("10000.0");
    assertThat(row.expectFirst("th a").attr("data-method")).isEqualTo("a.Writer.write");
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @Test
  void theFirstScreenNamesWhatWasComparedAndWhetherToTrustIt() {
    Document page =
        Jsoup.parse(HtmlReport.render(Models.run(), Models.evidence(), "poolbench 1.0"));
    Element header = page.expectFirst("header");
    assertThat(header.expectFirst("h1").text()).startsWith("after against before: ");
    assertThat(header.select(".scorecard tbody tr")).hasSize(2);
    assertThat(header.expectFirst(".trust > summary").text())
        .isEqualTo(
            "⚠ Can I trust it? 10 forks of each; one finding:"
                + " steal time was 3 %; run again on a quiet machine");
    assertThat(header.expectFirst("#compared").text())
        .contains("runs/example")
        .contains("head.jar on JVM 25");
  }

  @Test
  void everyBenchmarkAndMetricHasAVisibleDeepLink() {
    Document page = Jsoup.parse(HtmlReport.render(Models.run()));
    assertThat(page.select("a.anchor").eachAttr("href"))
        .contains(
            "#" + Anchor.ofMetric("sec/op"),
            "#" + Anchor.ofBenchmark("tlsoutbuf/write"),
            "#" + Anchor.of("B/op", "tlsoutbuf/write"));
  }

  @Test
  void twoConfigurationsOfOneMetricHaveAnchorsOfTheirOwn() {
    Document page = Jsoup.parse(HtmlReport.render(Models.twoConfigurations()));
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    assertThat(page.select(".metric h2 bdi").eachText())
        .containsExactly("sec/op, gc g1", "sec/op, gc serial");
    assertThat(page.select("article p.note").eachText())
        .containsExactly("gc g1", "gc serial", "gc g1", "gc serial");
  }

  @Test
  void theDiffSaysWithSignsWhatItSaysWithColours() {
    Element diff = Jsoup.parse(HtmlReport.render(Models.run())).expectFirst(".diff");
    assertThat(diff.expectFirst("summary").text()).endsWith("+2 −1 lines");
    assertThat(diff.select("pre ins").eachText()).containsExactly("+  take()", "+  recycle()");
    assertThat(diff.select("pre del").eachText()).containsExactly("-  new()");
  }

  @Test
  void aReportOfResultsAloneHasNoSectionThatNeedsARun() {
    ReportModel run = Models.run();
    ReportModel model = new ReportModel(0.05, 0.95, List.of("a"), run.tables(), List.of());
    Document page = Jsoup.parse(HtmlReport.render(model));
    assertThat(page.select("#environment, #run-order, #retained, #findings, .diff")).isEmpty();
    assertThat(page.select("article")).hasSize(2);
  }

  @Test
  void meaningNeedsNoColour() {
    Document page = Jsoup.parse(HtmlReport.render(Models.run()));
    assertThat(page.select(".comparison .better").eachText())
        .containsExactly("▼ -78.60% better", "▼ -100.00% better");
    assertThat(page.select(".comparison .worse").eachText()).containsExactly("▲ ? worse");
    assertThat(page.select(".comparison .none").eachText()).containsExactly("~");
  }

  @Test
  void everyTableNamesItsRowsAndColumns() {
    Document page = Jsoup.parse(HtmlReport.render(Models.run()));
    assertThat(page.select("table")).isNotEmpty();
    assertThat(page.select("table"))
        .allSatisfy(table -> assertThat(table.select("> caption")).hasSize(1));
    assertThat(page.select("th")).allSatisfy(th -> assertThat(th.attr("scope")).isNotEmpty());
    assertThat(page.select("figure"))
        .allSatisfy(figure -> assertThat(figure.select("svg[role=img], table")).hasSize(2));
  }

  @Test
  void nothingIsFetched() {
    Document page = Jsoup.parse(HtmlReport.render(Models.hostile()));
    assertThat(page.select("[src], link, object, iframe, use, image")).isEmpty();
    Element style = page.expectFirst("style");
    assertThat(style.data()).doesNotContain("url(", "@import", "http");
  }

  private static String normalised(String name) {
    return Jsoup.parse("").body().text(name).text();
  }

  private static JsonNode embedded(ReportModel model) {
    Element script = Jsoup.parse(HtmlReport.render(model)).expectFirst("#report-data");
    return JsonMapper.shared().readTree(script.data());
  }

  /** {@code mvn verify -Dgolden=update} rewrites the files: read the diff before committing it. */
  private static void assertGolden(String name, String actual) throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(
          Path.of("src/test/resources/io/poolbench/reports/render/html", name), actual);
      return;
    }
    try (InputStream golden = HtmlReportTest.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(golden, name + " is missing").readAllBytes();
      assertThat(actual).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
