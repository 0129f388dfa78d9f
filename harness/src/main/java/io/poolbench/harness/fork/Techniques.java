package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Setting;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import java.io.IOException;
import java.util.List;

/** Runs the techniques of the catalogue, on the JVM and the class path that poolbench runs on. */
public record Techniques(RunPlan plan) implements Runner {

  @Override
  public Outcome run(Trial trial, Files files) throws TrialFailedException, IOException {
    Technique technique = Catalogue.technique(trial.technique());
    Variant variant = new Variant(trial.variant());
    List<String> jvmArgs = Setting.jvmArgs(plan, trial);
    JarBenchmark benchmark =
        trial.kind() == Trial.Kind.FOOTPRINT
            ? JarBenchmark.ofFootprint(
                technique,
                technique.footprint(trial.workload()),
                variant,
                plan.footprint().units(),
                jvmArgs)
            : JarBenchmark.ofTechnique(
                technique, technique.workload(trial.workload()), variant, jvmArgs);
    JarArm arm = JarArm.ofPoolbench();
    return new JmhFork(trial, plan, arm, benchmark, JmhStart.ofPoolbench(arm), files).run();
  }
}
