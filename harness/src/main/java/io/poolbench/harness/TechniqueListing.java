package io.poolbench.harness;

import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Setting;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the techniques of a jar that holds poolbench itself, perhaps of another revision, on that
 * jar's class path: what one benchmark of JMH measures is said by parameters, of which only its own
 * catalogue knows the values.
 */
final class TechniqueListing {

  private TechniqueListing() {}

  /** Prints the catalogue that is on the class path, as JSON. */
  public static void main(String[] arguments) {
    System.out.println(JsonMapper.shared().writeValueAsString(ofCatalogue()));
  }

  static List<JarBenchmark> ofCatalogue() {
    List<JarBenchmark> benchmarks = new ArrayList<>();
    for (Technique technique : Catalogue.techniques()) {
      for (Workload workload : technique.workloads()) {
        for (Variant variant : workload.arms()) {
          benchmarks.add(
              JarBenchmark.ofTechnique(
                  technique,
                  workload,
                  variant,
                  Setting.jvmArgs(
                      RunPlan.forGating(technique.name() + "/" + workload.name()), workload)));
        }
      }
      for (Footprint footprint : technique.footprints()) {
        RunPlan plan = RunPlan.forGating(technique.name() + "/" + footprint.name());
        int units = plan.footprint().units();
        for (Variant variant : footprint.arms()) {
          benchmarks.add(
              JarBenchmark.ofFootprint(technique, footprint, variant, units, plan.jvmArgs()));
        }
      }
    }
    return benchmarks;
  }
}
