package io.poolbench.harness.jar;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An executable JMH jar as any project builds it, from sources, with the real JMH. */
public final class JmhJar {

  /** Benchmarks with parameters, with two modes, and one that fails. */
  public static final String BENCHMARKS =
      """
      package sample;

      import java.util.concurrent.TimeUnit;
      import org.openjdk.jmh.annotations.*;

      public class Buffers {
        @State(Scope.Benchmark)
        @BenchmarkMode(Mode.AverageTime)
        @OutputTimeUnit(TimeUnit.MICROSECONDS)
        @Warmup(iterations = 1, time = 10, timeUnit = TimeUnit.MILLISECONDS)
        @Measurement(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
        @Fork(value = 3, jvmArgsAppend = "-Dsample=kept")
        public static class Copy {
          @Param({"1000", "4000"})
          public int size;

          @Param({"fresh", "kept"})
          public String buffer;

          private byte[] kept;

          @Setup
          public void setup() {
            if (!"kept".equals(System.getProperty("sample"))) {
              throw new IllegalStateException("the JVM arguments of the annotation are gone");
            }
            kept = new byte[size];
          }

          @Benchmark
          public byte[] take() {
            return buffer.equals("fresh") ? new byte[size] : kept;
          }
        }

        @State(Scope.Benchmark)
        @BenchmarkMode({Mode.Throughput, Mode.SampleTime})
        @OutputTimeUnit(TimeUnit.MILLISECONDS)
        @Warmup(iterations = 1, time = 10, timeUnit = TimeUnit.MILLISECONDS)
        @Measurement(iterations = 2, time = 10, timeUnit = TimeUnit.MILLISECONDS)
        public static class Tally {
          private int sum;

          @Benchmark
          public int add() {
            return ++sum;
          }

          @Benchmark
          public int fail() {
            throw new IllegalStateException("boom");
          }
        }
      }
      """;

  private JmhJar() {}

  /**
   * Compiles and packs benchmarks.
   *
   * @param folder for classes and jar, to be made
   * @param sources each of one public class of the package {@code sample}
   * @return the jar; its manifest names JMH
   */
  public static Path build(Path folder, String... sources) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:full",
            "--release",
            "17",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    List<JavaFileObject> units = Stream.of(sources).map(JmhJar::unit).toList();
    if (!units.isEmpty() && !javac.getTask(null, null, null, options, null, units).call()) {
      throw new AssertionError("the benchmarks do not compile");
    }
    return pack(classes, folder.resolve("benchmarks.jar"));
  }

  private static JavaFileObject unit(String source) {
    String name = source.replaceFirst("(?s).*?public class (\\w+).*", "$1");
    return new SimpleJavaFileObject(
        URI.create("string:///sample/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "org.openjdk.jmh.Main");
    main.put(Attributes.Name.CLASS_PATH, jmh());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  /** JMH and what it needs, as a manifest names them. */
  private static String jmh() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.matches(".*(jmh-core|jopt-simple|commons-math3).*\\.jar"))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(joining(" "));
  }

  /** An empty jar, or one with a single file. */
  public static Path of(Path jar, String... entry) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
      for (String name : entry) {
        out.putNextEntry(new JarEntry(name));
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
