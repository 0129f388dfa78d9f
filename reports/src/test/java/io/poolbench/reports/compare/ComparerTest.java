package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ComparerTest {

  private static final Map<String, String> LINUX = Map.of("goos", "linux");
  private static final Map<String, String> WINDOWS = Map.of("goos", "windows");

  private static List<ComparedTable.Mean> means(Measurement... measurements) {
    return Measured.compared(measurements).tables().getFirst().means();
  }

  @Test
  void aColumnHasTheGeometricMeansOfItsCentersAndOfItsRatios() {
    List<ComparedTable.Mean> means =
        means(
            Measured.in("old", "A", 10),
            Measured.in("old", "B", 40),
            Measured.in("new", "A", 40),
            Measured.in("new", "B", 90));
    assertThat(means).hasSize(2);
    assertThat(means.getFirst().center()).isCloseTo(20, within(1e-9));
    assertThat(means.getFirst().ratio()).isNull();
    assertThat(means.getFirst().notes()).isEmpty();
    assertThat(means.getLast().center()).isCloseTo(60, within(1e-9));
    assertThat(means.getLast().ratio()).isCloseTo(3, within(1e-9));
    assertThat(means.getLast().notes()).isEmpty();
  }

  @Test
  void aColumnThatLacksARowOfTheBaseSaysSo() {
    List<ComparedTable.Mean> means =
        means(
            Measured.in("old", "A", 10),
            Measured.in("old", "B", 40),
            Measured.in("new", "A", 30),
            Measured.in("new", "C", 70));
    assertThat(means.getFirst().notes()).isEmpty();
    assertThat(means.getLast().ratio()).isCloseTo(3, within(1e-9));
    assertThat(means.getLast().notes())
        .containsExactly("benchmark set differs from baseline; geomeans may not be comparable");
  }

  @Test
  void twoZerosAreEqualAndHaveNoMean() {
    ComparedTable.Mean mean =
        means(Measured.in("old", "A", 0), Measured.in("new", "A", 0)).getLast();
    assertThat(mean.center()).isNull();
    assertThat(mean.ratio()).isCloseTo(1, within(1e-9));
    assertThat(mean.notes()).containsExactly("summaries must be >0 to compute geomean");
  }

  @Test
  void aChangeFromZeroHasNoRatioAndNeedsNoNote() {
    ComparedTable.Mean mean =
        means(Measured.in("old", "A", 0), Measured.in("new", "A", 5)).getLast();
    assertThat(mean.center()).isCloseTo(5, within(1e-9));
    assertThat(mean.ratio()).isNull();
    assertThat(mean.notes()).isEmpty();
  }

  @Test
  void aChangeToZeroHasNoMeanRatioAndSaysWhy() {
    ComparedTable.Mean mean =
        means(Measured.in("old", "A", 5), Measured.in("new", "A", 0)).getLast();
    assertThat(mean.ratio()).isNull();
    assertThat(mean.notes())
        .containsExactly(
            "summaries must be >0 to compute geomean", "ratios must be >0 to compute geomean");
  }

  private static List<String> varying(Measurement... measurements) {
    Grouping grouping = Grouping.of("", ".fullname", ".file", "", "*");
    ComparedTable table = Measured.compared(grouping, measurements).tables().getFirst();
    return Objects.requireNonNull(table.rows().getFirst().cells().getFirst()).varying();
  }

  private static Measurement on(String system) {
    return Measured.in("old", "A", Map.of("goos", system, "goarch", "amd64"), "sec/op", 1);
  }

  @Test
  void aCellNamesEachKeyInWhichItsPooledResultsDifferOnce() {
    assertThat(varying(on("linux"), on("linux"), on("windows"), on("darwin")))
        .containsExactly("goos");
  }

  @Test
  void aCellOfLikeResultsNamesNoKey() {
    assertThat(varying(on("linux"), on("linux"))).isEmpty();
  }

  @Test
  void tablesAreSortedByTheirProjectionThenByFirstAppearanceOfTheUnit() {
    Comparisons comparisons =
        Measured.compared(
            Grouping.of("goos@alpha", ".fullname", ".file", "", "*"),
            Measured.in("old", "A", WINDOWS, "sec/op", 1),
            Measured.in("old", "A", LINUX, "B/op", 1),
            Measured.in("old", "A", LINUX, "sec/op", 1));
    assertThat(comparisons.tables())
        .extracting(table -> table.configuration().get("goos") + " " + table.metric().unit())
        .containsExactly("linux sec/op", "linux B/op", "windows sec/op");
  }

  private static Comparison comparisonInARunOfLooks(double alpha) {
    StoredRun run =
        new StoredRun(
            "run",
            "",
            "",
            0,
            Map.of("forks.looks", "4 6 10 16"),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    ResultSet results =
        Measured.results(
            List.of(run),
            Measured.in("run", "A/variant=before", 1, 2, 3, 4),
            Measured.in("run", "A/variant=after", 5, 6, 7, 8));
    Grouping grouping = Grouping.of(".config", ".fullname", "/variant", "", "*");
    ComparedTable table = Comparer.compare(results, grouping, alpha, 0.95).tables().getFirst();
    ComparedTable.Cell cell = table.rows().getFirst().cells().getLast();
    return Objects.requireNonNull(Objects.requireNonNull(cell).comparison());
  }

  /** The looks share out five percent: they say nothing of any other threshold. */
  @Test
  void theLooksOfARunSetTheThresholdOnlyWhereItIsFivePercent() {
    assertThat(comparisonInARunOfLooks(0.05).alpha()).isEqualTo(0.0286);
    assertThat(comparisonInARunOfLooks(0.01).alpha()).isEqualTo(0.01);
  }

  @Test
  void columnsKeptApartByTheConfigurationAreRefusedWithTheKey() {
    Comparisons comparisons =
        Measured.compared(
            Measured.in("old", "A", Map.of("goos", "linux", "goarch", "arm64"), "sec/op", 1),
            Measured.in("new", "A", Map.of("goos", "darwin", "goarch", "arm64"), "sec/op", 1));
    assertThatThrownBy(comparisons::requireIntersection)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "compare: the columns have nothing in common, since they differ in goos;"
                + " expected results of one configuration; try --ignore goos");
  }

  @Test
  void columnsWithoutACommonBenchmarkAreRefused() {
    Comparisons comparisons =
        Measured.compared(Measured.in("old", "A", 1), Measured.in("new", "B", 1));
    assertThatThrownBy(comparisons::requireIntersection)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "compare: the columns have nothing in common; expected a benchmark and unit that two of"
                + " them have; check the names, --row and --col");
  }

  @Test
  void aSingleColumnNeedsNothingInCommon() {
    Comparisons comparisons =
        Measured.compared(Measured.in("old", "A", 1), Measured.in("old", "B", 1));
    assertThatCode(comparisons::requireIntersection).doesNotThrowAnyException();
  }

  @Test
  void oneCommonBenchmarkIsEnough() {
    Comparisons comparisons =
        Measured.compared(
            Measured.in("old", "A", 1), Measured.in("old", "B", 1), Measured.in("new", "A", 1));
    assertThatCode(comparisons::requireIntersection).doesNotThrowAnyException();
  }
}
