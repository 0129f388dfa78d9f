package io.poolbench.harness.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Prepares the probe that looks into a fork: a folder with the request that it reads and the reply
 * that it writes, and for the class path of external benchmarks all that the probe needs. These
 * classes are copied out of our own jars: whole, those would bring our list of benchmarks, and
 * classes that an older JVM cannot load.
 */
final class Probe implements AutoCloseable {

  /** The package of the probe, by name, since its classes must not be compiled with ours. */
  private static final String ROOM = "io.poolbench.harness.probe.";

  private static final String LOOKER = ROOM + "ForkProbe";

  private static final String RECORDER = ROOM + "StartRecorder";

  /** A class of each package that is copied. */
  private static final List<String> NEEDED =
      List.of(LOOKER, "io.poolbench.counting.probe.ClassHistogram", "one.profiler.AsyncProfiler");

  /** The profiler's libraries; only those of some systems are there. */
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
   * @param withClasses whether the fork does not have them anyway
   */
  static Probe lay(Path log, Map<String, String> request, boolean withClasses) throws IOException {
    Probe probe = new Probe(log.resolveSibling(log.getFileName() + ".probe"));
    // A run that was killed may have left it.
    probe.close();
    Files.createDirectories(probe.folder);
    if (withClasses) {
      probe.copyClasses(request.containsKey("recording"));
    }
    Properties asked = new Properties();
    asked.putAll(request);
    try (Writer writer = Files.newBufferedWriter(probe.request())) {
      asked.store(writer, null);
    }
    return probe;
  }

  private void copyClasses(boolean andLibraries) throws IOException {
    for (String name : NEEDED) {
      copyPackage(name.replace('.', '/') + ".class");
    }
    if (andLibraries) {
      for (String name : NATIVE) {
        copy(name);
      }
    }
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

  /** Copies all classes beside one, from the jar or the folder that holds it. */
  private void copyPackage(String name) throws IOException {
    URL found = Probe.class.getResource("/" + name);
    if (found == null) {
      throw new IOException(name + ": is missing in this build of poolbench");
    }
    Path target = Files.createDirectories(parent(folder.resolve(name)));
    if (found.openConnection() instanceof JarURLConnection jar) {
      try (FileSystem files =
          FileSystems.newFileSystem(Path.of(URI.create(jar.getJarFileURL().toString())))) {
        copyAll(parent(files.getPath(name)), target);
      }
    } else {
      copyAll(parent(Path.of(URI.create(found.toString()))), target);
    }
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> classes = Files.newDirectoryStream(from, "*.class")) {
      for (Path file : classes) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  private void copy(String name) throws IOException {
    try (InputStream resource = Probe.class.getResourceAsStream("/" + name)) {
      if (resource != null) {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(resource, file);
      }
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
