package io.poolbench.harness.fork;

import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;

/**
 * Answers as it is told and starts no JVM: for tests of what comes before and behind a fork, such
 * as the order of trials, the record of a run, and decisions.
 */
public record ScriptedRunner(Script script) implements Runner {

  /** Says what a trial finds. */
  @FunctionalInterface
  public interface Script {
    Outcome run(Trial trial, Files files) throws TrialFailedException, IOException;
  }

  @Override
  public Outcome run(Trial trial, Files files) throws TrialFailedException, IOException {
    return script.run(trial, files);
  }
}
