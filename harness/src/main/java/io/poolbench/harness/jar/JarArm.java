package io.poolbench.harness.jar;

import io.poolbench.harness.machine.CodeFingerprint;
import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.GoName;
import io.poolbench.harness.plan.Setting;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The JMH benchmarks of a jar, and how they are run: one side of a comparison.
 *
 * @param name of the variant
 * @param classPath the jar; or several, where JMH is in another one
 * @param sha256 over all of them and what their manifests name; a run is only resumed with the same
 * @param java path of the java binary
 * @param jvm its version
 * @param jvmArgs before those that the benchmark's own annotations say
 * @param params of the benchmarks, that this arm pins; empty where it takes every value
 * @param methods JMH's name by the one that a benchmark has in all arms, where these are told apart
 *     by a part of it; empty where both are the same
 */
public record JarArm(
    String name,
    List<String> classPath,
    String sha256,
    String java,
    String jvm,
    List<String> jvmArgs,
    Map<String, String> params,
    Map<String, String> methods) {

  @SuppressWarnings({"NullAway", "UnusedVariable"}) // run.json of earlier versions has no methods
  public JarArm {
    methods = methods == null ? Map.of() : Map.copyOf(methods);
  }

  /** The class of JMH's command line. */
  public static final String JMH_MAIN = "org.openjdk.jmh.Main";

  private static final String FORM =
      "NAME=[JAR][,jvm=PATH][,gc=NAME][,heap=SIZE][,headers=KIND][,args=ARGS]";

  private static final String JVM = "jvm";
  private static final String ARGS = "args";

  /** The keys that may follow the jar, each once; arguments last, since they may have commas. */
  private static final List<String> KEYS = List.of(JVM, "gc", "heap", "headers", ARGS);

  private static final Pattern KEY =
      Pattern.compile(KEYS.stream().collect(Collectors.joining("|", "(?:^|,)(", ")=")));

  /** No dash: Go takes a number behind one for the number of processors. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

  /**
   * Reads what a user has written.
   *
   * @param spec {@code NAME=[JAR][,jvm=PATH][,gc=NAME][,heap=SIZE][,headers=KIND][,args=ARGS]}
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
    try {
      return parse(name, spec.substring(equals + 1), jar);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--arm %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Tells whether an arm that can be parsed names a jar, and has no need of one for all arms. */
  public static boolean namesItsJar(String spec) {
    String rest = spec.substring(spec.indexOf('=') + 1);
    Matcher key = KEY.matcher(rest);
    return !(key.find() ? rest.substring(0, key.start()) : rest).isEmpty();
  }

  private static JarArm parse(String name, String rest, @Nullable String jar) {
    SequencedMap<String, String> said = new LinkedHashMap<>();
    Matcher key = KEY.matcher(rest);
    boolean more = key.find();
    String own = more ? rest.substring(0, key.start()) : rest;
    while (more) {
      String found = key.group(1);
      int from = key.end();
      more = !found.equals(ARGS) && key.find();
      if (said.putIfAbsent(found, rest.substring(from, more ? key.start() : rest.length()))
          != null) {
        throw new IllegalArgumentException(
            "%s: is given twice; expected %s".formatted(found, FORM));
      }
    }
    if (own.isEmpty() && jar == null) {
      throw new IllegalArgumentException(
          "names no jar; expected %s, or --jar for all".formatted(FORM));
    }
    String jvm = said.remove(JVM);
    String args = said.remove(ARGS);
    SequencedMap<String, List<String>> setting = new LinkedHashMap<>();
    said.forEach((dimension, value) -> setting.put(dimension, List.of(value)));
    List<String> jvmArgs =
        new ArrayList<>(Setting.jvmArgs(List.of(), Setting.combine(setting).getFirst()));
    jvmArgs.addAll(words(args == null ? "" : args));
    return of(
        name,
        own.isEmpty() ? String.valueOf(jar) : own,
        jvm == null ? JavaBinary.own() : JavaBinary.of(jvm),
        jvmArgs);
  }

  /** Splits JVM arguments as somebody writes them, separated by blanks. */
  public static List<String> words(String arguments) {
    return arguments.isBlank() ? List.of() : List.of(arguments.strip().split("\\s+"));
  }

  /**
   * Makes the only arm of a run, on the JVM that runs poolbench.
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
        Map.of(),
        Map.of());
  }

  /** Tells whether its JVM can look into itself with our probe, which is for Java 11. */
  public boolean takesProbe() {
    return !jvm.contains(" 1.8.");
  }

  /**
   * Tells whether its JVM can archive the classes that it has loaded: since Java 13, and from jars
   * alone.
   */
  public boolean writesArchives() {
    return takesProbe()
        && !jvm.contains(" 11.")
        && !jvm.contains(" 12.")
        && classPath.stream().noneMatch(entry -> Files.isDirectory(Path.of(entry)));
  }

  /** Makes the arm of poolbench itself, on the JVM and the class path that it runs on. */
  public static JarArm ofPoolbench() {
    return new JarArm(
        "",
        ownClassPath(),
        "",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "",
        List.of(),
        Map.of(),
        Map.of());
  }

  /**
   * Tells whether it is poolbench itself: the probe and all that it needs are on its class path.
   */
  public boolean hasProbe() {
    return classPath.equals(ownClassPath());
  }

  private static List<String> ownClassPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  /** Returns this arm with a parameter pinned, named after its value. */
  public JarArm pinned(String param, String value) {
    return new JarArm(
        GoName.escapeLast(value),
        classPath,
        sha256,
        java,
        jvm,
        jvmArgs,
        Map.of(param, value),
        methods);
  }

  /**
   * Returns this arm with some of its methods, each as one arm of a benchmark that others have too.
   *
   * @param arm its name
   * @param ofArm JMH's names, by those of the benchmarks
   */
  public JarArm of(String arm, Map<String, String> ofArm) {
    return new JarArm(GoName.escapeLast(arm), classPath, sha256, java, jvm, jvmArgs, params, ofArm);
  }

  /** Returns this arm with JVM arguments that all arms have; its own come behind them. */
  public JarArm withJvmArgs(List<String> ofAll) {
    List<String> all = new ArrayList<>(ofAll);
    all.addAll(jvmArgs);
    return new JarArm(name, classPath, sha256, java, jvm, all, params, methods);
  }

  /** Returns what JMH calls a benchmark here. */
  public String method(JarBenchmark benchmark) {
    return methods.getOrDefault(benchmark.method(), benchmark.method());
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

  /** Returns a class path with what the manifests of its jars add to it, as the JVM does. */
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
