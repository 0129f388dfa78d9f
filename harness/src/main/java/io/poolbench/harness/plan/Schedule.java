package io.poolbench.harness.plan;

import io.poolbench.scenarios.Catalogue;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Orders the trials in randomised blocks. First come all rounds of the operations of which a seed
 * tells figures, then those of the rest; where a budget may end the run, a few benchmarks at a
 * time, so that it leaves few of them half measured. Every round runs each arm once; within a round
 * the blocks come in a shuffled order, those in which something is timed first, and the arms of one
 * block follow each other in a shuffled order, so that drift of the machine falls on all arms
 * alike. Rounds can be added later, for some blocks or for all.
 */
public final class Schedule {

  /**
   * The arms that are compared with each other.
   *
   * @param kind of all its trials
   * @param arms of one benchmark, the base first
   */
  public record Block(Trial.Kind kind, List<Arm> arms) {

    /** Returns the benchmark's name, as tables show it. */
    public String benchmark() {
      return arms.getFirst().benchmark();
    }

    /** Tells whether a seed states figures of it. */
    boolean isHeadline() {
      Arm arm = arms.getFirst();
      return !Catalogue.seeds(arm.technique(), arm.workload()).isEmpty();
    }
  }

  /** The benchmarks that are measured together where a budget may end the run. */
  private static final int TOGETHER = 8;

  /** Keeps the seeds of rounds apart. */
  private static final long MOST_ROUNDS = 1_000_003;

  private Schedule() {}

  /** Picks a seed for a run of which nobody says in which order its trials come. */
  public static long randomSeed() {
    return new SecureRandom().nextInt(1_000_000);
  }

  /**
   * Makes the schedule of a new run, up to the first look.
   *
   * @param plan how many rounds each kind has
   * @param seed the same seed gives the same order
   */
  public static List<Trial> of(List<Block> blocks, RunPlan plan, long seed) {
    return extended(List.of(), blocks, plan, plan.forks().first(), seed, _ -> true);
  }

  /**
   * Makes a schedule with as many more trials as are asked for. Each round has an order of its own,
   * so that one that is extended goes on as it would have if it had been begun with as many rounds.
   *
   * @param trials those that there are, done or not
   * @param blocks all of them, in the same order as before
   * @param plan how many of the rounds each kind has
   * @param rounds how many there are to be
   * @param seed of the trials that there are
   * @param wanted which blocks get more
   */
  public static List<Trial> extended(
      List<Trial> trials,
      List<Block> blocks,
      RunPlan plan,
      int rounds,
      long seed,
      Predicate<Block> wanted) {
    List<Trial> extended = new ArrayList<>(trials);
    Set<Place> taken = trials.stream().map(Place::of).collect(Collectors.toSet());
    for (Set<String> group : groups(blocks, plan)) {
      for (int round = 0; round < rounds; round++) {
        for (Block block : ordered(blocks, seed, round)) {
          for (Arm arm : block.arms()) {
            if (group.contains(block.benchmark())
                && round < plan.rounds(block.kind(), rounds)
                && wanted.test(block)
                && !taken.contains(new Place(round, block.kind(), arm))) {
              extended.add(Trial.pending(extended.size(), round, block.kind(), arm));
            }
          }
        }
      }
    }
    return List.copyOf(extended);
  }

  /**
   * Returns the benchmarks that are measured together: those of which a seed states figures, then
   * all others. Where a budget may end the run, only few at a time, the most important ones first,
   * so that it leaves few with fewer forks than a comparison needs.
   */
  private static List<Set<String>> groups(List<Block> blocks, RunPlan plan) {
    if (plan.forks().budget().isEmpty()) {
      return List.of(names(blocks, Block::isHeadline), names(blocks, block -> !block.isHeadline()));
    }
    List<String> names = byPriority(blocks).stream().map(Block::benchmark).distinct().toList();
    List<Set<String>> groups = new ArrayList<>();
    for (int from = 0; from < names.size(); from += TOGETHER) {
      groups.add(Set.copyOf(names.subList(from, Math.min(names.size(), from + TOGETHER))));
    }
    return groups;
  }

  private static Set<String> names(List<Block> blocks, Predicate<Block> some) {
    return blocks.stream().filter(some).map(Block::benchmark).collect(Collectors.toSet());
  }

  /**
   * Returns the blocks by what is worth the time most: the first benchmark of each technique, then
   * the second of each, and so on; among these, those first of which a seed states figures.
   */
  public static List<Block> byPriority(List<Block> blocks) {
    Map<String, List<String>> benchmarks = new HashMap<>();
    Map<Block, Integer> places = new HashMap<>();
    for (Block block : blocks) {
      boolean held = block.kind() == Trial.Kind.FOOTPRINT;
      List<String> alike =
          benchmarks.computeIfAbsent(
              block.arms().getFirst().technique() + (held ? " held" : ""), _ -> new ArrayList<>());
      if (!alike.contains(block.benchmark())) {
        alike.add(block.benchmark());
      }
      places.put(block, alike.indexOf(block.benchmark()));
    }
    return blocks.stream()
        .sorted(
            Comparator.comparing((Block block) -> Objects.requireNonNull(places.get(block)))
                .thenComparing(block -> !block.isHeadline()))
        .toList();
  }

  /** Returns the order of a round, which does not depend on what is wanted of it. */
  private static List<Block> ordered(List<Block> blocks, long seed, int round) {
    RandomGenerator random = new SplittableRandom(seed * MOST_ROUNDS + round);
    List<Block> ordered = new ArrayList<>();
    for (Block block : shuffled(blocks, random)) {
      ordered.add(new Block(block.kind(), shuffled(block.arms(), random)));
    }
    ordered.sort(Comparator.comparing(block -> !block.kind().isTimed()));
    return ordered;
  }

  /** The place of a trial in the design. */
  private record Place(int round, Trial.Kind kind, Arm arm) {
    static Place of(Trial trial) {
      return new Place(trial.round(), trial.kind(), trial.arm());
    }
  }

  private static <T> List<T> shuffled(List<T> items, RandomGenerator random) {
    List<T> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
