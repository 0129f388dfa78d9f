package io.poolbench.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The benchmarks of an arm, as its own JMH lists them ({@code -lp}). */
final class JarListing {

  private static final Pattern METHOD =
      Pattern.compile("\\p{javaJavaIdentifierPart}+(\\.\\p{javaJavaIdentifierPart}+){2,}");

  private static final Pattern PARAM = Pattern.compile("\\s+param \"(.+?)\" = \\{(.*)}");

  private static final String OURS = JarListing.class.getPackageName() + ".";

  private JarListing() {}

  /**
   * Every combination of the parameters that the arm leaves open.
   *
   * @throws IllegalArgumentException with what is wrong, when there are no benchmarks
   */
  static List<JarBenchmark> of(JarArm arm) {
    String jars = String.join(File.pathSeparator, arm.classPath());
    List<String> lines = list(arm, jars);
    SequencedMap<String, SequencedMap<String, List<String>>> methods = parse(lines);
    if (methods.isEmpty()) {
      throw new IllegalArgumentException(
          jars + ": holds no JMH benchmarks; expected the jar that a JMH project builds");
    }
    List<JarBenchmark> benchmarks = new ArrayList<>();
    if (arm.params().isEmpty() && methods.remove(TechniqueBenchmark.NAME) != null) {
      // Of poolbench itself; the rest are the gate's own, which only '--canary' asks for.
      methods.keySet().removeIf(method -> method.startsWith(OURS));
      benchmarks.addAll(TechniqueListing.of(arm));
    }
    methods.forEach(
        (method, params) -> {
          if (params.keySet().containsAll(arm.params().keySet())) {
            params.keySet().removeAll(arm.params().keySet());
            combinations(params).forEach(open -> benchmarks.add(new JarBenchmark(method, open)));
          }
        });
    return benchmarks;
  }

  private static List<String> list(JarArm arm, String jars) {
    try {
      Process jmh =
          new ProcessBuilder(arm.java(), "-cp", jars, JarFork.MAIN, "-lp")
              .redirectErrorStream(true)
              .start();
      List<String> lines = jmh.inputReader().readAllLines();
      if (jmh.waitFor() != 0) {
        throw new IllegalArgumentException(jars + ": " + why(String.join("\n", lines)));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("interrupted", e);
    }
  }

  private static String why(String output) {
    if (output.contains("Could not find or load main class " + JarFork.MAIN)) {
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

  /** By method, the values of each parameter. A method is listed once for each of its modes. */
  static SequencedMap<String, SequencedMap<String, List<String>>> parse(List<String> lines) {
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
