package io.poolbench.reports.model;

import java.util.List;
import java.util.Map;

/** Makes stored runs that hold only what a test is about. */
public final class StoredRuns {

  private StoredRuns() {}

  /** Makes a run of these subjects and trials. */
  public static StoredRun of(
      String file, List<StoredRun.Subject> subjects, List<StoredRun.Trial> trials) {
    return of(file, subjects, List.of(), trials, List.of());
  }

  /** Makes a run that says what its arms do not have in common too, and carries its code. */
  public static StoredRun of(
      String file,
      List<StoredRun.Subject> subjects,
      List<StoredRun.Unmatched> unmatched,
      List<StoredRun.Trial> trials,
      List<StoredRun.Source> sources) {
    return new StoredRun(
        file, "", "", 0, Map.of(), Map.of(), subjects, unmatched, trials, sources, List.of());
  }
}
