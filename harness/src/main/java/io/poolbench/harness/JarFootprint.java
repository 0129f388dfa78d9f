package io.poolbench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forks of benchmarks that are not ours in which is counted what lives: the states of the benchmark
 * with all that they hold, and what their classes keep in static fields. JMH gives no handle on a
 * state, so there is no graph to be walked as for our own footprints.
 */
final class JarFootprint {

  private static final String CLASS = "class.";

  /**
   * The result file.
   *
   * @param bytesByClass heap bytes of each class, by name as Java writes it
   */
  record Result(Map<String, Double> bytesByClass, long directBytes) {}

  private JarFootprint() {}

  static Outcome run(Trial trial, RunPlan plan, JarSuite suite, Path log)
      throws TrialFailedException {
    Path reply = log.resolveSibling(log.getFileName() + ".reply");
    List<String> options = new ArrayList<>(JarFork.warmup(plan));
    // With the last iteration JMH lets the states go.
    options.addAll(JarFork.measurement(2, plan.measurementMillis()));
    options.addAll(List.of("-prof", ProbeFiles.FOOTPRINT + ":" + reply));
    try (ProbeFiles probe = ProbeFiles.copy()) {
      Files.deleteIfExists(reply);
      JarFork.measure(trial, suite, List.of(probe.folder()), options, log);
      Properties said = ProbeFiles.read(reply);
      if (said.isEmpty()) {
        throw new TrialFailedException("JMH ran no measured iteration; nothing was counted");
      }
      return outcome(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ProbeFiles.delete(reply);
    }
  }

  private static Outcome outcome(Properties said) {
    Map<String, Double> bytes = new TreeMap<>();
    for (String name : said.stringPropertyNames()) {
      if (name.startsWith(CLASS)) {
        bytes.merge(
            javaName(name.substring(CLASS.length())),
            Double.valueOf(said.getProperty(name)),
            Double::sum);
      }
    }
    long direct = Long.parseLong(said.getProperty("direct"));
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("retained-B/state", bytes.values().stream().mapToDouble(Double::doubleValue).sum());
    metrics.put("direct-B/state", (double) direct);
    if (said.containsKey("descriptors")) {
      metrics.put("fds/state", Double.valueOf(said.getProperty("descriptors")));
    }
    return new Outcome(
        JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Result(bytes, direct))
            + "\n",
        1,
        metrics,
        List.of());
  }

  /** Of a descriptor: {@code [[B} is {@code byte[][]}. */
  static String javaName(String descriptor) {
    int dimensions = descriptor.lastIndexOf('[') + 1;
    String element = descriptor.substring(dimensions);
    if (dimensions > 0) {
      element =
          switch (element.charAt(0)) {
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'D' -> "double";
            case 'F' -> "float";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'S' -> "short";
            case 'Z' -> "boolean";
            default -> element.substring(1, element.length() - 1);
          };
    }
    return element + "[]".repeat(dimensions);
  }
}
