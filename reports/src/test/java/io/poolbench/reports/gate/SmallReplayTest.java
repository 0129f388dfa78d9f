package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On forks of which it is known what each rule must say, since nothing in them varies. */
final class SmallReplayTest {

  private static final Map<Integer, Double> ALL = Map.of(5, 1.0, 10, 1.0, 20, 1.0);
  private static final Map<Integer, Double> NONE = Map.of(5, 0.0, 10, 0.0, 20, 0.0);

  private static List<Double> fork(int iterations, double time) {
    return Collections.nCopies(iterations, time);
  }

  /** Two forks that are alike, so that it does not matter which is drawn. */
  private static final List<Replay.Recorded> CALM =
      List.of(new Replay.Recorded("calm", List.of(fork(50, 2), fork(50, 2))));

  private static Replay.Row row(Replay replay, String rule) {
    return replay.rows().stream().filter(row -> row.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static Replay.Row row(String rule) {
    return row(Replay.of(CALM, Rule.STANDARD, 2, 1, _ -> {}), rule);
  }

  @Test
  void ofWhatDoesNotVaryTheGateFindsEveryChangeAndTakesNoneThatIsToleratedForOne() {
    assertThat(row("gate")).isEqualTo(new Replay.Row("gate", 0, 0, ALL, ALL, 5));
  }

  @Test
  void benchstatTakesWhatIsToleratedForAChange() {
    assertThat(row("benchstat on fork means"))
        .isEqualTo(new Replay.Row("benchstat on fork means", 0, 1, ALL, ALL, 10));
  }

  @Test
  void theStrictTestTakesOnlyWhatIsBeyondTheMargin() {
    String strict = "U test on p10, alpha .01/20, over 2 %";
    assertThat(row(strict)).isEqualTo(new Replay.Row(strict, 0, 0, ALL, ALL, 10));
  }

  @Test
  void benchstatOverTheMarginFindsTheChanges() {
    Replay.Row corrected = row("benchstat, alpha .05/20, over 2 %");
    assertThat(corrected.falseAlarms()).isZero();
    assertThat(corrected.found()).isEqualTo(ALL);
  }

  @Test
  void aRatioOfMeansOverATenthMissesFivePerCent() {
    Replay.Row ratio = row("ratio of means over 1.10");
    assertThat(ratio.falseAlarms()).isZero();
    assertThat(ratio.atMargin()).isZero();
    assertThat(ratio.found()).containsEntry(5, 0.0).containsEntry(20, 1.0);
    assertThat(ratio.foundAlone()).containsEntry(5, 0.0).containsEntry(20, 1.0);
  }

  /** Ten forks, each twice as slow as the one before: no rule can tell 20 % from them. */
  @Test
  void ofWhatVariesBeyondMeasureTheGateFindsNothingAndTakesMoreForks() {
    List<List<Double>> forks =
        IntStream.range(0, 10).mapToObj(i -> fork(50, Math.pow(2, i))).toList();
    Replay wild =
        Replay.of(List.of(new Replay.Recorded("wild", forks)), Rule.STANDARD, 1, 1, _ -> {});
    assertThat(row(wild, "gate").found()).isEqualTo(NONE);
    assertThat(row(wild, "gate").falseAlarms()).isZero();
    assertThat(row(wild, "gate").forks()).isBetween(7.0, 40.0);
  }

  /** The gate has eight parts of equal length, and takes nearly all of the time. */
  @Test
  void progressIsToldPartByPart() {
    List<Double> told = new ArrayList<>();
    Replay.of(CALM, Rule.STANDARD, 1, 1, told::add);
    List<Double> parts =
        new ArrayList<>(IntStream.rangeClosed(1, 8).mapToObj(i -> 0.95 * (i / 8.0)).toList());
    parts.add(1.0);
    assertThat(told).isEqualTo(parts);
  }

  @Test
  void iterationsBeyondTheFiftiethAreNotUsed() {
    List<Double> longer = new ArrayList<>(fork(50, 1));
    longer.addAll(fork(10, 99));
    assertThat(new Replay.Recorded("b", List.of(longer, fork(50, 1))).forks())
        .containsExactly(fork(50, 1), fork(50, 1));
  }

  @Test
  void anotherSeedMeetsOtherForks() {
    List<Replay.Recorded> recorded = SimulatedForks.of(10, 1);
    assertThat(Replay.of(recorded, Rule.STANDARD, 1, 1, _ -> {}).rows())
        .isNotEqualTo(Replay.of(recorded, Rule.STANDARD, 1, 2, _ -> {}).rows());
  }
}
