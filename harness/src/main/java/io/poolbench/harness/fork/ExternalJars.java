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
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Runs anyone's JMH benchmarks, each arm on the jars and the JVM that it names. */
public final class ExternalJars implements Runner {

  /** The forks that may write the archive of classes: in them nothing is timed. */
  private static final Set<Trial.Kind> WRITES = Set.of(Trial.Kind.SOURCE, Trial.Kind.COUNT);

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
    if (benchmark.isFootprint() || !arm.takesProbe()) {
      return run(new JmhFork(trial, plan, arm, benchmark, null, files));
    }
    boolean writes = WRITES.contains(trial.kind());
    JmhStart start = starts.of(arm, asked, !writes, files.log());
    ClassArchive archive = starts.archive(arm);
    List<String> writing = writes ? archive.writing(arm) : List.of();
    // Of one that holds units, the second of two forks would have what the first had not.
    boolean loads = trial.kind() != Trial.Kind.FOOTPRINT;
    start = start.with(!writing.isEmpty() ? writing : loads ? archive.loading() : List.of());
    boolean well = false;
    try {
      Outcome outcome = run(new JmhFork(trial, plan, arm, benchmark, start, files));
      well = true;
      return outcome;
    } finally {
      if (!writing.isEmpty()) {
        archive.close(well);
      }
    }
  }

  private Outcome run(JmhFork fork) throws TrialFailedException, IOException {
    CountingParam counting = suite.counting();
    return fork.trial().kind() == Trial.Kind.FOOTPRINT
            && counting != null
            && !fork.benchmark().isFootprint()
        ? StateFootprint.perUnit(fork, counting)
        : fork.run();
  }
}
