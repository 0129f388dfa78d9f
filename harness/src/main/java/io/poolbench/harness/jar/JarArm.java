package io.poolbench.harness.jar;

import io.poolbench.harness.machine.CodeFingerprint;
import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.GoName;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * JMH benchmarks that are not ours, and how they are run: one side of a comparison.
 *
 * @param name of the variant
 * @param classPath the jar; or several, where JMH is in another one
 * @param sha256 over all of them and what their manifests name; a run is only resumed with the same
 * @param java path of the java binary
 * @param jvm its version
 * @param jvmArgs before those that the benchmark's own annotations say
 * @param params of the benchmarks, that this arm pins; empty where it takes every value
 */
public record JarArm(
    String name,
    List<String> classPath,
    String sha256,
    String java,
    String jvm,
    List<String> jvmArgs,
    Map<String, String> params) {

  /** JMH's command line. */
  public static final String JMH_MAIN = "org.openjdk.jmh.Main";

  private static final String FORM = "NAME=[JAR][,jvm=PATH][,args=ARGS]";

  /** No dash: Go takes a number behind one for the number of processors. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

  /**
   * Reads what a user has written.
   *
   * @param spec {@code NAME=[JAR][,jvm=PATH][,args=ARGS]}
   * @param jar for an arm that names none
   * @throws IllegalArgumentException with what is wrong
   */
  public static JarArm parse(String spec, @Nullable String jar) {
    int equals = spec.indexOf('=');
    String name = equals < 0 ? spec : spec.substring(0, equals);
    if (equals < 0 || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "--arm: found '%s', expected %s with a name of letters, digits, '.' and '_'"
              .formatted(spec, FORM));
    }
    String rest = spec.substring(equals + 1);
    // Without a jar there is no comma in front of what follows.
    rest = rest.startsWith("jvm=") || rest.startsWith("args=") ? "," + rest : rest;
    String jvmArgs = "";
    int args = rest.indexOf(",args=");
    if (args >= 0) {
      jvmArgs = rest.substring(args + ",args=".length()).strip();
      rest = rest.substring(0, args);
    }
    int jvm = rest.indexOf(",jvm=");
    String own = jvm < 0 ? rest : rest.substring(0, jvm);
    if (own.isEmpty() && jar == null) {
      throw new IllegalArgumentException(
          "--arm %s: names no jar; expected %s, or --jar for all".formatted(name, FORM));
    }
    try {
      return of(
          name,
          own.isEmpty() ? String.valueOf(jar) : own,
          jvm < 0 ? JavaBinary.own() : JavaBinary.of(rest.substring(jvm + ",jvm=".length())),
          jvmArgs.isEmpty() ? List.of() : List.of(jvmArgs.split("\\s+")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--arm %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * The only one of a run, on the JVM that runs poolbench.
   *
   * <p>Makes an arm of a class path.
   *
   * @param jars a class path
   * @throws IllegalArgumentException naming a file that is not there, or is no jar
   */
  public static JarArm measured(String jars) {
    return of("measured", jars, JavaBinary.own(), List.of());
  }

  /**
   * Makes an arm of a class path.
   *
   * @param jars a class path
   * @throws IllegalArgumentException naming a file that is not there, or is no jar
   */
  public static JarArm of(String name, String jars, JavaBinary java, List<String> jvmArgs) {
    List<Path> classPath =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(jars)
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .toList();
    return new JarArm(
        name,
        classPath.stream().map(Path::toString).toList(),
        CodeFingerprint.of(withManifests(classPath)),
        java.path().toString(),
        java.version(),
        jvmArgs,
        Map.of());
  }

  /** Says whether its JVM can look into itself with our probe, which is for Java 11. */
  public boolean takesProbe() {
    return !jvm.contains(" 1.8.");
  }

  /** poolbench itself, on the JVM and the class path that it runs on. */
  public static JarArm ofPoolbench() {
    return new JarArm(
        "",
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
        "",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "",
        List.of(),
        Map.of());
  }

  /** The same with a parameter pinned, named after its value. */
  public JarArm pinned(String param, String value) {
    return new JarArm(
        GoName.escapeLast(value), classPath, sha256, java, jvm, jvmArgs, Map.of(param, value));
  }

  /**
   * Refuses to go on with other code.
   *
   * @throws IllegalArgumentException when the jars are not what they were
   */
  void requireUnchanged() {
    String now = CodeFingerprint.of(withManifests(classPath.stream().map(Path::of).toList()));
    if (!now.equals(sha256)) {
      throw new IllegalArgumentException(
          "arm %s was measured with %s of SHA-256 %.12s, found %.12s; put that jar back, or start a new run"
              .formatted(name, String.join(File.pathSeparator, classPath), sha256, now));
    }
  }

  /** A class path with what the manifests of its jars add to it, as the JVM does. */
  private static SequencedSet<Path> withManifests(List<Path> classPath) {
    SequencedSet<Path> all = new LinkedHashSet<>();
    for (Path entry : classPath) {
      if (!Files.exists(entry)) {
        throw new IllegalArgumentException(entry + ": no such file, expected a jar");
      }
      add(entry, all);
    }
    return all;
  }

  private static void add(Path entry, SequencedSet<Path> all) {
    if (Files.exists(entry) && all.add(entry) && Files.isRegularFile(entry)) {
      manifestEntries(entry).forEach(next -> add(next, all));
    }
  }

  private static List<Path> manifestEntries(Path jar) {
    String classPath;
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      classPath =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          "%s: is no jar (%s); expected one with JMH benchmarks".formatted(jar, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Path> entries = new ArrayList<>();
    if (classPath != null && !classPath.isBlank()) {
      for (String url : List.of(classPath.strip().split("\\s+"))) {
        URI uri = jar.toUri().resolve(url);
        if (uri.getScheme().equals("file")) {
          entries.add(Path.of(uri));
        }
      }
    }
    return entries;
  }
}
