package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.poolbench.harness.Schedule.Block;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ShardTest {

  private static final RunPlan SMOKE = RunPlan.NAMED.getFirst();
  private static final List<Block> ALL =
      new Selection(Pattern.compile(""), List.of("", "gc=g1"), Set.of(Trial.Kind.PROFILE_CPU))
          .blocks();

  private static Map<String, Long> millis() {
    return ShardOptions.millis(ALL, SMOKE, null);
  }

  @Test
  void theShardsTogetherAreTheWholeAndNoneHasWhatAnotherHas() {
    for (int shards = 1; shards <= 9; shards++) {
      List<String> together = Shard.split(millis(), shards).stream().flatMap(List::stream).toList();
      assertThat(together).containsExactlyInAnyOrderElementsOf(millis().keySet());
    }
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
  void theLongestComesFirstAndGoesWhereThereIsLeast() {
    Map<String, Long> millis = Map.of("a", 7L, "b", 6L, "c", 5L, "d", 4L, "e", 3L);
    assertThat(Shard.split(new TreeMap<>(millis), 2))
        .containsExactly(List.of("a", "d", "e"), List.of("b", "c"));
  }

  @Test
  void shardsTakeAboutEquallyLong() {
    Map<String, Long> millis = millis();
    List<Long> loads =
        Shard.split(millis, 4).stream()
            .map(shard -> shard.stream().mapToLong(name -> millis.getOrDefault(name, 0L)).sum())
            .toList();
    assertThat(Collections.max(loads) - Collections.min(loads))
        .isLessThanOrEqualTo(Collections.max(millis.values()));
  }

  @Test
  void theSplitDependsOnCostsAndNotOnTheOrderInWhichTheyAreKnown() {
    Map<String, Long> backwards = new LinkedHashMap<>();
    List.copyOf(millis().keySet())
        .reversed()
        .forEach(name -> backwards.put(name, millis().get(name)));
    assertThat(Shard.split(backwards, 3).stream().map(Set::copyOf))
        .isEqualTo(Shard.split(millis(), 3).stream().map(Set::copyOf).toList());
  }

  @Test
  void moreShardsThanBenchmarksLeaveSomeEmpty() {
    assertThat(Shard.split(Map.of("a", 0L), 3)).containsExactly(List.of("a"), List.of(), List.of());
  }

  @Test
  void whatAnEarlierRunTookIsWhatItCosts() {
    Arm before = new Arm("bufioreuse", "fakeconn", "before");
    Arm after = new Arm("bufioreuse", "fakeconn", "after");
    List<Block> blocks = List.of(new Block(Trial.Kind.TIMING, List.of(before, after)));
    // 2.5 seconds each in the earlier run, of six rounds and two arms in this one.
    assertThat(ShardOptions.millis(blocks, SMOKE.withRounds(6), RunRecordTest.record()))
        .containsExactly(Map.entry("Bufioreuse/op=fakeconn", 30_000L));
  }

  @Test
  void whatNoEarlierRunTookIsTheEstimateCorrectedByHowFarItWasOff() {
    Arm other = new Arm("cipher", "seal-1k", "before");
    List<Block> blocks = List.of(new Block(Trial.Kind.TIMING, List.of(other)));
    double correction = 2500.0 / SMOKE.trialMillis(Trial.Kind.TIMING);
    assertThat(ShardOptions.millis(blocks, SMOKE.withRounds(1), RunRecordTest.record()))
        .containsExactly(
            Map.entry(
                "Cipher/op=seal-1k",
                Math.round(correction * SMOKE.trialMillis(Trial.Kind.TIMING))));
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
