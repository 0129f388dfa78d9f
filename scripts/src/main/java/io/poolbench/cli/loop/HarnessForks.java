package io.poolbench.cli.loop;

import io.poolbench.harness.run.Measurement;
import io.poolbench.harness.run.MeasurementException;
import io.poolbench.harness.run.Run;
import io.poolbench.reports.model.InputException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Real forks of a run. */
public final class HarnessForks implements Forks {

  private final Run run;
  private final Measurement measurement;
  private final boolean asLatest;
  private long failed;

  /**
   * Forks of a run that has been begun or taken up.
   *
   * @param resume the command that goes on when this is stopped
   * @param asLatest whether the link {@code latest} beside the run is to point at it
   */
  public HarnessForks(Run run, String resume, boolean asLatest) {
    this.run = run;
    this.asLatest = asLatest;
    measurement = new Measurement(run, resume);
  }

  @Override
  public Path directory() {
    return run.root();
  }

  @Override
  public boolean until(int forks, Predicate<String> benchmarks) {
    run.extend(forks, benchmarks);
    try {
      Measurement.Ended ended = measurement.measure(asLatest);
      failed = ended.failed();
      return ended.whole();
    } catch (MeasurementException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** Trials of the run that have failed so far. */
  public long failed() {
    return failed;
  }
}
