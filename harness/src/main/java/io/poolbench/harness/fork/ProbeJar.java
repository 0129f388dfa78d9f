package io.poolbench.harness.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The probe as a jar, for the class path of external benchmarks. Its classes are copied out of our
 * own jars: whole, those would bring our list of benchmarks, and classes that an older JVM cannot
 * load.
 */
final class ProbeJar {

  /** The package of the probe, by name, since its classes must not be compiled with ours. */
  static final String ROOM = "io.poolbench.harness.probe.";

  /** The class that runs JMH in a fork. */
  static final String MAIN = ROOM + "ForkMain";

  /** A class of each package that is copied. */
  private static final List<String> NEEDED =
      List.of(
          ROOM + "ForkProbe",
          "io.poolbench.counting.probe.ClassHistogram",
          "one.profiler.AsyncProfiler");

  /** The profiler's libraries; only those of some systems are there. */
  private static final List<String> NATIVE =
      Stream.of("linux-x64", "linux-arm64", "macos")
          .map(platform -> platform + "/libasyncProfiler.so")
          .toList();

  private static @Nullable Path jar;
  private static int files;

  private ProbeJar() {}

  /** Returns the jar, in a folder for files of this process, which go when it ends. */
  static synchronized Path path() throws IOException {
    Path written = jar;
    if (written == null) {
      Path folder = Files.createTempDirectory("poolbench-probe");
      folder.toFile().deleteOnExit();
      written = write(folder.resolve("probe.jar"));
      jar = written;
    }
    return written;
  }

  /**
   * Returns a new file beside the jar, not there yet; it goes when this process ends.
   *
   * @param name the end of its name
   */
  static synchronized Path beside(String name) throws IOException {
    Path file = path().resolveSibling(files++ + "-" + name);
    file.toFile().deleteOnExit();
    return file;
  }

  private static Path write(Path target) throws IOException {
    target.toFile().deleteOnExit();
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : NEEDED) {
        copyPackage(name.replace('.', '/') + ".class", out);
      }
      for (String name : NATIVE) {
        try (InputStream in = ProbeJar.class.getResourceAsStream("/" + name)) {
          if (in != null) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
          }
        }
      }
    }
    return target;
  }

  /** Copies all classes beside one, from the jar or the folder that holds it. */
  private static void copyPackage(String name, JarOutputStream out) throws IOException {
    URL found = ProbeJar.class.getResource("/" + name);
    if (found == null) {
      throw new IOException(name + ": is missing in this build of poolbench");
    }
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    if (found.openConnection() instanceof JarURLConnection from) {
      try (FileSystem files =
          FileSystems.newFileSystem(Path.of(URI.create(from.getJarFileURL().toString())))) {
        copyAll(files.getPath(folder), folder, out);
      }
    } else {
      copyAll(
          Objects.requireNonNull(Path.of(URI.create(found.toString())).getParent()), folder, out);
    }
  }

  private static void copyAll(Path from, String folder, JarOutputStream out) throws IOException {
    try (DirectoryStream<Path> classes = Files.newDirectoryStream(from, "*.class")) {
      for (Path file : classes) {
        out.putNextEntry(new JarEntry(folder + file.getFileName()));
        Files.copy(file, out);
      }
    }
  }
}
