package io.poolbench.reports.history;

import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.PastRun;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the row of the history of what a result file holds. */
public final class PastRuns {

  private PastRuns() {}

  /**
   * Returns the run that a single input holds.
   *
   * @param fallback when a file without a time of its own was made
   * @param revision empty: as the run says, where it does
   * @param environment name of the environment; empty: as the run says, where it does
   */
  public static PastRun of(
      ResultSet results, String label, Instant fallback, String revision, String environment) {
    List<PastRun.Value> values = values(results.measurements());
    String started = "";
    String version = "";
    String host = "";
    String measured = revision;
    for (StoredRun run : results.runs()) {
      started = run.started();
      version = run.version();
      host = run.environment().getOrDefault("host", host);
      if (revision.isEmpty()) {
        measured = run.environment().getOrDefault("revision", "");
      }
    }
    Fingerprint found = Fingerprint.withPlan(results.runs());
    return new PastRun(
        identity(results.runs(), values),
        label,
        time(started, fallback),
        measured,
        host,
        environment.isEmpty() ? found.name() : environment,
        environment.isEmpty() ? Fingerprint.ofCounts(results.runs()).name() : environment,
        found.details(),
        version,
        values);
  }

  /**
   * A run of poolbench is the same however far it has come: it is known by when it began, by its
   * seed, and by what it measures where, which its shards differ in. Any other file is its values.
   */
  private static String identity(List<StoredRun> runs, List<PastRun.Value> values) {
    if (runs.isEmpty() || runs.stream().anyMatch(run -> run.started().isEmpty())) {
      return Fingerprint.sha256("\n" + values);
    }
    return Fingerprint.sha256(
        runs.stream()
            .map(
                run ->
                    List.of(
                        run.started(),
                        run.seed(),
                        run.environment().getOrDefault("host", ""),
                        run.subjects().stream().map(StoredRun.Subject::name).toList()))
            .toList()
            .toString());
  }

  private static List<PastRun.Value> values(List<Measurement> measurements) {
    Map<List<String>, Integer> forks = new HashMap<>();
    List<PastRun.Value> values = new ArrayList<>();
    for (Measurement measurement : measurements) {
      String arm = measurement.benchmark().name().variant();
      String name = measurement.benchmark().name().withoutVariant().toString();
      List<String> key = List.of(name, arm, measurement.unit());
      measurement
          .values()
          .forEach(
              value -> {
                int fork = forks.merge(key, 1, Integer::sum) - 1;
                values.add(new PastRun.Value(name, arm, measurement.unit(), fork, value));
              });
    }
    return values;
  }

  private static Instant time(String started, Instant fallback) {
    try {
      Instant time = started.isEmpty() ? fallback : Instant.parse(started);
      return time.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException e) {
      return fallback.truncatedTo(ChronoUnit.MICROS);
    }
  }
}
