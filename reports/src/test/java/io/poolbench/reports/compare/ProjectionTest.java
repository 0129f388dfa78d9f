package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.InputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProjectionTest {

  private static final Benchmark BENCHMARK =
      new Benchmark("old.txt", "Encode/format=json/size=2k-8", Map.of("goos", "linux"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/size | 10k 1000 2k 1k",
        "/size@alpha | 1000 10k 1k 2k",
        "/size@num | 1000 1k 2k 10k",
        "/size@(2k 1k 10k 1000) | 2k 1k 10k 1000",
      })
  void valuesAreSortedInTheOrderOfTheirKey(String row, String expected) {
    Projection projection = Grouping.of("", row, ".file", "", "*").row;
    List<Key> keys =
        Stream.of("10k", "1000", "2k", "1k")
            .map(size -> new Benchmark("f", "A/size=" + size, Map.of()))
            .map(projection::project)
            .toList();
    assertThat(keys.stream().sorted(projection.comparator()).map(projection::label))
        .containsExactly(expected.split(" ", -1));
  }

  @Test
  void configurationsAreSortedByTheFirstKeyInWhichTheyDiffer() {
    Projection projection = Grouping.of(".config@alpha", ".fullname", ".file", "", "*").table;
    List<Key> keys =
        Stream.of("linux", "darwin")
            .map(goos -> new Benchmark("f", "A", Map.of("goos", goos, "goarch", "arm64")))
            .map(projection::project)
            .toList();
    assertThat(keys.stream().sorted(projection.comparator()))
        .containsExactly(keys.getLast(), keys.getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "goos@(linux) | /format@(xml json) | .file@(old.txt) | /size@(2k) | true",
        "goos@(darwin) | /format | .file | /size | false",
        "goos | /format@(xml gob) | .file | /size | false",
        "goos | /format | .file@(new.txt) | /size | false",
        "goos | /format | .file | /size@(1k) | false",
      })
  void aFixedOrderAdmitsItsOwnValuesOnly(
      String table, String row, String column, String ignore, boolean expected) {
    Grouping grouping = Grouping.of(table, row, column, ignore, "*");
    assertThat(grouping.admits(BENCHMARK)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/format,goos | json linux",
        "/format , goos | json linux",
        "/format goos | json linux",
        "\"goos\" | linux",
        "/none goos | linux",
      })
  void keysAreSeparatedByCommasOrBlanks(String row, String label) {
    Projection projection = Grouping.of("", row, ".file", "", "*").row;
    assertThat(projection.label(projection.project(BENCHMARK))).isEqualTo(label);
  }

  @Test
  void theGeneralConfigurationHasEveryKeyThatNoProjectionNames() {
    Projection table = Grouping.of(".config", "goarch", ".file", "", "*").table;
    Benchmark benchmark = new Benchmark("f", "A", Map.of("goos", "linux", "goarch", "arm64"));
    assertThat(table.values(table.project(benchmark))).isEqualTo(Map.of("goos", "linux"));
  }

  @Test
  void whatNoProjectionMentionsIsLeftOver() {
    Projection some = Grouping.of(".config", "/size", ".file", "", "*").residue;
    assertThat(some.values(some.project(BENCHMARK)))
        .isEqualTo(Map.of(".fullname", "Encode/format=json-8"));
    Projection none = Grouping.of(".config", ".fullname", ".file", "", "*").residue;
    assertThat(none.values(none.project(BENCHMARK))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", goos | no key at column 1 of",
        "goos,,goarch | no key at column 6 of",
        "\"\" | no key at column 1 of",
        "goos .unit | .unit, which is for filters only at column 6 of",
        ".config@(a b) | a fixed order of .config at column 9 of",
        "goos@size | unknown order 'size' at column 6 of",
        "goos@() | a list that is not closed at column 7 of",
        "goos@(a b | a list that is not closed at column 10 of",
        "goos@(a @ | a list that is not closed at column 9 of",
      })
  void aMistakeIsToldWithItsColumn(String expression, String message) {
    assertThatThrownBy(() -> ProjectionParser.parse("--row", expression))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("--row: " + message + " '" + expression + "'; expected ");
  }

  @Test
  void theGeneralConfigurationCanBeSorted() {
    assertThat(ProjectionParser.parse("--table", ".config@alpha"))
        .containsExactly(new ProjectionParser.Part(".config", new Order.Alphabetic()));
  }
}
