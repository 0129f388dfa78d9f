package io.poolbench.harness.plan;

import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to measure of the catalogue.
 *
 * @param include regular expression for {@code technique/workload}
 * @param settings of the JVM, as in {@link Setting}; each benchmark runs in each
 * @param profiles kinds of profiles to be taken of each arm
 * @param everyCallSite whether the call sites of every arm are recorded, and not only those of the
 *     first workload of each technique
 */
public record Selection(
    Pattern include, List<String> settings, Set<Kind> profiles, boolean everyCallSite) {

  /** The blocks of every benchmark of the catalogue that matches. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (Technique technique : Catalogue.techniques()) {
      for (String setting : settings) {
        for (Workload workload : technique.workloads()) {
          List<Arm> arms = arms(technique, workload.name(), setting, workload.arms());
          blocks.add(new Block(Kind.TIMING, arms));
          if (!Setting.hidesTheDead(setting)) {
            blocks.add(new Block(Kind.SOURCE, arms));
          }
          if (everyCallSite
              || workload.equals(technique.workloads().getFirst())
              || Setting.hidesTheDead(setting)) {
            blocks.add(new Block(Kind.CENSUS, arms));
          }
          profiles.forEach(kind -> blocks.add(new Block(kind, arms)));
        }
        for (Footprint footprint : technique.footprints()) {
          blocks.add(
              new Block(
                  Kind.FOOTPRINT, arms(technique, footprint.name(), setting, footprint.arms())));
        }
      }
    }
    blocks.removeIf(block -> !include.matcher(block.arms().getFirst().path()).find());
    return blocks;
  }

  /** How many threads the largest workload of the catalogue runs at once. */
  public static int threads(List<Block> blocks) {
    return blocks.stream()
        .filter(block -> block.kind() == Kind.TIMING)
        .map(block -> block.arms().getFirst())
        .mapToInt(arm -> Catalogue.technique(arm.technique()).workload(arm.workload()).threads())
        .max()
        .orElse(1);
  }

  private static List<Arm> arms(
      Technique technique, String workload, String setting, Set<Variant> variants) {
    return variants.stream()
        .map(variant -> new Arm(technique.name(), workload, setting, variant.label()))
        .toList();
  }
}
