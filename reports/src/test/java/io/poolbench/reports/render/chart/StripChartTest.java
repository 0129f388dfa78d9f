package io.poolbench.reports.render.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripChartTest {
  private static final Label LABEL = new Label("p", "title", "description");
  private static final Lane BEFORE =
      new Lane("before", 0, 604, 601, 609, List.of(600.0, 604.0, 610.0, 601.0, 604.0, 609.0));
  private static final Lane AFTER =
      new Lane("after", 1, 512, 508, 516, List.of(508.0, 516.0, 512.0, 511.0, 512.0, 515.0));

  @Test
  void everyForkIsADot() {
    Element svg = draw(BEFORE, AFTER);
    assertThat(marks(svg)).hasSize(2 * (6 + 1));
  }

  @Test
  void positionsAreProportionalToValues() {
    Element svg = draw(lane("a", 10, 20, 40), lane("b", 10, 20, 40));
    List<Double> x = gridlines(svg).stream().map(l -> Double.parseDouble(l.attr("x1"))).toList();
    List<Double> values = tickLabels(svg).stream().map(StripChartTest::number).toList();
    double perUnit = (x.get(1) - x.get(0)) / (values.get(1) - values.get(0));
    List<Double> dots =
        marks(svg).stream().map(StripChartTest::middle).distinct().sorted().toList();
    assertThat(dots.get(dots.size() - 1) - dots.get(0)).isCloseTo(30 * perUnit, within(0.01));
  }

  @Test
  void markersDifferInShapeAndNotOnlyInColour() {
    List<String> marks = marks(draw(BEFORE, AFTER));
    assertThat(marks.stream().map(StripChartTest::commands).distinct()).hasSize(2);
  }

  @Test
  void anIntervalThatIsNotFiniteIsNotDrawn() {
    Lane unbounded =
        new Lane(
            "before",
            0,
            3,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            List.of(1.0, 3.0, 4.0));
    assertThat(draw(unbounded).select("line[stroke-width=2]")).isEmpty();
    assertThat(draw(BEFORE).select("line[stroke-width=2]")).isNotEmpty();
  }

  @Test
  void coloursComeFromTheStyleSheet() {
    assertThat(draw(BEFORE, AFTER).outerHtml())
        .doesNotContain("rgb(", "style=")
        .contains("currentColor", "var(--arm-0)", "var(--arm-1)", "var(--grid)");
  }

  @Test
  void screenReadersGetATitleAndADescription() {
    Element svg = draw(BEFORE);
    assertThat(svg.attr("role")).isEqualTo("img");
    assertThat(svg.attr("aria-labelledby")).isEqualTo("p-title p-desc");
    assertThat(svg.select("#p-title").text()).isEqualTo("title");
    assertThat(svg.select("#p-desc").text()).isEqualTo("description");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG", "de-DE", "hi-IN-u-nu-deva"})
  void theDefaultLocaleChangesNothing(String tag) {
    String expected = draw(BEFORE, AFTER).outerHtml();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(draw(BEFORE, AFTER).outerHtml()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 1",
    "604, 512",
    "18144, 0",
    "17.719140625, 17.71914062",
    "1e-12, 2e-12",
    "123456789, 123456790",
    "1e15, 1",
    "-3, 5",
  })
  void tickLabelsNeverTouch(double a, double b) {
    Element svg = draw(lane("a", a), lane("b", b));
    Elements lines = gridlines(svg);
    List<String> labels = tickLabels(svg);
    assertThat(labels).isNotEmpty().doesNotHaveDuplicates();
    for (int i = 1; i < lines.size(); i++) {
      double gap =
          Double.parseDouble(lines.get(i).attr("x1"))
              - Double.parseDouble(lines.get(i - 1).attr("x1"));
      double text = new PortableFont(12).width(labels.get(i));
      assertThat(gap).as("distance before %s", labels.get(i)).isGreaterThan(text);
    }
  }

  @Test
  void aHostileLabelStaysText() {
    Element svg = draw(lane("<b>&\"'", 1, 2, 3));
    Element parsed = Jsoup.parse(svg.outerHtml()).expectFirst("svg");
    assertThat(parsed.select("b")).isEmpty();
    assertThat(parsed.select("text").eachText()).contains("<b>&\"'");
  }

  @Test
  void aLongLabelIsShortened() {
    assertThat(draw(lane("before-the-change", 1)).select("text").eachText()).contains("before-…");
  }

  @Test
  void aPanelWithoutLanesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Panel(LABEL, List.of()))
        .withMessage("panel p has no lane to draw");
  }

  private static Element draw(Lane... lanes) {
    return StripChart.of(new Panel(LABEL, List.of(lanes)));
  }

  private static Lane lane(String label, double... samples) {
    List<Double> values = IntStream.range(0, samples.length).mapToObj(i -> samples[i]).toList();
    double center = values.get(values.size() / 2);
    return new Lane(label, 0, center, Collections.min(values), Collections.max(values), values);
  }

  private static Elements gridlines(Element svg) {
    return svg.select("line[stroke-width=1]");
  }

  private static List<String> tickLabels(Element svg) {
    return svg.select("text").eachText().stream().filter(t -> t.matches("-?[0-9.]+")).toList();
  }

  private static double number(String tickLabel) {
    return Double.parseDouble(tickLabel);
  }

  /** Path data of each: marks that look alike may stand in one path. */
  private static List<String> marks(Element svg) {
    return svg.select("path").eachAttr("d").stream()
        .flatMap(Pattern.compile("(?=M)")::splitAsStream)
        .toList();
  }

  private static String commands(String mark) {
    return mark.replaceAll("[^A-Za-z]", "");
  }

  /** The x coordinate of the middle of a marker that is symmetric about its value. */
  private static double middle(String mark) {
    Rectangle2D bounds = AwtPath.of(mark).getBounds2D();
    return Math.round(100 * bounds.getCenterX()) / 100.0;
  }
}
