package io.poolbench.reports.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.NamedArms.Split;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NamedArmsTest {

  private static final List<String> POOLS =
      List.of(
          "org.example.ClaimRelease.Blaze.cycle",
          "org.example.ClaimRelease.Queue.cycle",
          "org.example.ClaimRelease.Queue.close");

  private static final String CYCLE = "ClaimRelease\\.(\\w+)\\.cycle";

  private static String refused(String regex) {
    try {
      return "split " + NamedArms.of(regex, null).split(POOLS);
    } catch (InputException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whatTheGroupMatchesIsTheArmAndAStarStandsForItInTheBenchmark() {
    assertThat(NamedArms.of(CYCLE, null).split(POOLS))
        .containsExactly(
            Map.entry(POOLS.get(0), new Split("org.example.ClaimRelease.*.cycle", "Blaze")),
            Map.entry(POOLS.get(1), new Split("org.example.ClaimRelease.*.cycle", "Queue")));
  }

  @Test
  void aPartOfAWordIsAnArmToo() {
    List<String> methods = List.of("a.Map.getOld", "a.Map.getNew", "a.Map.putOld", "a.Map.putNew");
    assertThat(NamedArms.of("(Old|New)$", null).split(methods).values())
        .containsExactly(
            new Split("a.Map.get*", "Old"),
            new Split("a.Map.get*", "New"),
            new Split("a.Map.put*", "Old"),
            new Split("a.Map.put*", "New"));
  }

  @Test
  void theBaseIsTheFirstThatComesOrTheOneThatIsNamed() {
    NamedArms queue = NamedArms.of(CYCLE, "Queue");
    assertThat(queue.arms(queue.split(POOLS).values())).containsExactly("Queue", "Blaze");
    NamedArms first = NamedArms.of(CYCLE, null);
    assertThat(first.arms(first.split(POOLS).values())).containsExactly("Blaze", "Queue");
    NamedArms none = NamedArms.of(CYCLE, "Stack");
    assertThatThrownBy(() -> none.arms(none.split(POOLS).values()))
        .hasMessage("--base: there is no arm Stack; expected one of [Blaze, Queue]");
  }

  @Test
  void anExpressionWithoutExactlyOneGroupIsRefused() {
    assertThat(refused("ClaimRelease"))
        .isEqualTo(
            "--vary-benchmark: found 'ClaimRelease' with no group; expected a regular expression with"
                + " one group that matches what tells the arms apart, as in"
                + " 'Cache\\.(\\w+)Get'; put parentheses around what tells the arms apart");
    assertThat(refused("(a)(b)"))
        .contains("'(a)(b)' with 2 groups")
        .endsWith("for the other groups");
    assertThat(refused("(a")).contains("'(a' (Unclosed group)").endsWith("'Cache\\.(\\w+)Get'");
  }

  @Test
  void anExpressionThatMatchesNothingIsRefusedWithWhatThereIs() {
    assertThat(refused("(Nosuch)"))
        .contains("'(Nosuch)' matches no benchmark")
        .endsWith("there are " + POOLS.stream().sorted().toList());
  }

  @Test
  void aBenchmarkOfOneArmIsRefused() {
    assertThat(refused("ClaimRelease\\.(\\w+)\\."))
        .contains("gives org.example.ClaimRelease.*.close one arm only, [Queue]; expected");
  }

  @Test
  void anArmWithoutANameIsRefused() {
    assertThat(refused("cycle(\\w*)"))
        .contains("the group of 'cycle(\\w*)' matches nothing in " + POOLS.getFirst());
  }
}
