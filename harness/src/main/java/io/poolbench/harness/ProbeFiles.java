package io.poolbench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A folder with all that the probes need, for the class path of a JVM that is not ours. Copied out
 * of our own jars: whole, those would bring our list of benchmarks, and classes that an older JVM
 * cannot load.
 */
final class ProbeFiles implements AutoCloseable {

  /** By name, since their classes must not be compiled with ours. */
  static final String RECORDING = "io.poolbench.harness.probe.RecordingProbe";

  static final String FOOTPRINT = "io.poolbench.harness.probe.FootprintProbe";

  private static final List<String> NEEDED =
      List.of(
          RECORDING.replace('.', '/') + ".class",
          FOOTPRINT.replace('.', '/') + ".class",
          FOOTPRINT.replace('.', '/') + "$Living.class",
          "one/profiler/AsyncProfiler.class",
          "one/profiler/AsyncProfilerMXBean.class",
          "one/profiler/Counter.class");

  /** Only those of some systems are there. */
  private static final List<String> NATIVE =
      Stream.of("linux-x64", "linux-arm64", "macos")
          .map(platform -> platform + "/libasyncProfiler.so")
          .toList();

  private final Path folder;

  private ProbeFiles(Path folder) {
    this.folder = folder;
  }

  /** Until closed. */
  static ProbeFiles copy() throws IOException {
    ProbeFiles files = new ProbeFiles(Files.createTempDirectory("poolbench-probe"));
    for (String name : NEEDED) {
      if (!files.copy(name)) {
        throw new IOException(name + ": is missing in this build of poolbench");
      }
    }
    NATIVE.forEach(files::copyUnchecked);
    return files;
  }

  Path folder() {
    return folder;
  }

  private void copyUnchecked(String name) {
    try {
      copy(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean copy(String name) throws IOException {
    try (InputStream resource = ProbeFiles.class.getResourceAsStream("/" + name)) {
      if (resource == null) {
        return false;
      }
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(resource, file);
      return true;
    }
  }

  /** What a probe has left in a file; empty where it has left none. */
  static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
