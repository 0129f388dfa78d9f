package io.poolbench.harness.probe;

import io.poolbench.counting.probe.ClassHistogram;
import io.poolbench.counting.probe.NativeMemory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
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

  /** The amounts of what lives at one time. */
  private static final class Amounts {
    private final long bytes;
    private final long direct = directBytes();
    private final long nativeBytes = NativeMemory.bytes();
    private final int descriptors = descriptors();

    private Amounts(long bytes) {
      this.bytes = bytes;
    }

    private boolean areLessThan(Amounts others) {
      return bytes < others.bytes
          || direct < others.direct
          || nativeBytes < others.nativeBytes
          || descriptors < others.descriptors;
    }
  }

  private final Path beforeFile;
  private final Path afterFile;
  private @Nullable Amounts before;
  private @Nullable Amounts after;
  private boolean sampled;

  /**
   * Makes one that keeps its histograms in files: in the heap each would be a part of what the next
   * one finds.
   *
   * @param files beginning of their paths
   */
  Living(String files) {
    beforeFile = Paths.get(files + ".before");
    afterFile = Paths.get(files + ".after");
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    sampled = benchmark.getMode() == Mode.SampleTime;
    if (before == null && !sampled) {
      // The first look loads what the later ones need.
      look(beforeFile);
      before = settled(beforeFile);
    }
  }

  @Override
  public void afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (iteration.getType() == IterationType.MEASUREMENT && after == null && !sampled) {
      after = settled(afterFile);
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
    Map<String, ClassHistogram.Tally> was = living(read(beforeFile));
    Map<String, ClassHistogram.Tally> is = living(read(afterFile));
    Set<String> names = new HashSet<>(was.keySet());
    names.addAll(is.keySet());
    for (String name : names) {
      ClassHistogram.Tally then = was.getOrDefault(name, ClassHistogram.Tally.NONE);
      ClassHistogram.Tally now = is.getOrDefault(name, ClassHistogram.Tally.NONE);
      if (now.bytes != then.bytes || now.objects != then.objects) {
        reply.setProperty("class." + name, String.valueOf(now.bytes - then.bytes));
        reply.setProperty("objects." + name, String.valueOf(now.objects - then.objects));
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
  private static Amounts settled(Path file) {
    Amounts last = look(file);
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      sleep();
      Amounts next = look(file);
      if (!next.areLessThan(last)) {
        return next;
      }
      last = next;
    }
    return last;
  }

  /** Writes down what lives; the histogram is let go before there is another. */
  private static Amounts look(Path file) {
    ClassHistogram histogram = ClassHistogram.ofLiving();
    try {
      Files.write(file, histogram.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long bytes = 0;
    for (ClassHistogram.Tally tally : living(histogram).values()) {
      bytes += tally.bytes;
    }
    return new Amounts(bytes);
  }

  private static ClassHistogram read(Path file) {
    try {
      return ClassHistogram.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns what lives, by class; JMH's own left out. */
  private static Map<String, ClassHistogram.Tally> living(ClassHistogram histogram) {
    Map<String, ClassHistogram.Tally> living = histogram.byClass();
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
