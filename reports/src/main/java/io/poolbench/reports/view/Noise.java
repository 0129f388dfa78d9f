package io.poolbench.reports.view;

import java.util.List;

/**
 * The noise of a run: how much its metrics vary between forks of the same code, and which worsening
 * the gate would therefore see.
 *
 * @param run label of the run that this is about
 * @param environment fingerprint of that run
 * @param calibration label of the A/A run that was kept of this environment; empty where none has
 *     any of the run's metrics
 * @param calibrated when that was run, empty likewise
 * @param looks forks per arm after which the gate may decide
 * @param rows metrics that vary, in the run's order
 * @param exact how many others do not vary: of those any change that matters is seen
 */
public record Noise(
    String run,
    String environment,
    String calibration,
    String calibrated,
    List<Integer> looks,
    List<Row> rows,
    int exact) {

  public Noise {
    looks = List.copyOf(looks);
    rows = List.copyOf(rows);
  }

  /**
   * One metric of one benchmark.
   *
   * @param benchmark without its variant
   * @param ofCalibration whether the forks are those of the A/A run, not this run's own
   * @param forks of all arms together
   * @param spread standard deviation between forks as a share; NaN where no arm has two
   * @param shownSpread as in {@code 1.6%}
   * @param seen at each look, the smallest worsening that is seen nine times in ten, as a ratio
   * @param shownSeen as in {@code +4.3%}
   */
  public record Row(
      String benchmark,
      String unit,
      boolean ofCalibration,
      int forks,
      double spread,
      String shownSpread,
      List<Double> seen,
      List<String> shownSeen) {

    public Row {
      seen = List.copyOf(seen);
      shownSeen = List.copyOf(shownSeen);
    }
  }
}
