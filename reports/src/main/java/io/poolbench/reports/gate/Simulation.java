package io.poolbench.reports.gate;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Forks as they are seen on real machines, for trying the gate on: the level drifts with the
 * machine, some forks settle in another mode, one in nine changes its level while it is measured,
 * iterations wander and now and then meet a collection. The sizes are chosen so that forks differ
 * by 1.6 % in their 10th percentile and 4.1 % in their mean, as 586 public benchmarks do.
 */
final class Simulation {

  private static final Metric TIME = new Metric("sec/op", Better.LOWER, Assumption.SAMPLED);

  private static final int ITERATIONS = 50;

  private static final double DRIFT = 0.005;
  private static final double DRIFT_KEPT = 0.95;
  private static final double FORK = 0.010;
  private static final double MODE_SHARE = 0.1;
  private static final double MODE = 0.035;
  private static final double UNSTEADY_SHARE = 0.11;
  private static final double UNSTEADY_MOST = 0.42;
  private static final int LATEST_CHANGE = 40;
  private static final double ITERATION = 0.02;
  private static final double ITERATION_KEPT = 0.3;
  private static final double PAUSE_SHARE = 0.05;
  private static final double PAUSE = 0.25;

  private final RandomGenerator random;
  private final double effect;
  private final List<List<Double>> baseline = new ArrayList<>();
  private final List<List<Double>> candidate = new ArrayList<>();
  private double drift;

  /**
   * One benchmark, not yet run.
   *
   * @param effect true ratio of candidate to baseline
   */
  Simulation(long seed, double effect) {
    random = new SplittableRandom(seed);
    this.effect = effect;
    drift = DRIFT * random.nextGaussian();
  }

  /** Runs further forks, in turns and in random order, until each arm has that many. */
  Question run(String name, int forks) {
    while (baseline.size() < forks) {
      boolean first = random.nextBoolean();
      fork(first);
      fork(!first);
    }
    return new Question(name, TIME, forks(baseline), forks(candidate), true);
  }

  private static Forks forks(List<List<Double>> iterations) {
    return new Forks(
        iterations.stream()
            .map(fork -> fork.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toList(),
        iterations);
  }

  private void fork(boolean ofCandidate) {
    drift =
        DRIFT_KEPT * drift + Math.sqrt(1 - DRIFT_KEPT * DRIFT_KEPT) * DRIFT * random.nextGaussian();
    double level = drift + FORK * heavyTailed();
    if (random.nextDouble() < MODE_SHARE) {
      level += MODE;
    }
    boolean unsteady = random.nextDouble() < UNSTEADY_SHARE;
    int settled = unsteady ? random.nextInt(1, LATEST_CHANGE) : 0;
    double slower = UNSTEADY_MOST * random.nextDouble();
    double wander = 0;
    List<Double> iterations = new ArrayList<>(ITERATIONS);
    for (int i = 0; i < ITERATIONS; i++) {
      wander =
          ITERATION_KEPT * wander
              + Math.sqrt(1 - ITERATION_KEPT * ITERATION_KEPT) * ITERATION * random.nextGaussian();
      double time = level + wander + (i < settled ? slower : 0);
      if (random.nextDouble() < PAUSE_SHARE) {
        time += PAUSE * random.nextDouble();
      }
      iterations.add((ofCandidate ? effect : 1) * Math.exp(time));
    }
    (ofCandidate ? candidate : baseline).add(iterations);
  }

  /** Student's t of 5 degrees of freedom, scaled to a deviation of 1. */
  private double heavyTailed() {
    double squares = 0;
    for (int i = 0; i < 5; i++) {
      double z = random.nextGaussian();
      squares += z * z;
    }
    return random.nextGaussian() / Math.sqrt(squares / 5) * Math.sqrt(3.0 / 5);
  }
}
