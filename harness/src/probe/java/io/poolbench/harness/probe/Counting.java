package io.poolbench.harness.probe;

import io.poolbench.counting.probe.Allocated;
import io.poolbench.counting.probe.ClassHistogram;
import io.poolbench.counting.probe.Points;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Counts the objects that an operation allocates, by class, in the code that JMH has compiled and
 * timed.
 *
 * <p>When the last timed iteration is over, short iterations of different lengths follow, each
 * between two histograms of the whole heap. The difference is what the iteration allocated, JMH's
 * own objects included; these are as many in a short iteration as in a longer one, so that a slope
 * over the lengths is free of them. Nothing runs while JMH measures.
 */
final class Counting implements Part {

  /** Lengths of the iterations, in units; mixed, so that drift is no slope. */
  private static final int[] LENGTHS = {1, 5, 2, 7, 3, 8, 4, 6};

  private static final int[] FEW_LENGTHS = {1, 5, 2, 7};

  private static final int[] FEW_SHORT_LENGTHS = {1, 3, 1, 3};

  private static final int LONGEST = 8;

  /** An operation, or what an iteration costs beside its time, of more nanoseconds is costly. */
  private static final double COSTLY_NANOS = 20e6;

  private static final double VERY_COSTLY_NANOS = 100e6;

  private static final double SHORTEST_UNIT_NANOS = 250e3;
  private static final double LONGEST_UNIT_NANOS = 20e6;

  private static final double LONGEST_INVOCATION_NANOS = 1e9;

  /** Operations in the shortest iteration, where neither time nor heap speaks against it. */
  private static final double OPERATIONS = 25;

  /** Dead objects in a large heap that would make every histogram slow. */
  private static final double MOST_GARBAGE = 48 << 20;

  private static final int MOST_SPOILED = 12;

  /**
   * By so much iterations become shorter when others are spoiled, and no more: at last each would
   * be one operation long.
   */
  private static final int MOST_SHORTENED = 64;

