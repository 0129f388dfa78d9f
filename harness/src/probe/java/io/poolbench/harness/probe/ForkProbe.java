package io.poolbench.harness.probe;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Looks into a fork, as a profiler of JMH. The request, a properties file, says what for: {@code
 * count} objects, {@code live} bytes, the {@code first} operation, {@code gc} for JMH's own
 * profiler of collections alone, or the keys of {@link WarmUp}, {@link Recording} and {@link
 * CollectorWatch}. The reply, the file {@code .reply} beside it, is written when all is seen.
 *
 * <p>Where objects are counted, JMH's profiler is called too, for the timed iterations only: those
 * in which objects are counted would bend its figures.
 */
public final class ForkProbe implements InternalProfiler {

  private final Path request;
  private final Path replyFile;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable InternalProfiler gc;
  private boolean begun;
  private boolean first;
  private boolean over;

  /**
   * Reads the request, called by JMH in its own JVM and in the fork.
   *
   * @param options path of the request
   */
  public ForkProbe(String options) {
    request = Paths.get(options);
    replyFile = Paths.get(options + ".reply");
  }

  @Override
  public String getDescription() {
    return "poolbench: looks into the fork";
  }

  private void begin() throws IOException {
    begun = true;
    Properties asked = new Properties();
    try (Reader reader = Files.newBufferedReader(request)) {
      asked.load(reader);
    }
    if (asked.containsKey("count") || asked.containsKey("gc")) {
      gc = GcProfiler.create();
    }
    if (asked.containsKey("warmup.most")) {
      // In front of the others: it says how many iterations there are.
      parts.add(new WarmUp(asked));
    }
    // A benchmark of several modes has a fork for each: the first is looked into.
    first = !Files.exists(replyFile);
    if (!first) {
      return;
    }
    if (asked.containsKey("count")) {
      parts.add(new Counting());
    }
    if (asked.containsKey("live")) {
      parts.add(new Living(request.toString()));
    }
    if (asked.containsKey("first")) {
      parts.add(new FirstOperation());
    }
    if (asked.containsKey("recording")) {
      parts.add(new Recording(asked));
    }
    if (asked.containsKey("collections")) {
      parts.add(new CollectorWatch(asked));
    }
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    try {
      if (!begun) {
        begin();
      }
      if (gc != null && isTimed()) {
        gc.beforeIteration(benchmark, iteration);
      }
      if (!over) {
        for (Part part : parts) {
          part.beforeIteration(benchmark, iteration);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    boolean timed = isTimed();
    Collection<? extends Result<?>> results = Collections.emptyList();
    try {
      if (!timed) {
        look(benchmark, iteration, result);
      }
      if (gc != null && timed) {
        results = gcResults(benchmark, iteration, result);
      }
      if (timed) {
        look(benchmark, iteration, result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return results;
  }

  private boolean isTimed() {
    return parts.stream().allMatch(Part::isTimed);
  }

  /**
   * JMH up to 1.23 sleeps half a second in it, after every iteration, for figures that nobody asks
   * for; an interrupt, which it ignores, ends that at once.
   */
  @SuppressWarnings("unchecked") // JMH declares its results raw
  private Collection<? extends Result<?>> gcResults(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Thread.currentThread().interrupt();
    try {
      return (Collection<? extends Result<?>>)
          (Collection<?>) Objects.requireNonNull(gc).afterIteration(benchmark, iteration, result);
    } finally {
      Thread.interrupted();
    }
  }

  private void look(BenchmarkParams benchmark, IterationParams iteration, IterationResult result)
      throws IOException {
    if (over) {
      return;
    }
    for (Part part : parts) {
      part.afterIteration(benchmark, iteration, result);
    }
    if (parts.stream().allMatch(Part::isOver)) {
      over = true;
      if (first) {
        write();
      }
    }
  }

  private void write() throws IOException {
    Properties reply = new Properties();
    parts.forEach(part -> part.tell(reply));
    try (Writer writer = Files.newBufferedWriter(replyFile)) {
      reply.store(writer, null);
    }
  }
}
