package io.poolbench.harness.probe;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Takes what lives in a fork after its first measured iteration, less what lived before its first
 * iteration of all: JMH sets the states up in between, and lets them go with the last iteration.
 *
 * <p>The reply says {@code class.} with a name and bytes for each class of which more or less lives
 * than before, {@code direct} bytes of direct and mapped buffers, and {@code descriptors}, where
 * the system tells.
 */
public final class FootprintProbe implements InternalProfiler {

  private static final int MOST_LOOKS = 20;

  private static final class Living {
    private final Map<String, Long> bytes;
    private final long direct = directBytes();
    private final int descriptors = descriptors();

    private Living(Map<String, Long> bytes) {
      this.bytes = bytes;
    }

    private long total() {
      return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Path replyFile;
  private @Nullable Living before;

  /**
   * Called by JMH, in its own JVM and in the fork.
   *
   * @param options path of the reply
   */
  public FootprintProbe(String options) {
    replyFile = Paths.get(options);
  }

  @Override
  public String getDescription() {
    return "poolbench: what lives after an iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (before == null) {
      // The first histogram loads what the later ones need.
      histogram();
      before = settled();
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    // A benchmark of several modes has a fork for each: the first is looked at.
    if (before != null
        && iteration.getType() == IterationType.MEASUREMENT
        && !Files.exists(replyFile)) {
      write(before, settled());
    }
    return Collections.emptyList();
  }

  /** Until cleaners and threads that close what they had are done. */
  private static Living settled() {
    Living last = new Living(histogram());
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      sleep();
      Living next = new Living(histogram());
      if (next.total() >= last.total()
          && next.direct >= last.direct
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

  /** Live bytes by class, after a full collection; JMH's own left out. */
  private static Map<String, Long> histogram() {
    String text;
    try {
      text =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("this JVM has no class histogram", e);
    }
    Map<String, Long> bytes = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      // Number with a colon, instances, bytes, class, and from JDK 9 on its module.
      String[] words = line.trim().split("\\s+", -1);
      if (words.length >= 4 && words[0].endsWith(":") && !words[3].startsWith("org.openjdk.jmh.")) {
        bytes.merge(words[3], Long.parseLong(words[2]), Long::sum);
      }
    }
    return bytes;
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

  private void write(Living before, Living after) {
    Properties reply = new Properties();
    Set<String> classes = new HashSet<>(before.bytes.keySet());
    classes.addAll(after.bytes.keySet());
    for (String name : classes) {
      long more = after.bytes.getOrDefault(name, 0L) - before.bytes.getOrDefault(name, 0L);
      if (more != 0) {
        reply.setProperty("class." + name, String.valueOf(more));
      }
    }
    reply.setProperty("direct", String.valueOf(after.direct - before.direct));
    if (after.descriptors >= 0) {
      reply.setProperty("descriptors", String.valueOf(after.descriptors - before.descriptors));
    }
    try (Writer writer = Files.newBufferedWriter(replyFile)) {
      reply.store(writer, null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