  /**
   * More are borne for as long as this: on a busy machine the thread that ends an iteration comes
   * late, and others have filled the heap by then.
   */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Points points = new Points();
  private @Nullable String uncountable;
  private @Nullable IterationControl control;
  private @Nullable TimeValue length;
  private @Nullable ClassHistogram before;
  private boolean checked;
  private boolean leaving;
  private boolean over;
  private int warmedUp;
  private int timed;
  private int measured;
  private int[] lengths = LENGTHS;
  private int spoiled;
  private long begun;
  private double unitNanos;
  private double bytesPerNano;
  private double headroom;
  private double leastHeadroom;
  private double sinceCollection;
  private long allocated;
  private long started;
  private long collections;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (!checked) {
      checked = true;
      uncountable = why(benchmark);
      if (uncountable == null && iteration.getType() == IterationType.MEASUREMENT) {
        takeControl(benchmark.getMeasurement(), iteration);
      }
    }
    if (iteration.getType() != IterationType.MEASUREMENT || uncountable != null || over) {
      return;
    }
    if (isCounting() && !leaving) {
      if (sinceCollection > MOST_GARBAGE || sinceCollection + expectedBytes() > headroom) {
        collect();
      }
      collections = Allocated.collections();
      before = ClassHistogram.ofAll();
    }
    allocated = Allocated.bytes();
    started = System.nanoTime();
  }

  /**
   * Keeps the last timed iteration from being JMH's last, in which the state is torn down. JMH has
   * decided for the current iteration already, so that it is best done with the last warm-up.
   */
  private void takeControl(IterationParams measurement, IterationParams current) {
    timed = measurement.getCount();
    if (timed == 0 || (timed == 1 && current.getType() == IterationType.MEASUREMENT)) {
      uncountable = "there is neither a warm-up nor a second iteration";
      return;
    }
    try {
      control = IterationControl.of(measurement);
      length = measurement.getTime();
      control.setCount(timed + 1);
    } catch (UnsupportedOperationException e) {
      uncountable = String.valueOf(e.getMessage());
    }
  }

  private static @Nullable String why(BenchmarkParams benchmark) {
    if (benchmark.getMode() == Mode.SingleShotTime) {
      return "a single shot has no length that could be varied";
    }
    try {
      return ClassHistogram.countsTheDead()
          ? null
          : "the heap histogram of this JVM shows live objects only";
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private boolean isCounting() {
    return control != null && measured >= timed;
  }

  @Override
  public boolean isTimed() {
    return uncountable != null || !isCounting();
  }

  @Override
  public void afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (iteration.getType() == IterationType.WARMUP && uncountable == null) {
      warmedUp++;
      if (warmedUp >= iteration.getCount()) {
        takeControl(benchmark.getMeasurement(), iteration);
      }
    }
    if (iteration.getType() != IterationType.MEASUREMENT || control == null || over) {
      return;
    }
    if (leaving) {
      over = true;
      // JMH writes down what it finds at the end: what was timed.
      control.setTime(Objects.requireNonNull(length));
      control.setCount(timed);
      return;
    }
    if (isCounting()) {
      add(result.getMetadata().getAllOps());
    } else if (measured + 1 == timed) {
      begin(benchmark, iteration, result.getMetadata().getAllOps());
    }
    measured++;
    if (isCounting()) {
      next(control);
    }
  }

  private void begin(BenchmarkParams benchmark, IterationParams iteration, long operations) {
    double nanos = System.nanoTime() - started;
    double asked = iteration.getTime().convertTo(TimeUnit.NANOSECONDS);
    double perRound = (double) benchmark.getOpsPerInvocation() * benchmark.getThreads();
    // One invocation may be longer than was asked for; else what is beside is set-up.
    double working = operations > perRound ? Math.min(nanos, asked) : nanos;
    double nanosPerOperation = working / Math.max(1, operations);
    double nanosPerInvocation = nanosPerOperation * perRound;
    bytesPerNano = Math.max(0, Allocated.bytes() - allocated) / working;
    lengths = lengths(Math.max(nanosPerInvocation, nanos - asked));
    unitNanos =
        Math.min(LONGEST_UNIT_NANOS, Math.max(SHORTEST_UNIT_NANOS, OPERATIONS * nanosPerOperation));
    // Else every length would be one invocation.
    unitNanos = Math.max(unitNanos, Math.min(nanosPerInvocation, LONGEST_INVOCATION_NANOS));
    begun = System.nanoTime();
    collect();
    headroom = Allocated.headroom();
    leastHeadroom = headroom / MOST_SHORTENED;
    fit();
  }

  private static int[] lengths(double cost) {
    return cost > VERY_COSTLY_NANOS
        ? FEW_SHORT_LENGTHS
        : cost > COSTLY_NANOS ? FEW_LENGTHS : LENGTHS;
  }

  /** Shortens the iterations until the longest fits into the heap without a collection. */
  private void fit() {
    if (bytesPerNano * unitNanos * LONGEST > headroom) {
      unitNanos = headroom / (bytesPerNano * LONGEST);
    }
  }

  private void add(long operations) {
    ClassHistogram after = ClassHistogram.ofAll();
    if (before == null || Allocated.collections() != collections) {
      spoiled++;
      headroom = Math.max(leastHeadroom, headroom / 2);
      fit();
      collect();
    } else {
      sinceCollection += Math.max(0, Allocated.bytes() - allocated);
      points.add(operations, before, after);
    }
  }

  /** Says how long the next iteration is, and whether it is the last. */
  private void next(IterationControl jmh) {
    if (points.size() >= lengths.length || isHopeless()) {
      // In the last one JMH tears the state down: it is not counted.
      leaving = true;
      jmh.setTime(new TimeValue(1, TimeUnit.NANOSECONDS));
      jmh.setCount(measured + 1);
      return;
    }
    jmh.setTime(
        new TimeValue(Math.max(1, (long) (unitNanos * nextLength())), TimeUnit.NANOSECONDS));
    jmh.setCount(measured + 2);
  }

  private boolean isHopeless() {
    return spoiled > MOST_SPOILED && System.nanoTime() - begun > PATIENCE_NANOS;
  }

  private int nextLength() {
    return lengths[Math.min(points.size(), lengths.length - 1)];
  }

  private double expectedBytes() {
    return bytesPerNano * unitNanos * nextLength();
  }

  private void collect() {
    System.gc();
    sinceCollection = 0;
  }

  @Override
  public boolean isOver() {
    return over || uncountable != null;
  }

  @Override
  public void tell(Properties reply) {
    if (uncountable != null) {
      reply.setProperty("uncountable", uncountable);
    } else if (points.areOfOneLength()) {
      boolean interrupted = points.size() < 2 || spoiled > MOST_SPOILED;
      reply.setProperty(
          "uncountable",
          interrupted
              ? "every short iteration was interrupted by a collection"
              : "one operation takes longer than the short iterations");
    } else {
      points.tell(reply);
    }
    if (timed > 0) {
      reply.setProperty("timed", String.valueOf(timed));
    }
  }
}
