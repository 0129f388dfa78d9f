package io.poolbench.junit;

import com.sun.management.ThreadMXBean;
import io.poolbench.counting.ObjectCounts;
import io.poolbench.counting.probe.Allocated;
import io.poolbench.counting.probe.ClassHistogram;
import io.poolbench.counting.probe.Compilers;
import io.poolbench.counting.probe.Points;
import java.lang.management.ManagementFactory;
import java.util.Properties;

/**
 * The objects that an operation allocates once it is compiled.
 *
 * @param counts objects by class, of all threads
 * @param nanos how long an operation takes, about
 * @param operations of a stretch in which the thread of the test allocated the least
 * @param leastBytes what it allocated in that one: of objects too rare for the counts
 */
record Allocations(ObjectCounts counts, double nanos, long operations, long leastBytes) {

  /** Says that it cannot be told what an operation allocates. */
  static final class UncountableException extends Exception {
    UncountableException(String reason) {
      super(reason);
    }
  }

  private static final double LEAST_NANOS = 0.5e9;
  private static final double MOST_NANOS = 5e9;

  /** Calls after which the second compiler is sure to have been asked, loops or not. */
  private static final long ENOUGH_CALLS = 20_000;

  private static final double WINDOW_NANOS = 30e6;

  /** Part of a window between two looks at the clock. */
  private static final double TICK_NANOS = 1e6;

  /** Windows that have to allocate alike. */
  private static final int ALIKE = 3;

  /** Less than any object. */
  private static final double SLACK_BYTES = 8;

  /** Part of an operation's bytes that may differ, since some operations allocate now and then. */
  private static final double SLACK = 0.01;

  /** Part of a window in which an idle compiler may still have worked. */
  private static final double BUSY = 0.05;

  /** Lengths of the stretches, in units; mixed, so that drift is no slope. */
  private static final int[] LENGTHS = {1, 5, 2, 7, 3, 8, 4, 6};

  private static final int[] FEW_LENGTHS = {1, 3, 1, 3};

  private static final int LONGEST = 8;

  /** The nanoseconds of an operation above which there are few stretches. */
  private static final double COSTLY_NANOS = 50e6;

  private static final double SHORTEST_UNIT_NANOS = 250e3;
  private static final double LONGEST_UNIT_NANOS = 20e6;

  /** Operations in a unit, where neither time nor heap speaks against it. */
  private static final double OPERATIONS = 100;

  private static final int MOST_SPOILED = 12;

  private static final int RARE_STRETCHES = 3;
  private static final double RARE_NANOS = 50e6;

  /** Warms an operation up and counts its objects. */
  static Allocations of(Operation operation) throws Throwable {
    if (!canBeCounted()) {
      throw new UncountableException("the heap histogram of this JVM shows live objects only");
    }
    Pace pace = warmUp(operation);
    ObjectCounts counts = count(operation, pace);
    long stretch = (long) Math.max(1, RARE_NANOS / pace.nanos);
    return new Allocations(counts, pace.nanos, stretch, leastBytes(operation, stretch));
  }

  private static boolean canBeCounted() throws UncountableException {
    try {
      return ClassHistogram.countsTheDead();
    } catch (IllegalStateException e) {
      throw new UncountableException(String.valueOf(e.getMessage()));
    }
  }

  /** Nanoseconds and bytes of an operation, about. */
  private record Pace(double nanos, double bytes) {}

  /** Runs until an operation allocates what it did before and the compiler has nothing to do. */
  private static Pace warmUp(Operation operation) throws Throwable {
    double[] bytes = new double[ALIKE];
    long calls = 0;
    long tick = 1;
    long began = System.nanoTime();
    for (int window = 0; ; window++) {
      long compiled = Compilers.millis();
      long allocated = Allocated.bytes();
      long started = System.nanoTime();
      long done = 0;
      double nanos;
      do {
        long before = System.nanoTime();
        operation.run(tick);
        done += tick;
        long now = System.nanoTime();
        if (now - before < TICK_NANOS) {
          tick *= 2;
        }
        nanos = now - started;
      } while (nanos < WINDOW_NANOS);
      bytes[window % ALIKE] = Math.max(0, Allocated.bytes() - allocated) / (double) done;
      calls += done;
      double spent = System.nanoTime() - began;
      boolean idle = (Compilers.millis() - compiled) * 1e6 <= BUSY * nanos && !Compilers.isBusy();
      boolean enough = calls >= ENOUGH_CALLS || spent >= LEAST_NANOS;
      if (spent >= MOST_NANOS || (enough && window + 1 >= ALIKE && idle && isSteady(bytes))) {
        return new Pace(nanos / done, bytes[window % ALIKE]);
      }
      if (nanos / done * tick > WINDOW_NANOS) {
        tick = 1;
      }
    }
  }

  private static boolean isSteady(double[] bytes) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double each : bytes) {
      least = Math.min(least, each);
      most = Math.max(most, each);
    }
    return most - least <= SLACK_BYTES + SLACK * most;
  }

  private static ObjectCounts count(Operation operation, Pace pace) throws Throwable {
    System.gc();
    double headroom = Allocated.headroom();
    int[] lengths = pace.nanos > COSTLY_NANOS ? FEW_LENGTHS : LENGTHS;
    double most =
        Math.min(LONGEST_UNIT_NANOS / pace.nanos, headroom / LONGEST / Math.max(1, pace.bytes));
    long unit =
        (long) Math.max(1, Math.min(most, Math.max(OPERATIONS, SHORTEST_UNIT_NANOS / pace.nanos)));
    Points points = new Points();
    double sinceCollection = 0;
    int spoiled = 0;
    while (points.size() < lengths.length) {
      long operations = unit * lengths[points.size()];
      if (sinceCollection + operations * pace.bytes > headroom) {
        System.gc();
        sinceCollection = 0;
      }
      long collections = Allocated.collections();
      ClassHistogram before = ClassHistogram.ofAll();
      operation.run(operations);
      ClassHistogram after = ClassHistogram.ofAll();
      sinceCollection += operations * pace.bytes;
      if (Allocated.collections() == collections) {
        points.add(operations, before, after);
        continue;
      }
      spoiled++;
      if (spoiled > MOST_SPOILED) {
        throw new UncountableException("operations are interrupted by collections");
      }
      unit = Math.max(1, unit / 2);
      System.gc();
      sinceCollection = 0;
    }
    Properties seen = new Properties();
    points.tell(seen);
    return ObjectCounts.of(seen);
  }

  /** Returns the least of some stretches, since what happens once is not the operation's. */
  private static long leastBytes(Operation operation, long operations) throws Throwable {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int stretch = 0; stretch < RARE_STRETCHES; stretch++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      operation.run(operations);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
