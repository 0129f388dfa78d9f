package io.poolbench.reports.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment of a run in one word: runs that share it were made on the same machine and JVM
 * with the same flags, so that their numbers may be set side by side.
 *
 * @param name twelve hexadecimal digits, or {@value #UNRECORDED}
 * @param details what it was made of, for people: {@code cpu=..., cores=...}
 */
public record Fingerprint(String name, String details) {

  /** The name where no run tells its environment. */
  public static final String UNRECORDED = "unrecorded";

  private static final int LENGTH = 12;

  private static final String JVM_ARGS = "jvmArgs";

  private static final String PLAN = "plan";

  /** Settings that differ between runs on one and the same machine. */
  private static final Set<String> PASSING =
      Set.of("boot", "load at start", "memory", "revision", "uncommitted changes");

  /** Settings beside the code that an operation's counts depend on: no speed, no name of a host. */
  private static final Set<String> OF_COUNTS = Set.of("os", "cores", "jvm", JVM_ARGS, PLAN);

  /** Makes the fingerprint of runs that are taken as one. */
  public static Fingerprint of(List<StoredRun> runs) {
    return of(settings(runs));
  }

  /** Makes a fingerprint that also keeps runs of different plans apart. */
  public static Fingerprint withPlan(List<StoredRun> runs) {
    return of(settingsWithPlan(runs));
  }

  /**
   * Makes the fingerprint of what bytes, objects and descriptors depend on: runs in containers,
   * whose hosts are called anew each time and whose kernels get patches, share it.
   */
  public static Fingerprint ofCounts(List<StoredRun> runs) {
    TreeMap<String, String> settings = settingsWithPlan(runs);
    settings.keySet().retainAll(OF_COUNTS);
    return of(settings);
  }

  private static TreeMap<String, String> settingsWithPlan(List<StoredRun> runs) {
    TreeMap<String, String> settings = settings(runs);
    runs.forEach(run -> settings.put(PLAN, run.plan().getOrDefault("name", "")));
    return settings;
  }

  private static TreeMap<String, String> settings(List<StoredRun> runs) {
    TreeMap<String, String> settings = new TreeMap<>();
    for (StoredRun run : runs) {
      settings.putAll(run.environment());
      settings.put(JVM_ARGS, run.plan().getOrDefault("jvmArgs", ""));
    }
    settings.keySet().removeAll(PASSING);
    return settings;
  }

  private static Fingerprint of(TreeMap<String, String> settings) {
    settings.values().removeIf(String::isEmpty);
    String details = text(settings);
    return new Fingerprint(
        settings.isEmpty() ? UNRECORDED : sha256(details).substring(0, LENGTH), details);
  }

  /**
   * Tells whether a setting stays the same from run to run on one machine, and so tells machines
   * apart.
   */
  public static boolean isLasting(String setting) {
    return !PASSING.contains(setting);
  }

  /** Tells whether the runs recorded any environment. */
  public boolean isRecorded() {
    return !name.equals(UNRECORDED);
  }

  /** Returns the SHA-256 of a text in UTF-8, in hexadecimal. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static String text(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }
}
