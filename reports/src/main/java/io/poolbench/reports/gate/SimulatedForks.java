package io.poolbench.reports.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes forks with the troubles of real ones, for where no recorded ones are at hand: the noise
 * differs tenfold between benchmarks, half of them have two states, some become slower while they
 * are measured, and there are pauses. The 10th percentile of a fork varies by 1.0, 2.0 and 4.5 %
 * (quartiles over benchmarks); of 586 public ones it is 0.9, 2.2 and 5.3 %.
 */
public final class SimulatedForks {

  private static final int FORKS = 10;

  /** Deviation between forks of the middle benchmark, and its spread over benchmarks. */
  private static final double NOISE = 0.014;

  private static final double NOISE_SPREAD = 0.9;

  /** The share of benchmarks that have two states. */
  private static final double TWO_STATES = 0.46;

  /** The distance of these states, in deviations of a fork. */
  private static final double APART = 3;

  private static final double SLOWS_DOWN = 0.1;
  private static final double SLOWER = 0.3;
  private static final double PAUSE_SHARE = 0.05;
  private static final double PAUSE = 0.25;

  private SimulatedForks() {}

  /** Makes so many benchmarks of ten forks each; the same for the same seed. */
  public static List<Replay.Recorded> of(int benchmarks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Replay.Recorded> recorded = new ArrayList<>();
    for (int i = 0; i < benchmarks; i++) {
      recorded.add(benchmark("simulated " + i, random.split()));
    }
    return recorded;
  }

  private static Replay.Recorded benchmark(String name, SplittableRandom random) {
    double noise = NOISE * Math.exp(NOISE_SPREAD * random.nextGaussian());
    double apart = random.nextDouble() < TWO_STATES ? APART * noise : 0;
    double share = random.nextDouble();
    List<List<Double>> forks = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      double level = noise * random.nextGaussian() + (random.nextDouble() < share ? apart : 0);
      forks.add(fork(level, noise, random));
    }
    return new Replay.Recorded(name, forks);
  }

  private static List<Double> fork(double level, double noise, SplittableRandom random) {
    int slowerFrom =
        random.nextDouble() < SLOWS_DOWN ? random.nextInt(Replay.ITERATIONS) : Replay.ITERATIONS;
    List<Double> iterations = new ArrayList<>();
    for (int i = 0; i < Replay.ITERATIONS; i++) {
      double time = level + noise * random.nextGaussian() + (i >= slowerFrom ? SLOWER : 0);
      if (random.nextDouble() < PAUSE_SHARE) {
        time += PAUSE * random.nextDouble();
      }
      iterations.add(Math.exp(time));
    }
    return iterations;
  }
}
