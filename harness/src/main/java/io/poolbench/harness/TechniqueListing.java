package io.poolbench.harness;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The techniques of a jar that holds poolbench itself, perhaps of another revision: what one
 * benchmark of JMH measures is said by parameters, of which only its own catalogue knows the
 * values. So a program lists them on that jar's class path.
 */
final class TechniqueListing {

  private static final TypeReference<List<JarBenchmark>> BENCHMARKS = new TypeReference<>() {};

  private TechniqueListing() {}

  /**
   * What the catalogue of an arm holds.
   *
   * @throws IllegalArgumentException with what is wrong, when it cannot be listed
   */
  static List<JarBenchmark> of(JarArm arm) {
    String jars = String.join(File.pathSeparator, arm.classPath());
    try {
      Process program =
          new ProcessBuilder(arm.java(), "-cp", jars, TechniqueListing.class.getName())
              .redirectErrorStream(true)
              .start();
      String output = String.join("\n", program.inputReader().readAllLines());
      if (program.waitFor() != 0) {
        throw new IllegalArgumentException(
            "%s: cannot list its techniques (%s); expected poolbench of a revision that has %s"
                .formatted(
                    jars,
                    output.lines().findFirst().orElse("it said nothing"),
                    TechniqueListing.class.getSimpleName()));
      }
      // A JVM may talk first, as of JAVA_TOOL_OPTIONS.
      String json = output.lines().dropWhile(line -> !line.startsWith("[")).findFirst().orElse("");
      return JsonMapper.shared().readValue(json, BENCHMARKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s: lists its techniques in a form that is not understood: %s"
              .formatted(jars, e.getOriginalMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("interrupted", e);
    }
  }

  /** Prints the catalogue that is on the class path, as JSON. */
  public static void main(String[] arguments) {
    System.out.println(JsonMapper.shared().writeValueAsString(ofCatalogue()));
  }

  static List<JarBenchmark> ofCatalogue() {
    List<JarBenchmark> benchmarks = new ArrayList<>();
    for (Technique technique : Catalogue.techniques()) {
      for (Workload workload : technique.workloads()) {
        for (Variant variant : workload.arms()) {
          benchmarks.add(of(technique, workload, variant));
        }
      }
    }
    return benchmarks;
  }

  private static JarBenchmark of(Technique technique, Workload workload, Variant variant) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("technique", technique.name());
    params.put("op", workload.name());
    params.put("setting", "");
    params.put("variant", variant.label());
    return new JarBenchmark(
        TechniqueBenchmark.NAME,
        params,
        List.of("-bm", "avgt", "-tu", "ns", "-t", String.valueOf(workload.threads())),
        Setting.jvmArgs(RunPlan.forGating(technique.name() + "/" + workload.name()), workload));
  }
}
