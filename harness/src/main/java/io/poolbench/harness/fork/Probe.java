package io.poolbench.harness.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What looks into a fork, from the outside: a folder for its class path with all that the probe
 * needs, the request that the probe reads and the reply that it writes. The classes are copied out
 * of our own jars: whole, those would bring our list of benchmarks, and classes that an older JVM
 * cannot load.
 */
final class Probe implements AutoCloseable {

  /** By name, since its classes must not be compiled with ours. */
  private static final String CLASS = "io.poolbench.harness.probe.ForkProbe";

  private static final String FOLDER = "io/poolbench/harness/probe/";

  private static final List<String> NEEDED =
      Stream.concat(
              Stream.of(
                      "Allocated",
                      "ClassHistogram",
                      "ClassHistogram$Tally",
                      "CollectorWatch",
                      "Counting",
                      "Counting$Known",
                      "ForkProbe",
                      "GcProfiler",
                      "IterationControl",
                      "Living",
                      "Living$Look",
                      "Part",
                      "Points",
                      "Points$Point",
                      "Recording")
                  .map(name -> FOLDER + name + ".class"),
              Stream.of(
                  "one/profiler/AsyncProfiler.class",
                  "one/profiler/AsyncProfilerMXBean.class",
                  "one/profiler/Counter.class"))
          .toList();

  /** Only those of some systems are there. */
  private static final List<String> NATIVE =
      Stream.of("linux-x64", "linux-arm64", "macos")
          .map(platform -> platform + "/libasyncProfiler.so")
          .toList();

  private final Path folder;

  private Probe(Path folder) {
    this.folder = folder;
  }

  /**
   * Lays the probe out until it is closed.
   *
   * @param log of the fork; the folder stands beside it
   * @param request what the probe is to look at
   */
  static Probe copy(Path log, Map<String, String> request) throws IOException {
    Probe probe = new Probe(log.resolveSibling(log.getFileName() + ".probe"));
    // A run that was killed may have left it.
    probe.close();
    Files.createDirectories(probe.folder);
    for (String name : NEEDED) {
      if (!probe.copy(name)) {
        throw new IOException(name + ": is missing in this build of poolbench");
      }
    }
    if (request.containsKey("recording")) {
      for (String name : NATIVE) {
        probe.copy(name);
      }
    }
    Properties asked = new Properties();
    asked.putAll(request);
    try (Writer writer = Files.newBufferedWriter(probe.request())) {
      asked.store(writer, null);
    }
    return probe;
  }

  Path folder() {
    return folder;
  }

  /** The argument of JMH's option for profilers. */
  String options() {
    return CLASS + ":" + request();
  }

  private Path request() {
    return folder.resolve("request");
  }

  /** What the probe has seen; empty where it has left nothing. */
  Properties reply() throws IOException {
    Properties reply = new Properties();
    Path file = folder.resolve("request.reply");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        reply.load(reader);
      }
    }
    return reply;
  }

  private boolean copy(String name) throws IOException {
    try (InputStream resource = Probe.class.getResourceAsStream("/" + name)) {
      if (resource == null) {
        return false;
      }
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      Files.copy(resource, file);
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
