package io.poolbench.harness.fork;

import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs forks. What differs between our techniques and anyone's jar is which JVM is started on which
 * class path with which arguments; what happens inside is the same, and is seen by the same probe.
 */
public sealed interface Runner permits Techniques, ExternalJars, ScriptedRunner {

  /**
   * The files in which a fork leaves what is too large for a value.
   *
   * @param recording of a profiler, as JFR
   * @param log of what the fork prints
   */
  record Files(Path recording, Path log) {}

  /**
   * Runs the fork of a trial to its end. Several threads may each run one at the same time: a fork
   * has files of its own beside its log, and a mark of its own. That bends no count, but every
   * time, so that only forks in which nothing is timed may have company.
   *
   * @throws TrialFailedException when it has no result; with the reason
   * @throws IOException when this machine cannot start it, or a file not be written
   */
  Outcome run(Trial trial, Files files) throws TrialFailedException, IOException;
}
