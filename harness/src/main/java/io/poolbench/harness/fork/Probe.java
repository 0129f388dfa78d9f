package io.poolbench.harness.fork;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Prepares the probe that looks into a fork: a folder with the request that it reads and the reply
 * that it writes.
 */
final class Probe implements AutoCloseable {

  private static final String LOOKER = ProbeJar.ROOM + "ForkProbe";

  private static final String RECORDER = ProbeJar.ROOM + "StartRecorder";

  private final Path folder;

  private Probe(Path folder) {
    this.folder = folder;
  }

  /**
   * Lays the folder out until it is closed.
   *
   * @param log of the fork; the folder stands beside it
   * @param request what the probe is to look at
   */
  static Probe lay(Path log, Map<String, String> request) throws IOException {
    Probe probe = new Probe(log.resolveSibling(log.getFileName() + ".probe"));
    // A run that was killed may have left it.
    probe.close();
    Files.createDirectories(probe.folder);
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

  /** Returns the argument of JMH's option for profilers that looks into the fork. */
  String looker() {
    return LOOKER + ":" + request();
  }

  /** Returns the argument of JMH's option for profilers that writes down how forks start. */
  String recorder() {
    return RECORDER + ":" + folder;
  }

  private Path request() {
    return folder.resolve("request");
  }

  /** Reads what the probe has seen; empty where it has left nothing. */
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
