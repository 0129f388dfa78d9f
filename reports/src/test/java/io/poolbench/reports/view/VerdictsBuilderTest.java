package io.poolbench.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.gate.Forks;
import io.poolbench.reports.gate.Gate;
import io.poolbench.reports.gate.Question;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.Watch;
import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.render.VerdictFiles;
import io.poolbench.reports.render.VerdictFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is printed is what was judged. */
final class VerdictsBuilderTest {

  private static final Metric TIME = new Metric("sec/op", Better.LOWER, Assumption.SAMPLED);

  /** Every twentieth iteration takes longer by this factor: the mean moves, the quick end stays. */
  private static Forks forks(double pause) {
    List<List<Double>> forks = new ArrayList<>();
    for (int fork = 0; fork < 10; fork++) {
      double level = 1e-6 * (1 + 0.001 * fork);
      forks.add(IntStream.range(0, 60).mapToObj(i -> level * (i % 20 == 7 ? pause : 1)).toList());
    }
    return new Forks(
        forks.stream()
            .map(fork -> fork.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toList(),
        forks);
  }

  private static Verdicts verdicts(Question question) {
    return VerdictsBuilder.build(
        "base",
        "head",
        new Gate(Rule.STANDARD).look(List.of(question)),
        new Questions(List.of(question), List.of(), List.of(), List.of()),
        Watch.of(List.of(question)),
        List.of(),
        _ -> false,
        List.of());
  }

  private static final Verdicts PAUSED =
      verdicts(new Question("Foo.bar", TIME, forks(1), forks(4), true));

  @Test
  void theValuesAreTheQuickEndsWhoseRatioIsTheChange() {
    assertThat(PAUSED.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.baseline()).isEqualTo("1.004µ");
              assertThat(row.candidate()).isEqualTo("1.004µ");
              assertThat(row.change()).isEqualTo("+0.00%");
            });
    assertThat(PAUSED.legend())
        .isEqualTo(
            "sec/op is the 10th percentile of each fork's iterations, the median over forks");
  }

  @Test
  void whatWasNothingBeforeHasNoRatio() {
    Metric bytes = new Metric("B/op", Better.LOWER, Assumption.EXACT);
    Question question =
        new Question(
            "b",
            bytes,
            Forks.of(new double[10]),
            Forks.of(24, 24, 24, 24, 24, 24, 24, 24, 24, 24),
            true);
    assertThat(verdicts(question).rows())
        .singleElement()
        .satisfies(row -> assertThat(row.change()).isEqualTo("from 0"));
  }

  @Test
  void whatHasNoIterationsHasNoLegend() {
    Forks five = Forks.of(1, 1.1, 1, 1, 1);
    assertThat(verdicts(new Question("b", TIME, five, five, true)).legend()).isEmpty();
  }

  @Test
  void theWatchSpeaksWhereTheVerdictIsSilent() {
    assertThat(PAUSED.watch())
        .containsExactly(
            "Foo.bar sec/op: its 99th percentile rose by 300.0 % (95 % interval +298.8 to +301.2 %)"
                + " though its 10th percentile is unchanged; does not gate");
    assertThat(PAUSED.summary()).isEqualTo("1 unchanged");
  }

  @Test
  void whatHasRegressedNeedsNoLine() {
    Forks slower = forks(1);
    List<List<Double>> twice =
        slower.iterations().stream().map(fork -> fork.stream().map(v -> 2 * v).toList()).toList();
    Forks candidate = new Forks(slower.values().stream().map(v -> 2 * v).toList(), twice);
    Verdicts verdicts = verdicts(new Question("b", TIME, forks(1), candidate, true));
    assertThat(verdicts.summary()).isEqualTo("1 regressed");
    assertThat(verdicts.watch()).isEmpty();
  }

  @Test
  void everyFormatTellsTheWatchAndWhatWouldHaveBeenSeen() {
    String detectable = PAUSED.rows().getFirst().detectable();
    assertThat(detectable).startsWith("+2.");
    assertThat(
            List.of(
                VerdictFormats.text(PAUSED),
                VerdictFormats.markdown(PAUSED),
                VerdictFiles.junit(PAUSED),
                VerdictFiles.json(PAUSED, 0)))
        .allSatisfy(
            text -> assertThat(text).contains(detectable).contains("its 99th percentile rose"));
  }
}
