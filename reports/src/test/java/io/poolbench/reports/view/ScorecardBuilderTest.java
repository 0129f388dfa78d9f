package io.poolbench.reports.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import io.poolbench.reports.view.Delta.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ScorecardBuilderTest {

  @Test
  void theHeadlineSaysWhatFellAndRoseInHowManyBenchmarks() {
    Scorecard card =
        ScorecardBuilder.of(
            model(
                table(
                    "B/op",
                    row("T/op=a", 1000, 240, Effect.BETTER),
                    row("T/op=b", 1000, 0, Effect.BETTER)),
                table(
                    "sec/op",
                    row("T/op=a", 10, 9.9, Effect.NONE),
                    row("T/op=b", 10, 12, Effect.WORSE))));
    assertThat(card.headline())
        .isEqualTo(
            "after against before: allocated bytes fell by 76 to 100\u00a0% (2 of 2);"
                + " time rose by 20\u00a0% (1 of 2).");
    assertThat(card.asides()).containsExactly("Worse: time of T/op=b after +20%.");
  }

  @Test
  void ofManyBenchmarksTheHeadlineGivesTheMedianAndLeavesOutWhatDidNotChange() {
    Table.Row[] bytes = new Table.Row[9];
    Table.Row[] times = new Table.Row[9];
    for (int row = 0; row < 9; row++) {
      String name = "T/op=" + row;
      bytes[row] =
          row < 8
              ? row(name, 1000, 100.0 * row, Effect.BETTER)
              : row(name, 1000, 1200, Effect.WORSE);
      times[row] = row(name, 10, 10, Effect.NONE);
    }
    assertThat(ScorecardBuilder.of(model(table("B/op", bytes), table("sec/op", times))).headline())
        .isEqualTo(
            "after against before: allocated bytes fell in 8 of 9 (median 65\u00a0%) and rose in 1.");
  }

  @Test
  void whereTheTellingMetricsCannotBeTestedTheHeadlineTellsOfTheOthers() {
    Table.Row once = row("T/op=a", 10, 10, Effect.UNTESTABLE);
    Table.Row exact = row("T/op=a", 4, 3, Effect.BETTER);
    assertThat(
            ScorecardBuilder.of(model(table("sec/op", once), table("source-allocs/op", exact)))
                .headline())
        .isEqualTo("after against before: source-allocs/op fell by 25\u00a0% (1 of 1).");
  }

  @Test
  void ofManyBenchmarksOfWhichNoneChangedTheHeadlineSaysThat() {
    Table.Row[] times = new Table.Row[9];
    Table.Row[] once = new Table.Row[9];
    for (int row = 0; row < 9; row++) {
      times[row] = row("T/op=" + row, 10, 10, Effect.NONE);
      once[row] = row("T/op=" + row, 10, 10, Effect.UNTESTABLE);
    }
    assertThat(ScorecardBuilder.of(model(table("sec/op", times))).headline())
        .isEqualTo("after against before: no difference was seen in any benchmark.");
    assertThat(ScorecardBuilder.of(model(table("sec/op", once))).headline())
        .isEqualTo("after against before: no difference can be seen or ruled out by so few forks.");
    Table.Row exact = row("T/op=0", 4, 3, Effect.BETTER);
    assertThat(
            ScorecardBuilder.of(model(table("sec/op", times), table("source-allocs/op", exact)))
                .headline())
        .isEqualTo(
            "after against before: no difference in time was seen; source-allocs/op fell in 1 of 1"
                + " (median 25\u00a0%).");
    assertThat(ScorecardBuilder.of(model(table("sec/op", times), table("B/op", once))).headline())
        .isEqualTo(
            "after against before: no difference was seen in the 9 of 18 comparisons that have forks enough.");
  }

  @Test
  void ofManyBenchmarksWhatRoseFromNothingIsCounted() {
    Table.Row[] some = new Table.Row[9];
    Table.Row[] all = new Table.Row[9];
    for (int row = 0; row < 9; row++) {
      all[row] = row("T/op=" + row, 0, 16, Effect.WORSE);
      some[row] = row == 0 ? row("T/op=0", 100, 105, Effect.WORSE) : all[row];
    }
    assertThat(ScorecardBuilder.of(model(table("B/op", some))).headline())
        .isEqualTo(
            "after against before: allocated bytes rose in 9 of 9 (median 5.0\u00a0%, but 8 from nothing).");
    assertThat(ScorecardBuilder.of(model(table("B/op", all))).headline())
        .isEqualTo("after against before: allocated bytes rose in 9 of 9 (from nothing).");
  }

  @Test
  void aTechniqueIsOneLineWithTheRangeOfItsBenchmarksAndTheFiguresOfItsSource() {
    Scorecard card =
        ScorecardBuilder.of(
            model(
                table(
                    "B/op",
                    row("T/op=a", 1000, 240, Effect.BETTER),
                    row("T/op=b", 1000, 0, Effect.BETTER))));
    assertThat(card.lines()).hasSize(1);
    Scorecard.Line line = card.lines().getFirst();
    assertThat(line.name()).isEqualTo("t");
    Scorecard.Cell cell = Objects.requireNonNull(line.cells().get("B/op"));
    assertThat(cell.low()).isZero();
    assertThat(cell.middle()).isCloseTo(0.12, within(1e-9));
    assertThat(cell.high()).isCloseTo(0.24, within(1e-9));
    assertThat(cell.change()).isEqualTo("-100.0% to -76.0%");
    assertThat(cell.word()).isEqualTo("better");
    assertThat(cell.seeds()).containsExactly(new Scorecard.Seed(0.4, "-60.0%", "a change"));
  }

  @Test
  void anyLossOutweighsAllGains() {
    Scorecard card =
        ScorecardBuilder.of(
            model(
                table(
                    "B/op",
                    row("T/op=a", 1000, 240, Effect.BETTER),
                    row("T/op=b", 1000, 1010, Effect.WORSE))));
    Scorecard.Cell cell = Objects.requireNonNull(card.lines().getFirst().cells().get("B/op"));
    assertThat(cell.effect()).isEqualTo(Effect.WORSE);
    assertThat(cell.word()).isEqualTo("1 better, 1 worse");
  }

  @Test
  void oneForkEachIsNoDifferenceAndSaysSo() {
    Scorecard card =
        ScorecardBuilder.of(model(table("B/op", row("X", 1000, 240, Effect.UNTESTABLE))));
    assertThat(card.headline()).contains("no difference can be seen or ruled out");
    assertThat(card.lines().getFirst().cells().values())
        .extracting(Scorecard.Cell::word)
        .containsExactly("too few forks");
  }

  @Test
  void oneColumnAloneIsToldToBeOne() {
    Table single =
        new Table(
            Map.of(),
            Map.of(),
            "sec/op",
            Better.LOWER,
            List.of(new Table.Column(List.of("a.json"))),
            List.of(new Table.Row("X", new Table.Axis(1, ""), List.of(cell(1, null)))),
            new Table.Summary("geomean", List.of()),
            List.of());
    Scorecard card = ScorecardBuilder.of(model(single));
    assertThat(card.headline()).startsWith("1 benchmark measured, with nothing to compare");
    assertThat(card.lines()).isEmpty();
    assertThat(card.asides()).isEmpty();
  }

  private static ReportModel model(Table... tables) {
    StoredRun.Seed seed = new StoredRun.Seed("after", "B/op", 10, 4, "a change");
    StoredRun run =
        StoredRuns.of(
            "run",
            List.of(
                new StoredRun.Subject(
                    "T/op=a", "t", "a", "", "", List.of("before", "after"), List.of(seed)),
                new StoredRun.Subject(
                    "T/op=b", "t", "b", "", "", List.of("before", "after"), List.of())),
            List.of());
    return new ReportModel(
        0.05,
        0.95,
        List.of("run"),
        List.of(run),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(tables),
        List.of());
  }

  private static Table table(String unit, Table.Row... rows) {
    return new Table(
        Map.of(),
        Map.of(),
        unit,
        Better.LOWER,
        List.of(new Table.Column(List.of("before")), new Table.Column(List.of("after"))),
        List.of(rows),
        new Table.Summary("geomean", List.of()),
        List.of());
  }

  private static Table.Row row(String label, double before, double after, Effect effect) {
    double ratio = after / before;
    Delta delta =
        new Delta(
            ratio,
            null,
            0.01,
            effect,
            String.format(Locale.ROOT, "%+.0f%%", 100 * (ratio - 1)),
            "p=0.010 n=1",
            List.of());
    return new Table.Row(
        label, new Table.Axis(1, ""), Arrays.asList(cell(before, null), cell(after, delta)));
  }

  private static Cell cell(double center, @Nullable Delta delta) {
    return new Cell(
        new Figure(center, Double.toString(center)),
        center,
        center,
        "0%",
        List.of(center),
        List.of(),
        delta);
  }
}
