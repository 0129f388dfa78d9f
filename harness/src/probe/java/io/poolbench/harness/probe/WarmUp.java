package io.poolbench.harness.probe;

import io.poolbench.counting.probe.Allocated;
import io.poolbench.counting.probe.Compilers;
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
 * Ends the warm-up when an operation allocates what it did before and the compiler has nothing to
 * do. JMH is asked for more and shorter iterations than that takes.
 *
 * <p>Where an iteration costs much beside its time, as for a set-up of its own, there are fewer and
 * longer ones; in the measurement too, where the request says {@code measurement.steered}.
 *
 * <p>The request says {@code warmup.least} and {@code warmup.most}, in milliseconds. The reply says
 * {@code warmup.iterations}, {@code warmup.millis} and, where it was over before all was steady,
 * {@code warmup.unsteady} with what was not; {@code measurement.iterations} and {@code
 * measurement.each} in milliseconds where these are others than JMH was asked for.
 */
final class WarmUp implements Part {

  /** Iterations that have to allocate alike. */
  private static final int ALIKE = 3;

  /** Less than any object. */
  private static final double SLACK_BYTES = 8;

  /** Part of an operation's bytes that may differ, since some operations allocate now and then. */
  private static final double SLACK = 0.01;

  /** The bytes that JMH and the probe allocate in an iteration, whatever its length. */
  private static final double OWN_BYTES = 20_000;

  /** Part of an iteration in which an idle compiler may still have worked. */
  private static final double BUSY = 0.05;

  /** Part of its time that an iteration may cost besides, before there are fewer of them. */
  private static final double CHEAP = 0.5;

  private final double leastNanos;
  private final double mostNanos;
  private final boolean steersMeasurement;
  private final Properties found = new Properties();
  private final double[] bytesPerOperation = new double[ALIKE];
  private @Nullable IterationControl control;
  private int iterations;
  private double spentNanos;
  private double costNanos = Double.POSITIVE_INFINITY;
  private long allocated;
  private long compiled;
  private long started;
  private boolean over;

  WarmUp(Properties request) {
    leastNanos = 1e6 * Long.parseLong(request.getProperty("warmup.least"));
    mostNanos = 1e6 * Long.parseLong(request.getProperty("warmup.most"));
    steersMeasurement = request.containsKey("measurement.steered");
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() != IterationType.WARMUP || benchmark.getMode() == Mode.SingleShotTime) {
      over = true;
    }
    if (over) {
      return;
    }
    if (control == null) {
      try {
        control = IterationControl.of(iteration);
      } catch (UnsupportedOperationException e) {
        found.setProperty("warmup.unsteady", String.valueOf(e.getMessage()));
        over = true;
        return;
      }
    }
    compiled = Compilers.millis();
    allocated = Allocated.bytes();
    started = System.nanoTime();
  }

  @Override
  public void afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (over || control == null) {
      return;
    }
    double nanos = System.nanoTime() - started;
    long operations = Math.max(1, result.getMetadata().getAllOps());
    bytesPerOperation[iterations % ALIKE] = (double) (Allocated.bytes() - allocated) / operations;
    iterations++;
    if (iterations == 1) {
      // The states are set up in it, and the probe loads its classes.
      spentNanos = Math.min(nanos, nanos(iteration));
    } else {
      spentNanos += nanos;
      costNanos = Math.min(costNanos, Math.max(0, nanos - nanos(iteration)));
    }
    String unsteady = unsteady(operations, nanos);
    if (spentNanos >= mostNanos || (spentNanos >= leastNanos && unsteady == null)) {
      end(benchmark, control, unsteady);
    } else if (isCostly(iteration)) {
      control.setTime(time(costNanos / CHEAP));
    }
  }

  private void end(BenchmarkParams benchmark, IterationControl warmUp, @Nullable String unsteady) {
    over = true;
    warmUp.setCount(iterations);
    found.setProperty("warmup.iterations", String.valueOf(iterations));
    found.setProperty("warmup.millis", String.valueOf(Math.round(spentNanos / 1e6)));
    if (unsteady != null) {
      found.setProperty("warmup.unsteady", unsteady);
    }
    IterationParams measurement = benchmark.getMeasurement();
    if (steersMeasurement && isCostly(measurement) && measurement.getCount() > 1) {
      double all = measurement.getCount() * nanos(measurement);
      int fewer = (int) Math.max(1, Math.min(measurement.getCount(), all * CHEAP / costNanos));
      IterationControl control = IterationControl.of(measurement);
      control.setCount(fewer);
      control.setTime(time(all / fewer));
      found.setProperty("measurement.iterations", String.valueOf(fewer));
      found.setProperty("measurement.each", String.valueOf(Math.round(all / fewer / 1e6)));
    }
  }

  private boolean isCostly(IterationParams iteration) {
    return iterations > 1 && costNanos > CHEAP * nanos(iteration);
  }

  /** Says what is not steady yet, or returns null. */
  private @Nullable String unsteady(long operations, double nanos) {
    if (iterations < ALIKE) {
      return "there were fewer than " + ALIKE + " iterations";
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double bytes : bytesPerOperation) {
      least = Math.min(least, bytes);
      most = Math.max(most, bytes);
    }
    if (most - least > SLACK_BYTES + SLACK * most + OWN_BYTES / operations) {
      return "B/op was not steady";
    }
    return (Compilers.millis() - compiled) * 1e6 > BUSY * nanos || Compilers.isBusy()
        ? "the compiler was at work"
        : null;
  }

  private static double nanos(IterationParams iteration) {
    return iteration.getTime().convertTo(TimeUnit.NANOSECONDS);
  }

  private static TimeValue time(double nanos) {
    return new TimeValue(Math.max(1, Math.round(nanos)), TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void tell(Properties reply) {
    reply.putAll(found);
  }
}
