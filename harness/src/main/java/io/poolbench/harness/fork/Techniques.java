package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Setting;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Variant;
import java.io.IOException;

/** Runs the techniques of the catalogue, on the JVM and the class path that poolbench runs on. */
public record Techniques(RunPlan plan) implements Runner {

  @Override
  public Outcome run(Trial trial, Files files) throws TrialFailedException, IOException {
    if (trial.kind() == Trial.Kind.FOOTPRINT) {
      return TechniqueFootprint.run(trial, plan, files.log());
    }
    JarBenchmark benchmark =
        JarBenchmark.ofTechnique(
            Catalogue.technique(trial.technique()),
            Catalogue.technique(trial.technique()).workload(trial.workload()),
            new Variant(trial.variant()),
            Setting.jvmArgs(plan, trial));
    return new JmhFork(trial, plan, JarArm.ofPoolbench(), benchmark, files).run();
  }
}
