package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.browser.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The page of a real run (three benchmarks of one, src/test/resources/page-run) in Chromium.
 * Without a Chromium these tests are skipped; with {@code -Dbrowser=required}, as on CI, they fail.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ReportPageTest {

  private static final String COMPARISON = "[id^='metric-sec-op'] .comparison ";

  private Path page = Path.of("");
  private Chromium browser;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> program = Chromium.installed();
    if (!"required".equals(System.getProperty("browser"))) {
      Assumptions.assumeTrue(
          program.isPresent(), "no chromium on the PATH: the page is not tested in a browser");
    }
    page = folder.resolve("report.html");
    Cli report = Cli.run("report", Cli.resource("page-run").toString(), "--out", page.toString());
    assertThat(report.exitCode()).as(report.errors()).isZero();
    browser =
        new Chromium(
            program.orElseThrow(
                () -> new AssertionError("-Dbrowser=required, but no chromium on the PATH")));
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws InterruptedException {
    browser.resize(1280, 900);
    browser.emulate("screen", "light");
    browser.open(page);
  }

  @Test
  void nothingIsLoggedAndNothingIsRequestedButThePage() throws InterruptedException {
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).containsExactly(page.toUri().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 768, 400, 320})
  void thePageNeverScrollsSideways(int width) throws InterruptedException {
    browser.resize(width, 900);
    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(beyondTheEdge()).isZero();
  }

  @Test
  void landscapePaperIsWideEnough() throws InterruptedException {
    // A4 less its margins, at 96 dots to the inch.
    browser.resize(1032, 700);
    browser.emulate("print", "light");
    assertThat(beyondTheEdge()).isZero();
  }

  private int beyondTheEdge() throws InterruptedException {
    return browser
        .evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        .asInt();
  }

  @Test
  void identifiersAreUniqueAndEveryLinkLeadsToOne() throws InterruptedException {
    assertThat(strings("[...document.querySelectorAll('[id]')].map(e => e.id)"))
        .doesNotHaveDuplicates();
    assertThat(
            strings(
                "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
                    + ".filter(h => !document.getElementById(decodeURIComponent(h.slice(1))))"))
        .isEmpty();
    assertThat(browser.evaluate("document.querySelectorAll('a').length").asInt()).isPositive();
  }

  @Test
  void aDeepLinkShowsItsTargetBelowTheFilter() throws InterruptedException {
    browser.click("[id^='metric-B-op'] .comparison tbody tr:last-child th a");
    String id = browser.evaluate("decodeURIComponent(location.hash.slice(1))").asString();
    assertThat(id).startsWith("benchmark-");
    JsonNode places =
        browser.evaluate(
            "[document.getElementById('"
                + id
                + "').getBoundingClientRect().top,"
                + "document.querySelector('.filter').getBoundingClientRect().bottom]");
    assertThat(places.get(0).asDouble()).isBetween(places.get(1).asDouble() - 1, 900.0);
  }

  @Test
  void aClickOnAHeadSortsByItsNumbersAndASecondOneTurnsThem() throws InterruptedException {
    List<Double> shown = numbers(2);
    List<Double> sorted = shown.stream().sorted().toList();
    assertThat(shown).hasSizeGreaterThan(1).isNotEqualTo(sorted);
    String head = COMPARISON + "thead tr:last-child th:nth-child(2)";

    browser.click(head);
    assertThat(attribute(head, "aria-sort")).isEqualTo("ascending");
    assertThat(numbers(2)).isEqualTo(sorted);

    browser.click(head);
    assertThat(attribute(head, "aria-sort")).isEqualTo("descending");
    assertThat(numbers(2)).isEqualTo(sorted.reversed());
  }

  @Test
  void theKeyboardSortsByNames() throws InterruptedException {
    String head = COMPARISON + "thead th[rowspan]";
    browser.evaluate("document.querySelector(\"" + head + " button\").focus()");
    browser.press("Enter", 13, "\r");
    assertThat(attribute(head, "aria-sort")).isEqualTo("ascending");
    List<String> names =
        strings(
            "[...document.querySelectorAll(\""
                + COMPARISON
                + "tbody th a:first-of-type\")]"
                + ".filter(a => !a.className).map(a => a.textContent)");
    assertThat(names).hasSizeGreaterThan(1).isSorted();
  }

  @Test
  void theFilterHidesWhatDoesNotMatch() throws InterruptedException {
    browser.click(".filter [type=search]");
    browser.type("tlsout");
    assertThat(visible("article")).hasSize(1).allMatch(name -> name.startsWith("Tlsoutbuf/"));
    assertThat(visible("#effects tbody tr")).allMatch(name -> name.startsWith("Tlsoutbuf/"));
    assertThat(browser.evaluate("document.querySelector('output').textContent").asString())
        .isEqualTo("1 of 3 benchmarks");
  }

  @Test
  void onlyWhatChangedCanBeShown() throws InterruptedException {
    String unchanged = "#retained tbody tr[data-changed=false]";
    assertThat(visible(unchanged)).isNotEmpty();
    browser.click(".filter [type=checkbox]");
    assertThat(visible(unchanged)).isEmpty();
    assertThat(visible("#retained tbody tr")).isNotEmpty();
  }

  @Test
  void aDarkSchemeTurnsTheColours() throws InterruptedException {
    double light = lightness("document.body", "backgroundColor");
    assertThat(lightness("document.body", "color")).isLessThan(light);
    browser.emulate("screen", "dark");
    assertThat(lightness("document.body", "backgroundColor")).isLessThan(light / 4);
    assertThat(lightness("document.body", "color")).isGreaterThan(light / 2);
    assertThat(lightness("document.querySelector('svg text')", "fill")).isGreaterThan(light / 2);
  }

  @Test
  void paperHasNoControlsAndShowsWhatIsFolded() throws InterruptedException {
    assertThat(shown(".filter, .sort, .anchor")).isPositive();
    int rows = shown("details table tr");
    browser.emulate("print", "light");
    assertThat(shown(".filter, .sort, .anchor")).isZero();
    assertThat(rows).isZero();
    assertThat(shown("details table tr"))
        .isEqualTo(
            browser.evaluate("document.querySelectorAll('details table tr').length").asInt());
  }

  @Test
  void everyPictureHasANameForScreenReaders() throws InterruptedException {
    String unnamed =
        "[...document.querySelectorAll('svg')].filter(s => s.getAttribute('role') !== 'img'"
            + " || !s.getAttribute('aria-labelledby').split(' ')"
            + ".every(id => document.getElementById(id).textContent.trim())).length";
    assertThat(browser.evaluate(unnamed).asInt()).isZero();
    assertThat(browser.evaluate("document.querySelectorAll('svg').length").asInt()).isPositive();
  }

  @Test
  void everyPictureKeepsItsLettersInside() throws InterruptedException {
    String cut =
        "[...document.querySelectorAll('svg text')].filter(t => { const s = "
            + "t.closest('svg').getBoundingClientRect(); const b = t.getBoundingClientRect();"
            + " return b.left < s.left - 1 || b.right > s.right + 1; }).map(t => t.textContent)";
    assertThat(strings(cut)).isEmpty();
  }

  @Test
  void theScorecardAsAPictureKeepsItsLettersApartAndFollowsTheScheme(@TempDir Path folder)
      throws Exception {
    Path picture = folder.resolve("scorecard.svg");
    String run = SeededRun.in(folder).toString();
    Cli.run("report", run, "--out=" + folder.resolve("p.html"), "--scorecard=" + picture);
    browser.open(picture);
    assertThat(strings("[...document.querySelectorAll('text')].map(t => t.textContent)"))
        .contains("bufioreuse", "◇ -61.5%");
    String outside =
        "[...document.querySelectorAll('text')].map(t => [t, t.getBBox()]).filter(([t, b]) =>"
            + " b.x < 0 || b.x + b.width > document.documentElement.viewBox.baseVal.width)"
            + ".map(([t]) => t.textContent)";
    assertThat(strings(outside)).isEmpty();
    String overlapping =
        "(() => { const all = [...document.querySelectorAll('text')].map(t => [t.textContent,"
            + " t.getBBox()]); return all.filter(([s, a], i) => s && all.some(([u, b], j) => u && i"
            + " != j && a.x < b.x + b.width && b.x < a.x + a.width && a.y + 3 < b.y + b.height - 3"
            + " && b.y + 3 < a.y + a.height - 3)).map(([s]) => s); })()";
    assertThat(strings(overlapping)).isEmpty();

    String page = "document.querySelector('.page')";
    double light = lightness(page, "fill");
    browser.emulate("screen", "dark");
    assertThat(lightness(page, "fill")).isLessThan(light / 4);
    assertThat(lightness("document.querySelector('text')", "fill")).isGreaterThan(light / 2);
  }

  private List<String> strings(String expression) throws InterruptedException {
    return browser.evaluate(expression).valueStream().map(JsonNode::asString).toList();
  }

  private List<Double> numbers(int column) throws InterruptedException {
    return browser
        .evaluate(
            "[...document.querySelectorAll(\"%s tbody td:nth-child(%s)\")].map(c => +c.dataset.value)"
                .formatted(COMPARISON, Integer.toString(column)))
        .valueStream()
        .map(JsonNode::asDouble)
        .toList();
  }

  private String attribute(String selector, String name) throws InterruptedException {
    return browser
        .evaluate("document.querySelector(\"" + selector + "\").getAttribute('" + name + "')")
        .asString("");
  }

  /** Names of the benchmarks that can be seen. */
  private List<String> visible(String selector) throws InterruptedException {
    return strings(
        "[...document.querySelectorAll('"
            + selector
            + "')].filter(e => e.checkVisibility())"
            + ".map(e => e.dataset.benchmark)");
  }

  private int shown(String selector) throws InterruptedException {
    return browser
        .evaluate(
            "[...document.querySelectorAll('"
                + selector
                + "')].filter(e => e.checkVisibility({"
                + "contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true}))"
                + ".length")
        .asInt();
  }

  /** The mean of red, green and blue, 0 to 255. */
  private double lightness(String element, String property) throws InterruptedException {
    return browser
        .evaluate(
            "getComputedStyle("
                + element
                + ")."
                + property
                + ".match(/[0-9.]+/g).slice(0, 3).reduce((a, b) => a + +b, 0) / 3")
        .asDouble();
  }
}
