package io.poolbench.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.run.Costs;
import io.poolbench.harness.rundir.RunRecordTest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ShardTest {

  private static final RunPlan SMOKE = RunPlan.NAMED.getFirst();
  private static final List<Block> ALL =
      new Selection(
              Pattern.compile(""),
              List.of("", "gc=g1"),
              Set.of(Trial.Kind.PROFILE_CPU),
              RunPlan.Census.Scope.SEEDS)
          .blocks();

  private static Map<String, Long> millis() {
    return Costs.planned(ALL, SMOKE);
  }

  @Test
  void theShardsTogetherAreTheWholeAndNoneHasWhatAnotherHas() {
    for (int shards = 1; shards <= 9; shards++) {
      List<String> together = Shard.split(millis(), shards).stream().flatMap(List::stream).toList();
      assertThat(together).containsExactlyInAnyOrderElementsOf(millis().keySet());
    }
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
    Map<String, Long> millis = millis();
    Map<String, Long> backwards = new LinkedHashMap<>();
    List.copyOf(millis.entrySet())
        .reversed()
        .forEach(cost -> backwards.put(cost.getKey(), cost.getValue()));
    assertThat(Shard.split(backwards, 3).stream().map(Set::copyOf))
        .isEqualTo(Shard.split(millis, 3).stream().map(Set::copyOf).toList());
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
    assertThat(Costs.millis(blocks, SMOKE.withRounds(6), RunRecordTest.record()))
        .containsExactly(Map.entry("Bufioreuse/op=fakeconn", 30_000L));
  }

  @Test
  void whatNoEarlierRunTookIsTheEstimateCorrectedByHowFarItWasOff() {
    Arm other = new Arm("cipher", "seal-1k", "before");
    List<Block> blocks = List.of(new Block(Trial.Kind.TIMING, List.of(other)));
    double correction = 2500.0 / SMOKE.trialMillis(Trial.Kind.TIMING);
    assertThat(Costs.millis(blocks, SMOKE.withRounds(1), RunRecordTest.record()))
        .containsExactly(
            Map.entry(
                "Cipher/op=seal-1k",
                Math.round(correction * SMOKE.trialMillis(Trial.Kind.TIMING))));
  }
}
