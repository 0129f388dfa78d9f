package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/** Reads every kind of input, telling them apart by what they hold. */
public final class ResultFiles {

  private static final int BUFFER = 1 << 16;

  /** Enough to tell what a text is. */
  private static final int START = BUFFER / 2;

  private static final int MAGIC = 8;
  private static final String GZIP = "\u001f\u008b";

  private ResultFiles() {}

  /**
   * Reads everything that the inputs hold, in their order.
   *
   * @param standardInput what an input named {@code -} reads
   * @throws InputException for an input that cannot be read or holds no result
   */
  public static ResultSet read(List<Input> inputs, InputStream standardInput) {
    // At the same time, but for the first, which this thread reads, and for standard input, which
    // may be named twice.
    List<Supplier<Collector>> others = new ArrayList<>();
    for (Input input : inputs.subList(1, inputs.size())) {
      others.add(input.isStandard() ? () -> read(input, standardInput) : begin(input));
    }
    List<Collector> collectors = new ArrayList<>();
    collectors.add(read(inputs.getFirst(), standardInput));
    others.forEach(other -> collectors.add(other.get()));
    return Collector.together(collectors);
  }

  /** Begins to read an input, and returns what waits for it, or throws as it does. */
  private static Supplier<Collector> begin(Input input) {
    FutureTask<Collector> task = new FutureTask<>(() -> read(input, InputStream.nullInputStream()));
    ForkJoinPool.commonPool().execute(task);
    return () -> {
      // What no thread has begun, this one reads.
      task.run();
      try {
        return task.get();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw e.getCause() instanceof RuntimeException failed
            ? failed
            : new IllegalStateException(e);
      }
    };
  }

  private static Collector read(Input input, InputStream standardInput) {
    Collector collector = new Collector();
    try {
      read(input, standardInput, collector);
      return collector;
    } catch (NoSuchFileException e) {
      throw new InputException(input.path(), "does not exist", "benchmark results");
    } catch (IOException e) {
      throw new InputException(
          input.path(), "cannot be read: " + e.getMessage(), "benchmark results");
    }
  }

  /**
   * Reads one run as far as it has got: it may have no result yet.
   *
   * @param directory of the run, which is also its label
   * @throws InputException where there is none
   */
  public static ResultSet readRun(Path directory) {
    Collector collector = new Collector();
    try {
      RunDirectory.read(directory, directory.toString(), collector);
      return collector.toResultSet();
    } catch (IOException e) {
      throw new InputException(directory.toString(), "cannot be read: " + e.getMessage(), "a run");
    }
  }

  private static void read(Input input, InputStream standardInput, Collector collector)
      throws IOException {
    if (input.isStandard()) {
      readStream(new BufferedInputStream(standardInput, BUFFER), input, collector);
      return;
    }
    Path path = Path.of(input.path());
    if (Files.isDirectory(path)) {
      RunDirectory.read(path, input.label(), collector);
      if (collector.isEmpty()) {
        throw RefusedFormat.noResult(input.path(), "");
      }
      return;
    }
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      readStream(stream, input, collector);
    }
  }

  private static void readStream(InputStream stream, Input input, Collector collector)
      throws IOException {
    String magic = start(stream, MAGIC, StandardCharsets.ISO_8859_1);
    if (magic.startsWith(GZIP)) {
      readStream(new BufferedInputStream(new GZIPInputStream(stream), BUFFER), input, collector);
      return;
    }
    Optional<RefusedFormat> known = RefusedFormat.binary(magic);
    if (known.isPresent()) {
      throw known.get().refusal(input.path());
    }
    readText(Encoding.utf8(stream), input, collector);
  }

  private static void readText(InputStream text, Input input, Collector collector)
      throws IOException {
    String start = start(text, START, StandardCharsets.UTF_8);
    if (JmhCsv.isHead(start.lines().findFirst().orElse(""))) {
      JmhCsv.read(text, input.path(), input.label(), collector);
    } else if (GoTestJson.isStart(start)) {
      GoTestJson.read(text, input.path(), input.label(), collector);
    } else if (isJson(start, input.path())) {
      try {
        JmhJson.read(text, input.path(), input.label(), collector);
      } catch (JacksonException e) {
        throw JsonInput.malformed(input.path(), e);
      }
    } else {
      GoBenchmarkText.read(text, input.path(), input.label(), collector);
      if (collector.isEmpty()) {
        throw RefusedFormat.noResult(input.path(), start);
      }
    }
    if (collector.isEmpty()) {
      throw new InputException(
          input.path(),
          "holds no benchmark result" + collector.firstFinding(),
          "a result with a finite score",
          "check that the benchmark ran to its end");
    }
  }

  /** Reads what comes, without taking it. */
  private static String start(InputStream stream, int length, Charset charset) throws IOException {
    stream.mark(length);
    byte[] start = stream.readNBytes(length);
    stream.reset();
    return new String(start, charset);
  }

  /**
   * A JMH result is an array of objects; a line of text may start with one bracket, not with two.
   */
  private static boolean isJson(String start, String path) {
    String visible = start.stripLeading();
    if (visible.startsWith("{")) {
      return true;
    }
    boolean digit = !visible.isEmpty() && Character.isDigit(visible.charAt(0));
    if (path.endsWith(".json") && (visible.startsWith("[") || digit)) {
      return true;
    }
    String second = visible.startsWith("[") ? visible.substring(1).stripLeading() : "";
    return second.startsWith("{") || second.startsWith("]");
  }
}
