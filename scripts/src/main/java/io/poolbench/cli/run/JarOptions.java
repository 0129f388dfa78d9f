package io.poolbench.cli.run;

import io.poolbench.harness.JarArm;
import io.poolbench.harness.Trial;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What measures benchmarks that are not ours. */
final class JarOptions {

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description =
          "the JMH benchmarks of this jar instead of ours; or of a class path with JMH in it")
  private @Nullable String jar;

  @Option(
      names = "--arm",
      paramLabel = "ARM",
      description =
          "one side of a comparison, the base first: NAME=[JAR][,jvm=PATH][,args=ARGS]; JAR is"
              + " --jar's unless given, jvm a JDK or its java, args more JVM arguments up to the"
              + " end")
  private List<String> arms = new ArrayList<>();

  @Option(
      names = "--vary-param",
      paramLabel = "NAME=A,B",
      description = "compares values of a benchmark's parameter instead of jars")
  private @Nullable String varied;

  @Option(
      names = "--own-iterations",
      description = "warms up and measures as the jar's annotations say, not as the plan says")
  private boolean ownIterations;

  @Option(
      names = "--census",
      description =
          "counts what each arm of a jar allocates, object by object and where, in a fork of its"
              + " own")
  private boolean census;

  @Option(
      names = "--footprint",
      description =
          "counts what the states of each arm of a jar retain after an iteration, in forks of their"
              + " own")
  private boolean footprint;

  boolean areGiven() {
    return census || footprint || jar != null || !arms.isEmpty() || varied != null || ownIterations;
  }

  /** What each arm gets, beside profiles. */
  Set<Trial.Kind> kinds() {
    Set<Trial.Kind> kinds = EnumSet.of(Trial.Kind.TIMING);
    if (census) {
      kinds.add(Trial.Kind.CENSUS);
    }
    if (footprint) {
      kinds.add(Trial.Kind.FOOTPRINT);
    }
    return kinds;
  }

  boolean ownIterations() {
    return ownIterations;
  }

  /**
   * The base first.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  List<JarArm> arms() {
    if (jar == null && arms.isEmpty()) {
      throw new IllegalArgumentException(
          varied == null && !ownIterations
              ? "%s: needs --jar; the plan has those of poolbench's own benchmarks already"
                  .formatted(census ? "--census" : "--footprint")
              : "%s: needs --jar, the benchmarks of poolbench itself have no parameters or annotations"
                  .formatted(varied == null ? "--own-iterations" : "--vary-param"));
    }
    List<JarArm> parsed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String arm : arms) {
      JarArm next = JarArm.parse(arm, jar);
      if (!names.add(next.name())) {
        throw new IllegalArgumentException("--arm %s: named twice".formatted(next.name()));
      }
      parsed.add(next);
    }
    if (parsed.isEmpty()) {
      parsed.add(JarArm.measured(String.valueOf(jar)));
    }
    return varied == null ? parsed : varied(varied, parsed);
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
    if (arms.size() > 1) {
      throw new IllegalArgumentException(
          "--vary-param: found %d arms, expected one; either jars are compared or values of a parameter"
              .formatted(arms.size()));
    }
    return values.stream()
        .map(value -> arms.getFirst().pinned(spec.substring(0, equals), value))
        .toList();
  }
}
