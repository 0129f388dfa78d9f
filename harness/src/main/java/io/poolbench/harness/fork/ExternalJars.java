package io.poolbench.harness.fork;

import io.poolbench.harness.jar.CountingParam;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.util.Objects;

/** Runs anyone's JMH benchmarks, each arm on the jars and the JVM that it names. */
public final class ExternalJars implements Runner {

  private final RunPlan plan;
  private final JarSuite suite;
  private final JmhStarts starts;

  /** Makes a runner of the benchmarks of a suite. */
  public ExternalJars(RunPlan plan, JarSuite suite) {
    this(plan, suite, new JmhStarts(suite));
  }

  private ExternalJars(RunPlan plan, JarSuite suite, JmhStarts starts) {
    this.plan = plan;
    this.suite = suite;
    this.starts = starts;
  }

  /** Returns a runner of the same benchmarks by another plan, which knows how their forks start. */
  public ExternalJars by(RunPlan other) {
    return new ExternalJars(other, suite, starts);
  }

  @Override
  public Outcome run(Trial trial, Files files) throws TrialFailedException, IOException {
    JarArm arm = suite.arm(trial);
    JarBenchmark asked = Objects.requireNonNull(suite.benchmarks().get(trial.arm().path()));
    JarBenchmark benchmark = asked.in(trial.setting());
    JmhStart start =
        benchmark.isFootprint()
            ? JmhStart.ofPoolbench(arm)
            : arm.takesProbe() ? starts.of(arm, asked, files.log()) : null;
    JmhFork fork = new JmhFork(trial, plan, arm, benchmark, start, files);
    CountingParam counting = suite.counting();
    return trial.kind() == Trial.Kind.FOOTPRINT && counting != null && !benchmark.isFootprint()
        ? StateFootprint.perUnit(fork, counting)
        : fork.run();
  }
}
