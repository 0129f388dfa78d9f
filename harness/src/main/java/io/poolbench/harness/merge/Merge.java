package io.poolbench.harness.merge;

import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.Hosts;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunRecord;
import io.poolbench.harness.rundir.RunRecord.BenchmarkRecord;
import io.poolbench.harness.rundir.RunRecord.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges several runs into one. The host is a block: all trials of a benchmark are of one machine,
 * and those of one machine follow each other in the order in which they ran. A function of the runs
 * alone, in whatever order they are named: it knows neither clock nor the machine that it runs on.
 */
final class Merge {

  /** The names that a line bears. */
  private static final int SHOWN = 10;

  private final List<MergeInput> inputs;
  private final Hosts hosts;
  private final SequencedMap<String, BenchmarkRecord> benchmarks = new LinkedHashMap<>();
  private final List<Trial> trials = new ArrayList<>();
  private final List<Map<Integer, Integer>> newIndexes = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  private Merge(List<MergeInput> inputs) {
    this.inputs = inputs;
    this.hosts = new Hosts(inputs.stream().map(input -> input.run().environment()).toList());
  }

  /**
   * The runs as one.
   *
   * @param inputs in the order of the trials
   * @param newIndexes of each input, from the index that a trial had to the one that it has
   * @param hosts how many machines there were
   */
  record Result(
      RunRecord run, List<MergeInput> inputs, List<Map<Integer, Integer>> newIndexes, int hosts) {}

  /**
   * Merges the records of runs.
   *
   * @param partial whether shards may be missing or unfinished
   * @param sameHosts whether hosts must not differ in what numbers depend on
   * @throws IllegalArgumentException with what is wrong, when the runs are not parts of one
   */
  static Result of(List<MergeInput> unordered, boolean partial, boolean sameHosts) {
    Merge merge =
        new Merge(
            unordered.stream()
                .sorted(
                    Comparator.comparingInt(MergeInput::shardIndex)
                        .thenComparing(input -> input.run().started())
                        .thenComparing(input -> input.run().toJson()))
                .toList());
    MergeChecks.requirePartsOfOneRun(merge.inputs);
    merge.tellHosts(sameHosts);
    merge.tellUnfinished(partial);
    merge.addAll();
    merge.tellMissing(partial);
    return new Result(
        merge.record(), merge.inputs, List.copyOf(merge.newIndexes), merge.hosts.machines());
  }

  private void tellHosts(boolean sameHosts) {
    for (String difference : hosts.differences()) {
      if (sameHosts) {
        throw new IllegalArgumentException(
            difference
                + "; --same-hosts expects them alike: measure on machines of one kind, or leave it out");
      }
      findings.add(
          difference
              + "; each benchmark was measured on one host, do not compare its numbers with those"
              + " of a benchmark on another");
    }
  }

  private void tellUnfinished(boolean partial) {
    for (int part = 0; part < inputs.size(); part++) {
      MergeInput input = inputs.get(part);
      if (input.pending() > 0) {
        String pending =
            "%d of %d trials are pending".formatted(input.pending(), input.run().trials().size());
        if (!partial) {
          throw new IllegalArgumentException(
              "%s: %s; finish it with 'poolbench run --resume %s' where it was begun, or merge what is there with --partial"
                  .formatted(input.root(), pending, input.root()));
        }
        findings.add(
            "host %s%s: unfinished, %s".formatted(hosts.label(part), shard(input), pending));
      }
    }
  }

  private static String shard(MergeInput input) {
    return input.run().shard() == null ? "" : ", shard " + input.run().shard().name();
  }

  private void addAll() {
    Map<String, Integer> rounds = new HashMap<>();
    Map<String, Integer> partOf = new HashMap<>();
    for (int part = 0; part < inputs.size(); part++) {
      RunRecord run = inputs.get(part).run();
      for (BenchmarkRecord benchmark : run.benchmarks()) {
        BenchmarkRecord here = benchmark.on(hosts.label(part));
        BenchmarkRecord other = benchmarks.putIfAbsent(benchmark.name(), here);
        if (other != null) {
          requireSameHost(other, here, partOf.getOrDefault(benchmark.name(), 0), part);
        }
        partOf.putIfAbsent(benchmark.name(), part);
      }
      addTrials(run, rounds);
    }
  }

