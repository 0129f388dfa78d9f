package io.poolbench.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingGroupTest {

  private static Finding finding(String text) {
    return new Finding("run.json", text);
  }

  @Test
  void whatSaysTheSameOfAnotherBenchmarkIsTheSameKind() {
    List<FindingGroup> groups =
        FindingGroup.of(
            List.of(
                finding("bufioreuse/fakeconn before: the census adds up to 11248 B/op"),
                finding("the load average is 3.3: something else runs on this machine"),
                finding("tlsoutbuf/write after: the census adds up to 2936 B/op")));
    assertThat(groups).hasSize(2);
    assertThat(groups.getFirst().findings()).hasSize(2);
    assertThat(groups.getFirst().line())
        .isEqualTo("bufioreuse/fakeconn before: the census adds up to 11248 B/op (and 1 more)");
  }

  @Test
  void theWorstStandsFirstHoweverOftenOthersAre() {
    List<FindingGroup> groups =
        FindingGroup.of(
            List.of(
                finding("a/b: allocs/op ranges from 1 to 2"),
                finding("a/c: allocs/op ranges from 3 to 4"),
                finding("2 of 9 benchmarks are left out: the budget was 1:00"),
                finding("A/op=x after: 1 of 6 trials failed")));
    assertThat(groups)
        .extracting(FindingGroup::weight)
        .containsExactly(
            FindingGroup.Weight.MISSING, FindingGroup.Weight.MISSING, FindingGroup.Weight.UNSTEADY);
  }

  @Test
  void tenLinesAreEnoughAndHoldEveryFinding() {
    List<Finding> many = new ArrayList<>();
    for (char kind = 'a'; kind < 'a' + 15; kind++) {
      many.add(finding("of kind " + kind));
    }
    List<FindingGroup> groups = FindingGroup.of(many);
    assertThat(groups).hasSize(10);
    assertThat(groups.stream().flatMap(group -> group.findings().stream()))
        .containsExactlyInAnyOrderElementsOf(many);
  }
}
