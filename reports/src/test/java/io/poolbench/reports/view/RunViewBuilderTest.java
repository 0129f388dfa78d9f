package io.poolbench.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunViewBuilderTest {

  @Test
  void aChangeIsTheUnifiedDiffFromEachVariantToTheNext() {
    List<SourceDiff> diffs =
        builder(
                List.of(),
                source("a", "before", "Before.java", "one", "two", "three"),
                source("a", "after", "After.java", "one", "2", "2b", "three"),
                source("b", "before", "Before.java", "x"))
            .diffs();
    assertThat(diffs)
        .containsExactly(
            new SourceDiff(
                "a",
                "Before.java",
                "After.java",
                2,
                1,
                List.of("@@ -1,3 +1,4 @@", " one", "-two", "+2", "+2b", " three")));
  }

  @Test
  void equalSourcesAreNoChange() {
    assertThat(
            builder(
                    List.of(),
                    source("a", "before", "A.java", "x"),
                    source("a", "after", "B.java", "x"))
                .diffs())
        .isEmpty();
  }

  @Test
  void everyForkStandsAtItsPlaceAgainstTheMedianOfItsArm() {
    RunOrder order =
        builder(
                List.of(
                    trial(0, "before", Map.of("sec/op", 2.0), Map.of()),
                    trial(1, "after", Map.of("sec/op", 1.0), Map.of()),
                    trial(2, "before", Map.of("B/op", 7.0), Map.of()),
                    trial(3, "before", Map.of("sec/op", 4.0), Map.of()),
                    trial(4, "before", Map.of("sec/op", 6.0), Map.of())))
            .order("sec/op")
            .orElseThrow();
    assertThat(order.arms()).containsExactly("before", "after");
    assertThat(order.points()).extracting(RunOrder.Point::trial).containsExactly(0, 1, 3, 4);
    assertThat(order.points())
        .extracting(RunOrder.Point::ratio)
        .containsExactly(0.5, 1.0, 1.0, 1.5);
  }

  @Test
  void aUnitThatNoForkMeasuredHasNoOrder() {
    assertThat(builder(List.of()).order("sec/op")).isEmpty();
  }

  @Test
  void retainedClassesAreMediansOverForksAndWhatChangedStandsFirst() {
    BytesByClass retention =
        builder(
                List.of(
                    trial(0, "before", Map.of(), Map.of("int[]", 400.0, "byte[]", 100.0)),
                    trial(1, "after", Map.of(), Map.of("int[]", 400.0)),
                    trial(2, "before", Map.of(), Map.of("int[]", 400.0, "byte[]", 104.0)),
                    trial(3, "before", Map.of(), Map.of("int[]", 400.0, "byte[]", 900.0))))
            .retentions()
            .getFirst();
    assertThat(retention.variants()).containsExactly("before", "after");
    assertThat(retention.rows())
        .containsExactly(
            new BytesByClass.Row("byte[]", List.of(104.0, 0.0)),
            new BytesByClass.Row("int[]", List.of(400.0, 400.0)));
    assertThat(retention.totals()).containsExactly(504.0, 400.0);
  }

  private static RunViewBuilder builder(List<StoredRun.Trial> trials, StoredRun.Source... sources) {
    StoredRun.Subject subject =
        new StoredRun.Subject("A/op=x", "a", "x", "", "", List.of("before", "after"), List.of());
    return new RunViewBuilder(
        StoredRuns.of("r", List.of(subject), List.of(), trials, List.of(sources)));
  }

  private static StoredRun.Source source(
      String technique, String variant, String file, String... lines) {
    return new StoredRun.Source(technique, variant, file, Stream.of(lines).toList());
  }

  private static StoredRun.Trial trial(
      int index, String variant, Map<String, Double> metrics, Map<String, Double> retained) {
    return new StoredRun.Trial(
        index, 0, "timing", "A/op=x", variant, "done", "", 1, "", "", List.of(), metrics, retained);
  }
}
