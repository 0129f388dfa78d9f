package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.cli.Cli;
import io.poolbench.cli.browser.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What Chromium draws stands where the axis says: the pictures are read, not their sources. */
@TestInstance(Lifecycle.PER_CLASS)
final class PlacesTest {

  /** Units of metrics of which the second input is this many times the first. */
  private static final Map<String, Double> RATIOS =
      new TreeMap<>(
          Map.of("X0/op", 0.0, "X5/op", 0.5, "X24/op", 0.243, "X97/op", 0.97, "X7/op", 7.0));

  /** Pixels that a shape may lie aside of its text. */
  private static final double PIXELS = 1.5;

  /** A label is centered on its line but for the width of the reader's font. */
  private static final int LETTER = 7;

  private Chromium browser;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> program = Chromium.installed();
    if (!"required".equals(System.getProperty("browser"))) {
      Assumptions.assumeTrue(
          program.isPresent(), "no chromium on the PATH: the page is not tested in a browser");
    }
    Files.writeString(folder.resolve("old.txt"), forks(false));
    Files.writeString(folder.resolve("new.txt"), forks(true));
    Path page = folder.resolve("report.html");
    Cli report =
        Cli.run(
            "report",
            "old=" + folder.resolve("old.txt"),
            "new=" + folder.resolve("new.txt"),
            "--out",
            page.toString());
    assertThat(report.exitCode()).as(report.errors()).isZero();
    browser =
        new Chromium(
            program.orElseThrow(
                () -> new AssertionError("-Dbrowser=required, but no chromium on the PATH")));
    browser.resize(1280, 900);
    browser.open(page);
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static String forks(boolean changed) {
    StringBuilder text = new StringBuilder();
    for (int fork = 0; fork < 6; fork++) {
      text.append("BenchmarkA 1000");
      RATIOS.forEach(
          (unit, ratio) ->
              text.append(
                  String.format(Locale.ROOT, " %s %s", changed ? 1000 * ratio : 1000, unit)));
      text.append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"X0/op, 0", "X5/op, 0.5", "X24/op, 0.243", "X97/op, 0.97", "X7/op, 7"})
  void aMarkStandsWhereTheAxisSaysItsChange(String unit, double ratio) throws InterruptedException {
    JsonNode chart = chart(unit);
    TreeMap<Double, Double> ticks = new TreeMap<>();
    chart
        .path("ticks")
        .forEach(
            tick -> {
              String percent = tick.get(0).asString().replace("%", "").replace("+", "");
              ticks.put(1 + Double.parseDouble(percent) / 100, tick.get(1).asDouble());
            });
    assertThat(ticks).as("ticks").hasSizeGreaterThan(1).containsKey(1.0);
    double mark = chart.path("mark").asDouble();
    assertThat(ticks.firstKey()).as("the axis reaches its mark").isLessThanOrEqualTo(ratio + 1e-9);
    assertThat(ticks.lastKey())
        .as("the axis reaches its mark")
        .isGreaterThanOrEqualTo(ratio - 1e-9);
    if (ratio == 0) {
      assertThat(mark).isCloseTo(ticks.get(0.0), within(PIXELS));
      return;
    }
    double low = ticks.floorKey(ratio + 1e-9);
    Double above = ticks.higherKey(low);
    double high = above == null ? low : above;
    double from = high == low ? ticks.lowerKey(low) : low;
    double share = Math.log(ratio / from) / Math.log((high == low ? low : high) / from);
    double left = Objects.requireNonNull(ticks.get(from));
    double right = Objects.requireNonNull(ticks.get(high == low ? low : high));
    double place = left + share * (right - left);
    assertThat(mark).isCloseTo(place, within(PIXELS));
  }

  @Test
  void everyBarOfTheScorecardIsAsLongAsItsRatioSays() throws InterruptedException {
    JsonNode bars =
        browser.evaluate(
            "[...document.querySelectorAll('.scorecard svg')].map(s =>"
                + " [...s.querySelectorAll('rect[data-ratio]')].map(r =>"
                + " [+r.dataset.ratio, r.getBoundingClientRect().width]))");
    assertThat(bars).hasSize(RATIOS.size());
    // What rises more than the scale is cut, with a sign.
    double longest = 2.5;
    for (JsonNode pair : bars) {
      double whole = pair.get(0).get(1).asDouble();
      double ratio = Math.min(longest, pair.get(1).get(0).asDouble());
      assertThat(pair.get(1).get(1).asDouble()).isCloseTo(ratio * whole, within(PIXELS));
    }
  }

  private JsonNode chart(String unit) throws InterruptedException {
    String center = "(e => { const b = e.getBoundingClientRect(); return b.left + b.width / 2; })";
    JsonNode chart =
        browser.evaluate(
            """
            (() => {
              const center = %s;
              const title = [...document.querySelectorAll('svg title')]
                  .find(t => t.textContent === 'Effects on %s');
              const svg = title.closest('svg');
              const grid = [...svg.querySelectorAll('line')]
                  .filter(l => l.closest('[stroke]').getAttribute('stroke') === 'var(--grid)'
                      && l.getAttribute('x1') === l.getAttribute('x2'))
                  .map(center);
              const ticks = [...svg.querySelectorAll('text')].filter(t => /%%$/.test(t.textContent))
                  .map(t => [t.textContent, center(t)]).map(([text, x]) => [text, grid
                      .filter(line => Math.abs(line - x) < %d)
                      .sort((a, b) => Math.abs(a - x) - Math.abs(b - x))[0]]);
              const arm = document.querySelector('.arm-1');
              const mark = [...svg.querySelectorAll('path')].filter(p =>
                  getComputedStyle(p).fill === getComputedStyle(arm).color
                  && p.getBoundingClientRect().width < 14);
              return {ticks: ticks, mark: mark.map(center)[0], marks: mark.length};
            })()
            """
                .formatted(center, unit, LETTER));
    assertThat(chart.path("marks").asInt()).as("marks of " + unit).isEqualTo(1);
    return chart;
  }
}
