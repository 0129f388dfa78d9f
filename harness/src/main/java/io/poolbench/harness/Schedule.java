package io.poolbench.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order of the trials: randomised blocks. Every round runs each arm once; within a round the
 * benchmarks come in a shuffled order, and the arms of one benchmark follow each other in a
 * shuffled order, so that drift of the machine falls on all arms alike.
 */
final class Schedule {

  private Schedule() {}

  /**
   * @param benchmarks the arms of each benchmark
   * @param seed the same seed gives the same order
   */
  static List<Trial> of(List<List<Arm>> benchmarks, int rounds, long seed) {
    Random random = new Random(seed);
    List<Trial> trials = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (List<Arm> arms : shuffled(benchmarks, random)) {
        for (Arm arm : shuffled(arms, random)) {
          trials.add(Trial.pending(trials.size(), round, arm));
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
