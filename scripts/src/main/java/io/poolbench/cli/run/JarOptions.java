package io.poolbench.cli.run;

import io.poolbench.harness.jar.CountingParam;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarListing;
import io.poolbench.harness.plan.Trial;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.NamedArms;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the options for external benchmarks. */
final class JarOptions {

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description =
          "Measures the JMH benchmarks of this jar, or of a class path with JMH in it, in "
              + "place of poolbench's own.")
  private @Nullable String jar;

  @Option(
      names = "--arm",
      paramLabel = "ARM",
      description =
          "Defines an arm; the first is the base: "
              + "NAME=[JAR][,jvm=PATH][,gc=NAME][,heap=SIZE][,headers=KIND][,args=ARGS]. Without "
              + "JAR the arm takes that of --jar. jvm is a JDK or its java. args holds more JVM "
              + "arguments, up to the end.")
  private List<String> arms = new ArrayList<>();

  @Option(
      names = "--vary-param",
      paramLabel = "NAME=A,B",
      description = "Compares values of a benchmark's parameter; each value is an arm.")
  private @Nullable String varied;

  @Option(
      names = "--vary-benchmark",
      paramLabel = "REGEX",
      description =
          "Compares methods or classes of one jar: what the one group of the expression "
              + "matches in package.Class.method names the arm, as in "
              + "'ClaimRelease\\.(\\w+)\\.cycle'. Benchmarks that do not match are not measured; "
              + "--include sees * in place of the group.")
  private @Nullable String varyBenchmark;

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description =
          "The arm of --vary-benchmark that the others are compared with. Default: the "
              + "first that JMH lists.")
  private @Nullable String base;

  @Option(
      names = "--own-iterations",
      description = "Warms up and measures as the jar's annotations say, not as the plan says.")
  private boolean ownIterations;

  @Option(
      names = "--footprint",
      description =
          "Counts what the states of each arm of a jar retain after an iteration, in forks "
              + "of their own.")
  private boolean footprint;

  @Option(
      names = "--footprint-param",
      paramLabel = "NAME=N,M",
      description =
          "Counts what each further unit retains, where a parameter says how many units a "
              + "state holds, as in connections=100,200: objects, bytes by class, direct memory.")
  private @Nullable String footprintParam;

  boolean areGiven() {
    return footprint
        || footprintParam != null
        || jar != null
        || !arms.isEmpty()
        || varied != null
        || varyBenchmark != null
        || base != null
        || ownIterations;
  }

  /** Returns what each arm gets, beside profiles. */
  Set<Trial.Kind> kinds() {
    Set<Trial.Kind> kinds = EnumSet.of(Trial.Kind.TIMING, Trial.Kind.SOURCE);
    if (footprint || footprintParam != null) {
      kinds.add(Trial.Kind.FOOTPRINT);
    }
    return kinds;
  }

  /**
   * Returns the parameter that counts what a state holds; null where nobody names one.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  @Nullable CountingParam counting() {
    return footprintParam == null ? null : CountingParam.parse(footprintParam);
  }

  boolean ownIterations() {
    return ownIterations;
  }

  /**
   * Returns the arms, the base first.
   *
   * @param include which benchmarks are to be measured
   * @throws IllegalArgumentException with what is wrong
   */
  List<JarArm> arms(Pattern include) {
    requireJar();
    List<JarArm> parsed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String arm : arms) {
      JarArm next = JarArm.parse(arm, jar);
      if (!names.add(next.name())) {
        throw new IllegalArgumentException("--arm %s: is named twice".formatted(next.name()));
      }
      parsed.add(next);
    }
    if (jar != null && !arms.isEmpty() && arms.stream().allMatch(JarArm::namesItsJar)) {
      throw new IllegalArgumentException(
          "--jar: every --arm names a jar of its own, so %s would not be measured; leave out --jar"
              .formatted(jar));
    }
    if (parsed.size() == 1 && varied == null && varyBenchmark == null) {
      throw new IllegalArgumentException(
          "--arm %s: is the only arm, so nothing can be compared; give a second --arm, or leave it out to measure a --jar alone"
              .formatted(parsed.getFirst().name()));
    }
    if (parsed.isEmpty()) {
      parsed.add(JarArm.measured(String.valueOf(jar)));
    }
    if (varyBenchmark != null) {
      requireOne("--vary-benchmark", "parts of a benchmark's name", parsed);
      return named(NamedArms.of(varyBenchmark, base), parsed.getFirst(), include);
    }
    return varied == null ? parsed : varied(varied, parsed);
  }

  private void requireJar() {
    if (base != null && varyBenchmark == null) {
      throw new IllegalArgumentException(
          "--base: needs --vary-benchmark; of other arms the first that is named is the base");
    }
    if (varied != null && varyBenchmark != null) {
      throw new IllegalArgumentException(
          "--vary-benchmark: found --vary-param too, expected one of them");
    }
    if (jar != null || !arms.isEmpty()) {
      return;
    }
    if (varyBenchmark != null) {
      throw new IllegalArgumentException(
          "--vary-benchmark: needs --jar; poolbench's own benchmarks have arms already");
    }
    throw new IllegalArgumentException(
        varied == null && !ownIterations
            ? "%s: needs --jar; the plan has those of poolbench's own benchmarks already"
                .formatted(footprintParam == null ? "--footprint" : "--footprint-param")
            : "%s: needs --jar, the benchmarks of poolbench itself have no parameters or annotations"
                .formatted(varied == null ? "--own-iterations" : "--vary-param"));
  }

  /** One arm for each that the benchmarks' names have. */
  private static List<JarArm> named(NamedArms names, JarArm arm, Pattern include) {
    SequencedMap<String, NamedArms.Split> splits;
    SequencedMap<String, Map<String, String>> methods = new LinkedHashMap<>();
    try {
      List<JarBenchmark> all = new JarListing().of(arm);
      List<JarBenchmark> wanted =
          all.stream()
              .filter(
                  benchmark ->
                      names.split(benchmark.method()).stream()
                          .map(split -> benchmark.named(split.benchmark()).path())
                          .anyMatch(path -> include.matcher(path).find()))
              .toList();
      // Where nothing is wanted, the selection says so.
      splits =
          names.split(
              (wanted.isEmpty() ? all : wanted)
                  .stream().map(JarBenchmark::method).distinct().toList());
      names.arms(splits.values()).forEach(name -> methods.put(name, new LinkedHashMap<>()));
    } catch (InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    splits.forEach(
        (method, split) ->
            Objects.requireNonNull(methods.get(split.arm())).put(split.benchmark(), method));
    return methods.entrySet().stream().map(each -> arm.of(each.getKey(), each.getValue())).toList();
  }

  private static void requireOne(String option, String others, List<JarArm> arms) {
    if (arms.size() > 1) {
      throw new IllegalArgumentException(
          "%s: found %d arms, expected one; either jars are compared or %s"
              .formatted(option, arms.size(), others));
    }
  }

  private static List<JarArm> varied(String spec, List<JarArm> arms) {
    int equals = spec.indexOf('=');
    List<String> values = List.of(spec.substring(equals + 1).split(",", -1));
    if (equals < 1
        || values.size() < 2
        || values.contains("")
        || values.size() > new HashSet<>(values).size()) {
      throw new IllegalArgumentException(
          "--vary-param: found '%s', expected NAME=A,B with at least two different values"
              .formatted(spec));
    }
    requireOne("--vary-param", "values of a parameter", arms);
    return values.stream()
        .map(value -> arms.getFirst().pinned(spec.substring(0, equals), value))
        .toList();
  }
}
