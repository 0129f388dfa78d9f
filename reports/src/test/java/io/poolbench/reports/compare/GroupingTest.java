package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroupingTest {

  private static final Measurement MEASUREMENT =
      new Measurement(
          new Benchmark("old.txt", "Encode/format=json/size=2k-8", Map.of("goos", "linux")),
          "sec/op",
          "ns/op",
          1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | true",
        "-* | false",
        ".name:Encode | true",
        ".name:encode | false",
        ".fullname:/json.size/ | true",
        "goos:linux goos:darwin | false",
        "goos:linux AND /size:(1k OR 2k) | true",
        "goos:darwin OR /size:/^2/ | true",
        "-goos:darwin -/size:1k | true",
        "goos:linux OR goos:linux goos:darwin | true",
        "(goos:linux OR goos:linux) goos:darwin | false",
        ".unit:ns/op .unit:sec/op | true",
        "-.unit:ns/op | false",
        ".file:\"old.txt\" | true",
        "/none:\"\" | true",
        "/format:/j[/]?son/ | true",
        "goos:darwin OR /size:/^3/ | false",
        "/size:(1k OR 3k) | false",
        ".unit:B/op | false",
        ".unit:/^ns/ | true",
        ".unit:/^sec/ | true",
        ".unit:/^B/ | false",
        "\"goos\":linux | true",
      })
  void filters(String expression, boolean expected) {
    Filter filter = FilterParser.parse("--filter", expression);
    assertThat(filter.matches(MEASUREMENT)).isEqualTo(expected);
  }

  @Test
  void numbersAreOrderedByWhatTheirPrefixStandsFor() {
    assertThat(
            Stream.of("1Mi", "text", "10k", "2KiB", "1M", "3", "-1")
                .sorted(new Order.Numeric().comparator()))
        .containsExactly("-1", "3", "2KiB", "10k", "1M", "1Mi", "text");
  }

  @Test
  void aSpecificKeyIsTakenOutOfTheGeneralOnes() {
    Grouping grouping = Grouping.of(".config", ".fullname", "/format goos", "/gomaxprocs", "*");
    Benchmark benchmark = MEASUREMENT.benchmark();
    assertThat(grouping.row.label(grouping.row.project(benchmark))).isEqualTo("Encode/size=2k");
    assertThat(grouping.table.values(grouping.table.project(benchmark))).isEmpty();
    assertThat(grouping.column.label(grouping.column.project(benchmark))).isEqualTo("json linux");
  }

  @Test
  void aSingleRunComparesItsVariants() {
    StoredRun.Subject subject =
        new StoredRun.Subject("A", "a", "w", "", "", List.of("before", "after"), List.of());
    StoredRun run = StoredRuns.of("r", List.of(subject), List.of());
    assertThat(Grouping.defaultColumns(1, List.of(run))).isEqualTo("/variant@(before after)");
    assertThat(Grouping.defaultColumns(2, List.of(run, run))).isEqualTo(".file");
    assertThat(Grouping.defaultColumns(1, List.of())).isEqualTo(".file");
  }

  /** The order of a plan is written as a list of plain words. */
  @Test
  void variantsThatAreNoPlainWordsKeepTheOrderInWhichTheyCome() {
    StoredRun.Subject subject =
        new StoredRun.Subject("A", "a", "w", "", "", List.of("before", "after)"), List.of());
    StoredRun run = StoredRuns.of("r", List.of(subject), List.of());
    assertThat(Grouping.defaultColumns(1, List.of(run))).isEqualTo("/variant");
  }
}
