package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SteadinessTest {

  private static StoredRun.Trial fork(int round, String variant, double first, double last) {
    List<Double> iterations =
        DoubleStream.concat(
                IntStream.range(0, 8).mapToDouble(i -> first + 0.001 * i),
                IntStream.range(0, 12).mapToDouble(i -> last + 0.001 * (i * 7 % 12)))
            .boxed()
            .toList();
    return fork(round, variant, iterations);
  }

  private static StoredRun.Trial fork(int round, String variant, List<Double> iterations) {
    return new StoredRun.Trial(
        2 * round,
        round,
        "timing",
        "A/op=x",
        variant,
        "done",
        "",
        1,
        "",
        "",
        iterations,
        Map.of(),
        Map.of());
  }

  private static List<Finding> findings(StoredRun.Trial... trials) {
    return Steadiness.of(List.of(StoredRuns.of("runs/a", List.of(), List.of(trials))));
  }

  @Test
  void forksThatChangedAreToldByArmAndRound() {
    assertThat(
            findings(
                fork(0, "before", 100, 100),
                fork(1, "before", 110, 100),
                fork(2, "before", 100, 105),
                fork(0, "after", 50, 50)))
        .extracting(Finding::toString)
        .containsExactly(
            "runs/a: A/op=x/variant=before: 2 of 3 forks did not become steady (round 2, 3): their"
                + " times changed by more than 2 % between iterations; warm up longer");
  }

  @Test
  void aChangeTooSmallToMatterIsNone() {
    assertThat(findings(fork(0, "before", 101, 100))).isEmpty();
  }

  @Test
  void forksWithoutIterationsAreNotJudged() {
    assertThat(findings(fork(0, "before", List.of()))).isEmpty();
  }

  @Test
  void forksOfOneIterationAreNotCounted() {
    assertThat(findings(fork(0, "before", 110, 100), fork(1, "before", List.of(100.0))))
        .singleElement()
        .asString()
        .contains("1 of 1 forks did not become steady (round 1)");
  }
}
