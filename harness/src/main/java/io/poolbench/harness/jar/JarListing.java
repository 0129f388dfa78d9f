package io.poolbench.harness.jar;

import io.poolbench.harness.machine.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the benchmarks of arms, as their own JMH does ({@code -lp}); the same jars on the same JVM
 * are asked once.
 */
public final class JarListing {

  private static final Pattern METHOD =
      Pattern.compile("\\p{javaJavaIdentifierPart}+(\\.\\p{javaJavaIdentifierPart}+){2,}");

  private static final Pattern PARAM = Pattern.compile("\\s+param \"(.+?)\" = \\{(.*)}");

  private static final String OURS = "io.poolbench.harness.";

  /** The program that lists the techniques of a revision of poolbench. */
  static final String TECHNIQUE_LISTING = "io.poolbench.harness.TechniqueListing";

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private static final TypeReference<List<JarBenchmark>> BENCHMARKS = new TypeReference<>() {};

  /** The lines that JMH printed, by what it was asked with. */
  private final Map<List<String>, List<String>> printed = new HashMap<>();

  /**
   * Lists the benchmarks of an arm, in every combination of the parameters that it leaves open.
   *
   * @throws IllegalArgumentException with what is wrong, when there are no benchmarks
   */
  public List<JarBenchmark> of(JarArm arm) {
    String jars = String.join(File.pathSeparator, arm.classPath());
    SequencedMap<String, SequencedMap<String, List<String>>> methods =
        parse(printed.computeIfAbsent(List.of(arm.java(), jars), _ -> list(arm, jars)));
    if (methods.isEmpty()) {
      throw new IllegalArgumentException(
          jars + ": holds no JMH benchmarks; expected the jar that a JMH project builds");
    }
    List<JarBenchmark> benchmarks = new ArrayList<>();
    if (!arm.methods().isEmpty()) {
      methods = common(arm, methods);
    } else if (arm.params().isEmpty() && methods.remove(JarBenchmark.TECHNIQUE) != null) {
      // Of poolbench itself; the rest are the gate's own, which only '--canary' asks for.
      methods.keySet().removeIf(method -> method.startsWith(OURS));
      benchmarks.addAll(techniques(arm));
    }
    for (Map.Entry<String, SequencedMap<String, List<String>>> entry : methods.entrySet()) {
      SequencedMap<String, List<String>> params = entry.getValue();
      if (params.keySet().containsAll(arm.params().keySet())) {
        params.keySet().removeAll(arm.params().keySet());
        combinations(params)
            .forEach(open -> benchmarks.add(new JarBenchmark(entry.getKey(), open)));
      }
    }
    return benchmarks;
  }

  /** Keeps the methods that the arm picks, by the names that they have in all arms. */
  private static SequencedMap<String, SequencedMap<String, List<String>>> common(
      JarArm arm, Map<String, SequencedMap<String, List<String>>> methods) {
    SequencedMap<String, SequencedMap<String, List<String>>> common = new LinkedHashMap<>();
    arm.methods()
        .forEach(
            (benchmark, method) -> {
              SequencedMap<String, List<String>> params = methods.get(method);
              if (params != null) {
                common.put(benchmark, params);
              }
            });
    return common;
  }

  /**
   * Lists the techniques of a jar that holds poolbench itself, perhaps of another revision: what
   * one benchmark of JMH measures is said by parameters, of which only its own catalogue knows the
   * values. So a program lists them on that jar's class path.
   *
   * @throws IllegalArgumentException with what is wrong, when it cannot be listed
   */
  private static List<JarBenchmark> techniques(JarArm arm) {
    String jars = String.join(File.pathSeparator, arm.classPath());
    ChildProcess.Output output = output(arm, jars, List.of(TECHNIQUE_LISTING));
    if (!output.isSuccess()) {
      throw new IllegalArgumentException(
          "%s: cannot list its techniques (%s); expected poolbench of a revision that has %s"
              .formatted(jars, output.why(), TECHNIQUE_LISTING));
    }
    // A JVM may talk first, as of JAVA_TOOL_OPTIONS.
    String json =
        output.lines().stream().filter(line -> line.startsWith("[")).findFirst().orElse("");
    try {
      return JsonMapper.shared().readValue(json, BENCHMARKS);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s: lists its techniques in a form that is not understood: %s"
              .formatted(jars, e.getOriginalMessage()),
          e);
    }
  }

  private static List<String> list(JarArm arm, String jars) {
    ChildProcess.Output output = output(arm, jars, List.of(JarArm.JMH_MAIN, "-lp"));
    if (!output.isSuccess()) {
      throw new IllegalArgumentException(
          jars
              + ": "
              + (output.end() instanceof ChildProcess.End.Exit
                  ? why(String.join("\n", output.lines()))
                  : "JMH cannot list its benchmarks: " + output.end()));
    }
    return output.lines();
  }

  private static ChildProcess.Output output(JarArm arm, String jars, List<String> program) {
    try {
      return ChildProcess.output(
          Stream.concat(Stream.of(arm.java(), "-cp", jars), program.stream()).toList(), DEADLINE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String why(String output) {
    if (output.contains("Could not find or load main class " + JarArm.JMH_MAIN)) {
      return "holds no JMH; expected an executable JMH jar, or a class path with jmh-core and what it needs";
    }
    if (output.contains("META-INF/BenchmarkList")) {
      return "holds no JMH benchmarks (no META-INF/BenchmarkList); expected the jar that a JMH project builds";
    }
    return "JMH cannot list its benchmarks: "
        + output
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("Picked up "))
            .findFirst()
            .orElse("it said nothing");
  }

  /**
   * Reads the methods that JMH lists, with the values of each parameter. A method is listed once
   * for each of its modes.
   */
  public static SequencedMap<String, SequencedMap<String, List<String>>> parse(List<String> lines) {
    SequencedMap<String, SequencedMap<String, List<String>>> methods = new LinkedHashMap<>();
    @Nullable SequencedMap<String, List<String>> params = null;
    for (String line : lines) {
      Matcher param = PARAM.matcher(line);
      if (METHOD.matcher(line.stripTrailing()).matches()) {
        params = methods.computeIfAbsent(line.stripTrailing(), _ -> new LinkedHashMap<>());
      } else if (params != null && param.matches()) {
        params.put(param.group(1), List.of(param.group(2).split(", ", -1)));
      }
    }
    return methods;
  }

  private static List<Map<String, String>> combinations(SequencedMap<String, List<String>> params) {
    List<Map<String, String>> combined = List.of(Map.of());
    for (Map.Entry<String, List<String>> param : params.entrySet()) {
      List<Map<String, String>> next = new ArrayList<>();
      for (Map<String, String> some : combined) {
        for (String value : param.getValue()) {
          Map<String, String> more = new LinkedHashMap<>(some);
          more.put(param.getKey(), value);
          next.add(more);
        }
      }
      combined = next;
    }
    return combined;
  }
}
