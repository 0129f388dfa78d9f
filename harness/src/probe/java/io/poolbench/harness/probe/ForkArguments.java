package io.poolbench.harness.probe;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Sets the JVM of a fork, from the JVM of JMH that starts it: behind what the benchmark's own
 * {@code @Fork} says come the arguments that were asked for and, where nobody says anything of heap
 * or collector, those that are the same for all. JMH's options for arguments would each replace a
 * part of the annotation.
 *
 * <p>The request says {@code jvm.asked} and {@code jvm.pinned}, an argument a line. The reply, the
 * file {@code .jvm} beside it, says all {@code arguments} of the fork, and {@code conflicts}.
 */
public final class ForkArguments implements ExternalProfiler {

  private final Path request;

  /**
   * Reads the request, called by JMH in its own JVM.
   *
   * @param options path of the request
   */
  public ForkArguments(String options) {
    request = Paths.get(options);
  }

  @Override
  public String getDescription() {
    return "poolbench: sets the JVM of the fork";
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams benchmark) {
    return Collections.emptyList();
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams benchmark) {
    try {
      Properties asked = new Properties();
      try (Reader reader = Files.newBufferedReader(request)) {
        asked.load(reader);
      }
      List<String> own = new ArrayList<>(benchmark.getJvmArgs());
      ArgumentMerge merge =
          new ArgumentMerge(own, lines(asked, "jvm.asked"), lines(asked, "jvm.pinned"));
      List<String> all = new ArrayList<>(own);
      all.addAll(merge.added());
      Properties reply = new Properties();
      reply.setProperty("arguments", String.join("\n", all));
      reply.setProperty("conflicts", String.join("\n", merge.conflicts()));
      try (Writer writer = Files.newBufferedWriter(Paths.get(request + ".jvm"))) {
        reply.store(writer, null);
      }
      return merge.added();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Properties asked, String key) {
    String lines = asked.getProperty(key, "");
    return lines.isEmpty() ? Collections.emptyList() : Arrays.asList(lines.split("\n", -1));
  }

  @Override
  public void beforeTrial(BenchmarkParams benchmark) {
    // The arguments are all.
  }

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File out, File err) {
    return Collections.emptyList();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }
}
