package io.poolbench.harness.plan;

import io.poolbench.harness.plan.RunPlan.Census.Scope;
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
 * The part of the catalogue that is measured.
 *
 * @param include regular expression for a part of {@code technique/workload}, or the name of a
 *     benchmark
 * @param settings of the JVM, as in {@link Setting}; each benchmark runs in each
 * @param profiles kinds of profiles to be taken of each arm
 * @param callSites of which benchmarks it is recorded where their objects come from
 */
public record Selection(
    Pattern include, List<String> settings, Set<Kind> profiles, Scope callSites) {

  /** Returns the blocks of every benchmark of the catalogue that matches. */
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
          if (isRecorded(technique, workload) || Setting.hidesTheDead(setting)) {
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
    blocks.removeIf(block -> !isIncluded(block));
    return blocks;
  }

  private boolean isIncluded(Block block) {
    return include.matcher(block.arms().getFirst().path()).find()
        // As tables and messages have it.
        || include.pattern().equals(block.benchmark());
  }

  private boolean isRecorded(Technique technique, Workload workload) {
    return switch (callSites) {
      case NONE -> false;
      case SEEDS -> !Catalogue.seeds(technique.name(), workload.name()).isEmpty();
      case ALL -> true;
    };
  }

  /** Returns how many threads the largest of these workloads runs at once. */
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
