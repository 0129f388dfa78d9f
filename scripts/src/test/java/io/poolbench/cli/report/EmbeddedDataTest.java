package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Computes what the page of a real run shows again, from nothing but the data in the page. */
@TestInstance(Lifecycle.PER_CLASS)
final class EmbeddedDataTest {

  /** As {@code benchmarks.txt} declares them: their center is the mode. */
  private static final List<String> EXACT = List.of("allocs/op", "fds/conn");

  private Document page = new Document("");
  private JsonNode tables = JsonMapper.shared().createArrayNode();

  @BeforeAll
  void report(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.html");
    Cli.run("report", Cli.resource("page-run").toString(), "--out", file.toString());
    page = Jsoup.parse(Files.readString(file));
    String data = page.expectFirst("#report-data").data();
    tables = JsonMapper.shared().readTree(data).path("tables");
  }

  @Test
  void everyCenterAndEveryDeltaThatIsShown() {
    int compared = 0;
    Elements shownTables = page.select("table.comparison");
    assertThat(shownTables).hasSize(tables.size()).isNotEmpty();
    for (int t = 0; t < tables.size(); t++) {
      String unit = tables.get(t).path("unit").asString();
      Elements rows = shownTables.get(t).select("tbody tr");
      assertThat(rows).hasSize(tables.get(t).path("rows").size());
      for (int r = 0; r < rows.size(); r++) {
        compared += assertRow(unit, tables.get(t).path("rows").get(r), rows.get(r));
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  private static int assertRow(String unit, JsonNode row, Element line) {
    assertThat(line.expectFirst("th bdi").text()).isEqualTo(row.path("label").asString());
    Elements cells = line.select("td");
    double base = Double.NaN;
    int compared = 0;
    for (int column = 0; column < row.path("cells").size(); column++) {
      JsonNode cell = row.path("cells").get(column);
      // The base has one cell, every other column three.
      int place = column == 0 ? 0 : 3 * column - 2;
      if (cell.isNull()) {
        continue;
      }
      double center = center(unit, cell.path("samples"));
      assertThat(value(cells.get(place))).as(unit).isCloseTo(center, within(1e-9 * center));
      if (column == 0) {
        base = center;
      } else if (!Double.isNaN(base)) {
        assertDelta(cells.get(place + 1), base, center);
        compared++;
      }
    }
    return compared;
  }

  private static void assertDelta(Element shown, double base, double center) {
    double ratio = base == center ? 1 : center / base;
    assertThat(value(shown)).isCloseTo(ratio, within(1e-9));
    if (!shown.hasClass("none") && !shown.hasClass("untestable")) {
      assertThat(shown.text()).contains(String.format(Locale.ROOT, "%+.2f%%", 100 * (ratio - 1)));
    }
  }

  private static double center(String unit, JsonNode samples) {
    List<Double> sorted = samples.valueStream().map(JsonNode::asDouble).sorted().toList();
    int n = sorted.size();
    return EXACT.contains(unit) ? mode(sorted) : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  /** The most frequent value, of several the smallest. */
  private static double mode(List<Double> sorted) {
    Map<Double, Long> counts =
        sorted.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    Comparator<Map.Entry<Double, Long>> byCount = Map.Entry.comparingByValue();
    return counts.entrySet().stream()
        .max(byCount.thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  private static double value(Element cell) {
    return Double.parseDouble(Objects.requireNonNull(cell.attribute("data-value")).getValue());
  }
}
