package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Reads every kind of input, telling them apart by what they hold. */
public final class ResultFiles {

  private static final int BUFFER = 1 << 16;

  private ResultFiles() {}

  /**
   * Everything that the inputs hold, in their order.
   *
   * @param standardInput what an input named {@code -} reads
   * @throws InputException for an input that cannot be read or holds no result
   */
  public static ResultSet read(List<Input> inputs, InputStream standardInput) {
    Collector collector = new Collector();
    for (Input input : inputs) {
      int before = collector.size();
      try {
        read(input, standardInput, collector);
      } catch (NoSuchFileException e) {
        throw new InputException(
            input.path(), "no such file", "benchmark results", "check the path");
      } catch (IOException e) {
        throw new InputException(
            input.path(), "cannot be read: " + e.getMessage(), "benchmark results", "check it");
      }
      if (collector.size() == before) {
        throw new InputException(
            input.path(),
            "no benchmark result found",
            "Go benchmark text, JMH JSON or a poolbench run directory",
            "check that the benchmark ran to its end");
      }
    }
    return collector.toResultSet();
  }

  /**
   * One run as far as it has got: it may have no result yet.
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
      throw new InputException(
          directory.toString(), "cannot be read: " + e.getMessage(), "a run", "check it");
    }
  }

  private static void read(Input input, InputStream standardInput, Collector collector)
      throws IOException {
    if (input.path().equals("-")) {
      readStream(new BufferedInputStream(standardInput, BUFFER), input, collector);
      return;
    }
    Path path = Path.of(input.path());
    if (Files.isDirectory(path)) {
      RunDirectory.read(path, input.label(), collector);
      return;
    }
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      readStream(stream, input, collector);
    }
  }

  private static void readStream(InputStream stream, Input input, Collector collector)
      throws IOException {
    InputStream text = Encoding.utf8(stream);
    if (!input.path().endsWith(".json") && !startsLikeJson(text)) {
      GoBenchmarkText.read(text, input.path(), input.label(), collector);
      return;
    }
    try {
      JmhJson.read(text, input.path(), input.label(), collector);
    } catch (JacksonException e) {
      throw Json.malformed(input.path(), e);
    }
  }

  /**
   * A JMH result is an array of objects; a line of text may start with one bracket, not with two.
   */
  private static boolean startsLikeJson(InputStream stream) throws IOException {
    stream.mark(BUFFER);
    int first = nextVisible(stream);
    int second = first == '[' ? nextVisible(stream) : -1;
    stream.reset();
    return first == '{' || second == '{' || second == ']';
  }

  private static int nextVisible(InputStream stream) throws IOException {
    for (int skipped = 0; skipped < BUFFER / 2; skipped++) {
      int next = stream.read();
      if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
        return next;
      }
    }
    return -1;
  }
}
