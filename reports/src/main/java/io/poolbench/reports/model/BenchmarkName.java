package io.poolbench.reports.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The name of a benchmark, the same for every command: package, class, method, parameters, threads,
 * and the mode in which JMH ran it. Nothing else takes names apart.
 *
 * @param origin package of a Go or Java benchmark, or empty
 * @param path as Go writes it, without the prefix {@code Benchmark}: {@code
 *     Encode/format=json/big-8} has the base {@code Encode} and the parts {@code /format=json},
 *     {@code /big} and {@code -8}, the last being GOMAXPROCS
 * @param mode as JMH names it, or empty
 */
public record BenchmarkName(String origin, String path, String mode) {

  /** Key of the number of processors at the end of a name. */
  public static final String PROCESSORS = "/gomaxprocs";

  private static final String VARIANT = "/variant";

  /** Makes the name of a path in a file whose configuration says package and mode. */
  static BenchmarkName of(String path, Map<String, String> configuration) {
    return new BenchmarkName(
        configuration.getOrDefault("pkg", ""), path, configuration.getOrDefault("mode", ""));
  }

  /** Returns the path of one arm of a run. */
  public static String arm(String benchmark, String variant) {
    return benchmark + VARIANT + "=" + variant;
  }

  /** Returns the part before the first slash: {@code Class.method} of a Java benchmark. */
  public String base() {
    int slash = path.indexOf('/');
    return path.substring(0, slash >= 0 ? slash : processorsAt());
  }

  /** Returns the value of the first part {@code key=value}, empty if there is none. */
  public String part(String key) {
    if (key.equals(PROCESSORS) && processorsAt() < path.length()) {
      return path.substring(processorsAt() + 1);
    }
    for (String part : parts()) {
      if (isKey(part, key)) {
        return part.substring(key.length() + 1);
      }
    }
    return "";
  }

  /** Returns the path without its parts of these keys, with {@code *} for its base if asked. */
  public String without(Collection<String> keys, boolean withoutBase) {
    if (keys.isEmpty() && !withoutBase) {
      return path;
    }
    StringBuilder rest = new StringBuilder(withoutBase ? "*" : base());
    for (String part : parts()) {
      boolean processors = part.charAt(0) == '-' && keys.contains(PROCESSORS);
      if (!processors && keys.stream().noneMatch(key -> isKey(part, key))) {
        rest.append(part);
      }
    }
    return rest.toString();
  }

  /** Returns which of several ways to do the same was measured, or empty. */
  public String variant() {
    return part(VARIANT);
  }

  /** Returns the name that all variants share. */
  public BenchmarkName withoutVariant() {
    return new BenchmarkName(origin, without(List.of(VARIANT), false), mode);
  }

  /** Returns the name with this variant and no other. */
  BenchmarkName withVariant(String variant) {
    BenchmarkName plain = withoutVariant();
    int end = plain.processorsAt();
    return new BenchmarkName(
        origin, arm(plain.path.substring(0, end), variant) + plain.path.substring(end), mode);
  }

  /**
   * Returns the name with another base.
   *
   * @param base {@code Class.method}, after its package where that changes too
   */
  public BenchmarkName withBase(String base) {
    int method = base.lastIndexOf('.');
    int type = base.lastIndexOf('.', method - 1);
    if (type > 0 && base.substring(type + 1, method).equals(NamedArms.ANY)) {
      // The class alone would name nothing.
      type = base.lastIndexOf('.', type - 1);
    }
    String parts = path.substring(base().length());
    return type < 0 || base.indexOf('/') >= 0
        ? new BenchmarkName(origin, base + parts, mode)
        : new BenchmarkName(base.substring(0, type), base.substring(type + 1) + parts, mode);
  }

  /** Tells whether a user means this benchmark by base or path, or either after its package. */
  public boolean isMeantBy(String name) {
    return List.of(base(), path, qualified(base()), qualified(path)).contains(name);
  }

  /** Returns {@code org.example.MapBenchmark.get}, without parameters. */
  String qualifiedBase() {
    return qualified(base());
  }

  private String qualified(String name) {
    return origin.isEmpty() ? name : origin + "." + name;
  }

  /** Spells the whole name, as in {@code org.example.MapBenchmark.get/size=10 (avgt)}. */
  @Override
  public String toString() {
    return mode.isEmpty() ? qualified(path) : qualified(path) + " (" + mode + ")";
  }

  private static boolean isKey(String part, String key) {
    return part.startsWith(key) && part.startsWith("=", key.length());
  }

  private List<String> parts() {
    int end = processorsAt();
    List<String> parts = new ArrayList<>();
    int from = path.indexOf('/');
    while (from >= 0 && from < end) {
      int next = path.indexOf('/', from + 1);
      int to = next < 0 ? end : next;
      parts.add(path.substring(from, to));
      from = next;
    }
    if (end < path.length()) {
      parts.add(path.substring(end));
    }
    return parts;
  }

  /** Finds where a trailing {@code -digits} begins, or the length of the path. */
  private int processorsAt() {
    int i = path.length();
    while (i > 0 && path.charAt(i - 1) >= '0' && path.charAt(i - 1) <= '9') {
      i--;
    }
    return i > 0 && i < path.length() && path.charAt(i - 1) == '-' ? i - 1 : path.length();
  }
}
