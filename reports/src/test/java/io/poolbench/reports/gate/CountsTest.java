package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CountsTest {

  private final Counts counts = new Counts(_ -> false);

  private static Question of(String unit, double[] base, double[] head) {
    return new Question(
        "Map.get",
        new Metric(unit, Better.LOWER, Assumption.SAMPLED),
        Forks.of(base),
        Forks.of(head),
        true);
  }

  private List<String> words(Question... questions) {
    return counts.look(List.of(questions)).stream().map(each -> each.verdict().word()).toList();
  }

  private static double[] forks(int count, double... modes) {
    return IntStream.range(0, count).mapToDouble(i -> modes[i % modes.length]).toArray();
  }

  private static final double[] ONE = {24};

  @Test
  void oneForkOfEachSideThatAgreesWithTheOtherSettlesWhatTheSourceAsksFor() {
    assertThat(words(of("source-B/op", ONE, ONE))).containsExactly("unchanged");
  }

  @Test
  void oneForkOfEachSideThatDiffersMustRepeat() {
    assertThat(words(of("source-B/op", ONE, new double[] {48}))).containsExactly("inconclusive");
    assertThat(words(of("source-B/op", forks(2, 24), forks(2, 48)))).containsExactly("regressed");
    assertThat(new Counts(_ -> false).look(List.of(of("source-B/op", forks(2, 48), forks(2, 24)))))
        .singleElement()
        .satisfies(each -> assertThat(each.verdict().word()).isEqualTo("improved"));
  }

  @Test
  void aSourceCountThatDoesNotRepeatIsNoAnswer() {
    assertThat(words(of("source-B/op", forks(2, 24), forks(2, 48, 72))))
        .containsExactly("inconclusive");
  }

  @Test
  void twoForksAreEnoughWhereTheSourceAsksForAsMuch() {
    assertThat(words(of("source-B/op", ONE, ONE), of("B/op", forks(2, 24), forks(2, 24))))
        .containsExactly("unchanged", "unchanged");
  }

  @Test
  void withoutTheSourceTwoForksThatAgreeAreTooFew() {
    Question two = of("B/op", forks(2, 24), forks(2, 24));
    assertThat(words(two)).containsExactly("inconclusive");
    assertThat(counts.isOpen(counts.look(List.of(two)).getFirst())).isTrue();
    assertThat(words(of("B/op", forks(8, 24), forks(8, 24)))).containsExactly("unchanged");
  }

  @Test
  void whatTheSourceExplainsIsDecidedAtOnce() {
    assertThat(
            words(
                of("source-B/op", forks(2, 24), forks(2, 48)),
                of("B/op", forks(2, 24), forks(2, 48))))
        .containsExactly("regressed", "regressed");
  }

  @Test
  void whatTheSourceDoesNotExplainNeedsEightForks() {
    Question source = of("source-B/op", ONE, ONE);
    assertThat(words(source, of("B/op", forks(2, 0), forks(2, 24))))
        .containsExactly("unchanged", "inconclusive");
    assertThat(words(source, of("B/op", forks(8, 0), forks(8, 24))))
        .containsExactly("unchanged", "regressed");
  }

  /** scipy.stats.fisher_exact([[6, 6], [12, 0]]): one-sided p is .007; of 12 and 0: 3.7e-7. */
  @Test
  void sharesOfModesAreComparedAndNoNewModeIsNoChange() {
    Question source = of("source-B/op", ONE, ONE);
    double[] mixed = forks(12, 0, 24);
    assertThat(words(source, of("B/op", mixed, mixed))).containsExactly("unchanged", "unchanged");
    assertThat(words(source, of("B/op", mixed, forks(12, 24))))
        .as("p of .007 is no proof by an alpha of .001, and no fork is worse than those before")
        .containsExactly("unchanged", "unchanged");
    assertThat(new Counts(_ -> false).look(List.of(source, of("B/op", mixed, forks(12, 0, 48)))))
        .last()
        .satisfies(each -> assertThat(each.verdict().word()).isEqualTo("inconclusive"));
  }

  /** As a committed baseline of six forks has it, beside all forks that a gate gives its head. */
  @Test
  void sharesOfFewerThanEightForksAreNotCompared() {
    assertThat(
            words(
                of("source-B/op", ONE, ONE),
                of("B/op", new double[] {24, 24, 24, 24, 24, 48}, forks(12, 48))))
        .containsExactly("unchanged", "inconclusive");
  }

  @Test
  void aModeThatOnlyTheCandidateHasIsNotUnchanged() {
    double[] sometimes = forks(12, 0, 0, 0, 24);
    assertThat(words(of("source-B/op", ONE, ONE), of("B/op", forks(12, 0), sometimes)))
        .containsExactly("unchanged", "inconclusive");
  }

  @Test
  void twoForksAreEnoughWhereUnitsRetainAsMuch() {
    assertThat(words(of("retained-B/conn", forks(2, 9000), forks(2, 9000))))
        .containsExactly("unchanged");
    assertThat(words(of("fds/conn", forks(2, 1), forks(2, 1)))).containsExactly("unchanged");
  }

  /** The recycling pool of this project retains 2,465 to 2,498 bytes, as its forks have it. */
  @Test
  void twoForksThatDifferInWhatUnitsRetainMayBeModes() {
    Question two = of("retained-B/pool", forks(2, 2473.2), forks(2, 2498.2));
    assertThat(words(two)).containsExactly("inconclusive");
    assertThat(counts.isOpen(counts.look(List.of(two)).getFirst())).isTrue();
    double[] modes = forks(12, 2473.2, 2498.2);
    assertThat(words(of("retained-B/pool", modes, modes))).containsExactly("unchanged");
    assertThat(words(of("retained-B/conn", forks(8, 9000), forks(8, 9064))))
        .containsExactly("regressed");
  }

  @Test
  void aCalibrationThatShowsNoModesMakesTwoForksEnough() {
    Counts known = new Counts(question -> question.key().equals("Map.get retained-B/conn"));
    assertThat(known.look(List.of(of("retained-B/conn", forks(2, 9000), forks(2, 9064)))))
        .singleElement()
        .satisfies(each -> assertThat(each.verdict().word()).isEqualTo("regressed"));
  }

  @Test
  void aMetricThatIsKnownNotToVaryNeedsNoTest() {
    Counts known = new Counts(question -> question.key().equals("Map.get B/op"));
    assertThat(
            known
                .look(
                    Arrays.asList(
                        of("source-B/op", ONE, ONE), of("B/op", forks(2, 0), forks(2, 24))))
                .getLast()
                .verdict()
                .word())
        .isEqualTo("regressed");
  }

  @Test
  void whatIsDecidedIsNotOpen() {
    Question two = of("fds/conn", forks(2, 1), forks(2, 1));
    assertThat(counts.isOpen(counts.look(List.of(two)).getFirst())).isFalse();
  }

  @Test
  void afterTwelveForksNothingIsOpen() {
    List<Judgement> few = counts.look(List.of(of("B/op", forks(6, 24), forks(12, 48))));
    assertThat(few.getFirst().verdict().word()).isEqualTo("inconclusive");
    assertThat(counts.isOpen(few.getFirst())).isFalse();
    few = counts.look(List.of(of("B/op", forks(6, 24), forks(11, 48))));
    assertThat(counts.isOpen(few.getFirst())).isTrue();
  }

  private static final double[] WILD = {700, 800, 900, 1000, 1100, 1200, 1300, 1400};

  /** Of eight that are nowhere near each other, twelve will not say more. */
  @Test
  void whatTheGateGivesUpIsNotOpenAndNoChangeWhereTheSourceAsksForAsMuch() {
    List<Judgement> wild = counts.look(List.of(of("B/op", WILD, WILD)));
    assertThat(wild.getFirst().verdict().word()).isEqualTo("inconclusive");
    assertThat(counts.isOpen(wild.getFirst())).isFalse();
    Counts beside = new Counts(_ -> false);
    assertThat(beside.look(List.of(of("source-B/op", ONE, ONE), of("B/op", WILD, WILD))))
        .extracting(each -> each.verdict().word())
        .containsExactly("unchanged", "unchanged");
  }

  /** {@code scipy.stats.fisher_exact([[8, 0], [2, 6]], "greater").pvalue} is .0035. */
  @Test
  void whatMoreForksMayTellStaysOpen() {
    Question mixed = of("B/op", forks(8, 0, 0, 0, 24), forks(8, 24));
    Judgement open = counts.look(List.of(of("source-B/op", ONE, ONE), mixed)).getLast();
    assertThat(open.verdict().word()).isEqualTo("inconclusive");
    assertThat(counts.isOpen(open)).isTrue();
  }

  @Test
  void lessThanBeforeIsAnImprovementThoughTheSourceAsksForAsMuch() {
    assertThat(words(of("source-B/op", ONE, ONE), of("B/op", forks(8, 24), forks(8, 0))))
        .containsExactly("unchanged", "improved");
  }

  @Test
  void whatTheSourceSavesIsDecidedAtOnceToo() {
    assertThat(
            words(
                of("source-B/op", forks(2, 48), forks(2, 24)),
                of("B/op", forks(2, 48), forks(2, 24))))
        .containsExactly("improved", "improved");
  }

  @Test
  void theSourceExplainsNoChangeTheOtherWay() {
    assertThat(
            words(
                of("source-B/op", forks(2, 24), forks(2, 48)),
                of("B/op", forks(2, 48), forks(2, 24))))
        .containsExactly("regressed", "inconclusive");
  }

  /** It asks for 24 bytes more, and eight are tolerated. */
  @Test
  void theSourceExplainsAsMuchMoreAsItAsksForAndWhatIsTolerated() {
    Question source = of("source-B/op", forks(2, 24), forks(2, 48));
    assertThat(words(source, of("B/op", forks(2, 100), forks(2, 132))))
        .containsExactly("regressed", "regressed");
    assertThat(
            new Counts(_ -> false).look(List.of(source, of("B/op", forks(2, 100), forks(2, 133)))))
        .extracting(each -> each.verdict().word())
        .containsExactly("regressed", "inconclusive");
  }

  /** Of a thousand objects these are one value each, whose medians are the same. */
  @Test
  void theSourceDoesNotExplainWhatIsNoChange() {
    assertThat(
            words(
                of("source-allocs/op", forks(2, 3), forks(2, 4)),
                of("allocs/op", forks(2, 1000, 1000.5), forks(2, 1000.25))))
        .containsExactly("regressed", "inconclusive");
  }
}
