package io.poolbench.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order of the trials: randomised blocks. Every round runs each arm once; within a round the
 * blocks come in a shuffled order, and the arms of one block follow each other in a shuffled order,
 * so that drift of the machine falls on all arms alike.
 */
final class Schedule {

  /**
   * What is compared with each other.
   *
   * @param kind of all its trials
   * @param arms of one benchmark, the base first
   */
  record Block(Trial.Kind kind, List<Arm> arms) {}

  private Schedule() {}

  /**
   * @param plan how many rounds each kind has
   * @param seed the same seed gives the same order
   */
  static List<Trial> of(List<Block> blocks, RunPlan plan, long seed) {
    Random random = new Random(seed);
    List<Trial> trials = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      for (Block block : shuffled(blocks, random)) {
        if (round >= plan.rounds(block.kind())) {
          continue;
        }
        for (Arm arm : shuffled(block.arms(), random)) {
          trials.add(Trial.pending(trials.size(), round, block.kind(), arm));
        }
      }
    }
    return List.copyOf(trials);
  }

  private static <T> List<T> shuffled(List<T> items, Random random) {
    List<T> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
