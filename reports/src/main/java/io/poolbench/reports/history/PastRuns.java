package io.poolbench.reports.history;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.PastRun;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the row of the history of what a result file holds. */
public final class PastRuns {

  /** The environment of a file that tells none. */
  public static final String UNRECORDED = "unrecorded";

  private static final Pattern VARIANT = Pattern.compile("/variant=([^/]*?)(-\\d+)?(?=/|$)");

  /** What differs between runs on one and the same machine. */
  private static final Set<String> PASSING =
      Set.of("load at start", "memory", "revision", "uncommitted changes");

  private PastRuns() {}

  /**
   * The run that a single input holds.
   *
   * @param fallback when a file without a time of its own was made
   * @param revision empty: as the run says, where it does
   * @param environment name of the environment; empty: as the run says, where it does
   */
  public static PastRun of(
      ResultSet results, String label, Instant fallback, String revision, String environment) {
    List<PastRun.Value> values = values(results.measurements());
    TreeMap<String, String> settings = new TreeMap<>();
    String started = "";
    String version = "";
    String measured = revision;
    for (Run run : results.runs()) {
      settings.putAll(run.environment());
      settings.put("jvmArgs", run.plan().getOrDefault("jvmArgs", ""));
      started = run.started();
      version = run.version();
      if (revision.isEmpty()) {
        measured = run.environment().getOrDefault("revision", "");
      }
    }
    String host = settings.getOrDefault("host", "");
    settings.keySet().removeAll(PASSING);
    settings.values().removeIf(String::isEmpty);
    String details = text(settings);
    String found = settings.isEmpty() ? UNRECORDED : sha256(details).substring(0, 12);
    return new PastRun(
        sha256(started + "\n" + values),
        label,
        time(started, fallback),
        measured,
        host,
        environment.isEmpty() ? found : environment,
        details,
        version,
        values);
  }

  private static List<PastRun.Value> values(List<Measurement> measurements) {
    Map<List<String>, Integer> forks = new HashMap<>();
    List<PastRun.Value> values = new ArrayList<>();
    for (Measurement measurement : measurements) {
      Benchmark benchmark = measurement.benchmark();
      Matcher variant = VARIANT.matcher(benchmark.name());
      boolean named = variant.find();
      // GOMAXPROCS stays: it is a part of what was measured.
      String plain = named ? variant.replaceFirst("$2") : benchmark.name();
      String arm = named ? variant.group(1) : "";
      String name = qualified(plain, benchmark.configuration());
      int fork = forks.merge(List.of(name, arm, measurement.unit()), 1, Integer::sum) - 1;
      values.add(new PastRun.Value(name, arm, measurement.unit(), fork, measurement.value()));
    }
    return values;
  }

  /** Two packages may hold benchmarks of one name. */
  private static String qualified(String name, Map<String, String> configuration) {
    String origin = configuration.getOrDefault("pkg", "");
    return origin.isEmpty() ? name : origin + "." + name;
  }

  private static Instant time(String started, Instant fallback) {
    try {
      Instant time = started.isEmpty() ? fallback : Instant.parse(started);
      return time.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException e) {
      return fallback.truncatedTo(ChronoUnit.MICROS);
    }
  }

  private static String text(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
