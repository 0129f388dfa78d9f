package io.poolbench.harness.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One machine's share of a run. Whole benchmarks are shared out: all variants and all kinds of
 * trials of one run on the same machine, or nothing could be compared.
 *
 * @param index which one, from 1
 * @param shards how many there are
 * @param benchmarks of all shards, in the order of the catalogue: what a merged run must hold
 */
public record Shard(int index, int shards, List<String> benchmarks) {

  public Shard {
    benchmarks = List.copyOf(benchmarks);
  }

  /** Names the shard as users write it: {@code 1/3}. */
  public String name() {
    return index + "/" + shards;
  }

  /**
   * Shares benchmarks out: the one that takes longest first, each to the shard that has least so
   * far. A function of its arguments alone, so that every machine computes the same split.
   *
   * @param millis what each takes, in the order of the catalogue
   * @return as many lists as shards, each in the order of the catalogue; some empty where there are
   *     more shards than benchmarks
   */
  public static List<List<String>> split(Map<String, Long> millis, int shards) {
    long[] load = new long[shards];
    List<List<String>> split = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      split.add(new ArrayList<>());
    }
    List<String> longestFirst =
        millis.keySet().stream()
            .sorted(
                Comparator.<String, Long>comparing(name -> millis.getOrDefault(name, 0L))
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (String benchmark : longestFirst) {
      int least = 0;
      for (int shard = 1; shard < shards; shard++) {
        if (load[shard] < load[least]) {
          least = shard;
        }
      }
      // At least something each: else all benchmarks that take no time would be on one shard.
      load[least] += Math.max(1, millis.getOrDefault(benchmark, 0L));
      split.get(least).add(benchmark);
    }
    return split.stream()
        .map(shard -> millis.keySet().stream().filter(shard::contains).toList())
        .toList();
  }
}
