package io.poolbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.run.Costs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ShardOptionsTest {

  private static final List<Block> ALL =
      new Selection(
              Pattern.compile(""),
              List.of("", "gc=g1"),
              Set.of(Trial.Kind.PROFILE_CPU),
              RunPlan.Census.Scope.SEEDS)
          .blocks();

  private static Map<String, Long> millis() {
    return Costs.planned(ALL, RunPlan.NAMED.getFirst());
  }

  @Test
  void aBenchmarkIsOnOneShardWithAllItsVariantsAndKindsOfTrials() {
    ShardOptions.Share first =
        new ShardOptions.Share(
            new Shard(1, 3, List.copyOf(millis().keySet())), Shard.split(millis(), 3).getFirst());
    List<Block> mine = ALL.stream().filter(first::has).toList();
    List<Block> others = ALL.stream().filter(block -> !first.has(block)).toList();
    assertThat(benchmarks(mine))
        .hasSize(first.mine().size())
        .doesNotContainAnyElementsOf(benchmarks(others));
    assertThat(mine).hasSizeGreaterThan(2 * first.mine().size());
  }

  private static Set<String> benchmarks(List<Block> blocks) {
    return blocks.stream()
        .flatMap(block -> block.arms().stream())
        .map(Arm::benchmark)
        .collect(Collectors.toSet());
  }

  @Test
  void theNumberIsFromOneAsPeopleAndMatricesCount() {
    assertThat(parse("2/4", Map.of())).isEqualTo(new Shard(2, 4, List.of()));
  }

  @Test
  void theIndexOfKubernetesIsFromZero() {
    assertThat(parse("auto/4", Map.of("JOB_COMPLETION_INDEX", "0")).name()).isEqualTo("1/4");
    assertThat(parse("auto/4", Map.of("JOB_COMPLETION_INDEX", "3")).name()).isEqualTo("4/4");
  }

  @Test
  void bothNumbersOfGitLabAreTaken() {
    Map<String, String> gitlab = Map.of("CI_NODE_INDEX", "3", "CI_NODE_TOTAL", "5");
    assertThat(parse("auto", gitlab).name()).isEqualTo("3/5");
    assertThat(parse("auto/6", gitlab).name()).isEqualTo("3/6");
  }

  @Test
  void whatIsNoShardIsRefusedInOneLine() {
    refused("0/4", Map.of(), "--shard: found 0/4, expected a number from 1 to 4 before the slash");
    refused("5/4", Map.of(), "--shard: found 5/4, expected a number from 1 to 4 before the slash");
    refused("4", Map.of(), "--shard: found '4', expected I/N such as 1/4, auto/N or auto");
    refused(
        "auto/4",
        Map.of("JOB_COMPLETION_INDEX", "4"),
        "--shard: found auto/4, which is 5/4, expected a number from 1 to 4 before the slash");
    refused(
        "auto/4",
        Map.of(),
        "--shard: found 'auto/4', but neither JOB_COMPLETION_INDEX nor CI_NODE_INDEX is set; write the number, such as 1/4");
    refused(
        "auto",
        Map.of("JOB_COMPLETION_INDEX", "1"),
        "--shard: found 'auto', but only GitLab (CI_NODE_TOTAL) says how many shards there are; write auto/N");
    refused(
        "auto", Map.of("CI_NODE_INDEX", "x"), "--shard: CI_NODE_INDEX is 'x', expected a number");
  }

  private static Shard parse(String text, Map<String, String> environment) {
    return ShardOptions.parse(text, List.of(), environment);
  }

  private static void refused(String text, Map<String, String> environment, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(text, environment))
        .withMessage(message);
  }
}
