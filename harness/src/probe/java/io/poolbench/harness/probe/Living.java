package io.poolbench.harness.probe;

import io.poolbench.counting.probe.ClassHistogram;
import io.poolbench.counting.probe.NativeMemory;
import java.io.File;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Takes what lives in a fork after its first measured iteration, less what lived before its first
 * iteration of all: JMH sets the states up in between, and lets them go with the last iteration.
 *
 * <p>The reply says {@code class.} with a name and bytes, and {@code objects.} with a name and
 * their number, for each class of which more or less lives than before, {@code direct} bytes of
 * direct and mapped buffers, {@code native} bytes of all that Java code holds outside of the heap,
 * where the JVM tracks them, and {@code descriptors}, where the system tells; or only that the mode
 * is {@code sampled}, since JMH keeps a large histogram then that none could tell from the states.
 */
final class Living implements Part {

  private static final int MOST_LOOKS = 20;

  private static final class Look {
    private final Map<String, ClassHistogram.Tally> classes = living();
    private final long direct = directBytes();
    private final long nativeBytes = NativeMemory.bytes();
    private final int descriptors = descriptors();

    private long total() {
      return classes.values().stream().mapToLong(tally -> tally.bytes).sum();
    }
  }

  private @Nullable Look before;
  private @Nullable Look after;
  private boolean sampled;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    sampled = benchmark.getMode() == Mode.SampleTime;
    if (before == null && !sampled) {
      // The first histogram loads what the later ones need.
      ClassHistogram.ofLiving();
      before = settled();
    }
  }

  @Override
  public void afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (iteration.getType() == IterationType.MEASUREMENT && after == null && !sampled) {
      after = settled();
    }
  }

  @Override
  public boolean isOver() {
    return after != null || sampled;
  }

  @Override
  public void tell(Properties reply) {
    if (sampled) {
      reply.setProperty("sampled", "true");
    }
    if (before == null || after == null) {
      return;
    }
    Set<String> names = new HashSet<>(before.classes.keySet());
    names.addAll(after.classes.keySet());
    for (String name : names) {
      ClassHistogram.Tally was = before.classes.getOrDefault(name, ClassHistogram.Tally.NONE);
      ClassHistogram.Tally is = after.classes.getOrDefault(name, ClassHistogram.Tally.NONE);
      if (is.bytes != was.bytes || is.objects != was.objects) {
        reply.setProperty("class." + name, String.valueOf(is.bytes - was.bytes));
        reply.setProperty("objects." + name, String.valueOf(is.objects - was.objects));
      }
    }
    reply.setProperty("direct", String.valueOf(after.direct - before.direct));
    if (after.nativeBytes >= 0) {
      reply.setProperty("native", String.valueOf(after.nativeBytes - before.nativeBytes));
    }
    if (after.descriptors >= 0) {
      reply.setProperty("descriptors", String.valueOf(after.descriptors - before.descriptors));
    }
  }

  /** Waits until cleaners, and threads that close what they had, are done. */
  private static Look settled() {
    Look last = new Look();
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      sleep();
      Look next = new Look();
      if (next.total() >= last.total()
          && next.direct >= last.direct
          && next.nativeBytes >= last.nativeBytes
          && next.descriptors >= last.descriptors) {
        return next;
      }
      last = next;
    }
    return last;
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Counts what lives, by class; JMH's own left out. */
  private static Map<String, ClassHistogram.Tally> living() {
    Map<String, ClassHistogram.Tally> living = ClassHistogram.ofLiving().byClass();
    living.keySet().removeIf(name -> name.startsWith("org.openjdk.jmh."));
    return living;
  }

  private static long directBytes() {
    long bytes = 0;
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      bytes += pool.getMemoryUsed();
    }
    return bytes;
  }

  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? -1 : open.length;
  }
}