  /** Rounds of a benchmark that the same machine has measured twice follow each other. */
  private void addTrials(RunRecord run, Map<String, Integer> rounds) {
    Map<Integer, Integer> indexes = new LinkedHashMap<>();
    Map<String, Integer> before = Map.copyOf(rounds);
    for (Trial trial : run.trials()) {
      int round = trial.round() + before.getOrDefault(trial.benchmark(), 0);
      indexes.put(trial.index(), trials.size());
      trials.add(trial.at(trials.size(), round));
      rounds.merge(trial.benchmark(), round + 1, Math::max);
    }
    newIndexes.add(indexes);
  }

  private void requireSameHost(
      BenchmarkRecord other, BenchmarkRecord here, int otherPart, int part) {
    String both =
        "%s: is in %s and in %s"
            .formatted(here.name(), inputs.get(otherPart).name(), inputs.get(part).name());
    if (!hosts.label(otherPart).equals(hosts.label(part))) {
      throw new IllegalArgumentException(
          both
              + ", expected on one host; leave one of them out (shards overlap when their --costs differ)");
    }
    if (!other.equals(here)) {
      throw new IllegalArgumentException(
          both + " with other variants or of another source; leave one of them out");
    }
    findings.add(
        "%s: measured in two runs of host %s, whose rounds follow each other"
            .formatted(here.name(), hosts.label(part)));
  }

  private void tellMissing(boolean partial) {
    SequencedSet<String> missing = new LinkedHashSet<>(whole());
    missing.removeAll(benchmarks.keySet());
    if (missing.isEmpty()) {
      return;
    }
    String what =
        "%d of %d benchmarks are in no shard: %s%s"
            .formatted(
                missing.size(),
                whole().size(),
                String.join(", ", missing.stream().limit(SHOWN).toList()),
                missing.size() > SHOWN ? " and more" : "");
    if (!partial) {
      throw new IllegalArgumentException(
          "%s; name all shards (there are %s of %d), or merge what is there with --partial"
              .formatted(
                  what, inputs.stream().map(MergeInput::shardIndex).distinct().toList(), shards()));
    }
    findings.add(what);
  }

  private int shards() {
    Shard shard = inputs.getFirst().run().shard();
    return shard == null ? 1 : shard.shards();
  }

  /**
   * Returns all benchmarks that there are to be, in the order of the catalogue; empty where nobody
   * knows.
   */
  private List<String> whole() {
    Shard shard = inputs.getFirst().run().shard();
    return shard == null ? List.of() : shard.benchmarks();
  }

  private RunRecord record() {
    RunRecord first = inputs.getFirst().run();
    SequencedMap<String, BenchmarkRecord> ordered = new LinkedHashMap<>();
    whole().stream()
        .filter(benchmarks::containsKey)
        .forEach(name -> ordered.put(name, benchmarks.get(name)));
    ordered.putAll(benchmarks);
    int rounds = trials.stream().mapToInt(trial -> trial.round() + 1).max().orElse(0);
    findings.addAll(hosts.union(part -> inputs.get(part).run().findings()));
    return new RunRecord(
        RunRecord.SCHEMA,
        first.poolbench(),
        inputs.stream().map(input -> input.run().started()).min(String::compareTo).orElseThrow(),
        first.plan().forks().untilDecided()
            ? first.plan()
            : first.plan().withRounds(Math.max(rounds, first.plan().forks().first())),
        first.seed(),
        first.code(),
        hosts.environment(),
        List.copyOf(ordered.values()),
        List.copyOf(trials),
        findings.stream().distinct().toList(),
        jars(),
        null,
        parts());
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part < inputs.size(); part++) {
      RunRecord run = inputs.get(part).run();
      parts.add(
          new Part(
              hosts.label(part),
              run.shard() == null ? "" : run.shard().name(),
              run.started(),
              run.seed(),
              run.environment()));
    }
    return parts;
  }

  private @Nullable JarSuite jars() {
    JarSuite first = inputs.getFirst().run().jars();
    if (first == null) {
      return null;
    }
    Map<String, JarBenchmark> all = new LinkedHashMap<>();
    Set<JarSuite.Unmatched> unmatched = new LinkedHashSet<>();
    for (MergeInput input : inputs) {
      JarSuite suite = input.run().jars();
      if (suite != null) {
        all.putAll(suite.benchmarks());
        unmatched.addAll(suite.unmatched());
      }
    }
    return new JarSuite(first.arms(), all, List.copyOf(unmatched), first.counting());
  }
}
