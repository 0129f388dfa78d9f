package io.poolbench.reports.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The parts of a full name: {@code Encode/format=json/big-8} has the base {@code Encode} and the
 * parts {@code /format=json}, {@code /big} and {@code -8}, the last being GOMAXPROCS.
 */
final class BenchmarkName {

  static final String PROCESSORS = "/gomaxprocs";

  private BenchmarkName() {}

  static String base(String name) {
    int slash = name.indexOf('/');
    return name.substring(0, slash >= 0 ? slash : processorsAt(name));
  }

  /** Value of the first part {@code key=value}, empty if there is none. */
  static String part(String name, String key) {
    if (key.equals(PROCESSORS) && processorsAt(name) < name.length()) {
      return name.substring(processorsAt(name) + 1);
    }
    for (String part : parts(name)) {
      if (isKey(part, key)) {
        return part.substring(key.length() + 1);
      }
    }
    return "";
  }

  /** The name without its parts of these keys, and with {@code *} for its base if need be. */
  static String without(String name, Collection<String> keys, boolean withoutBase) {
    if (keys.isEmpty() && !withoutBase) {
      return name;
    }
    StringBuilder rest = new StringBuilder(withoutBase ? "*" : base(name));
    for (String part : parts(name)) {
      boolean processors = part.charAt(0) == '-' && keys.contains(PROCESSORS);
      if (!processors && keys.stream().noneMatch(key -> isKey(part, key))) {
        rest.append(part);
      }
    }
    return rest.toString();
  }

  private static boolean isKey(String part, String key) {
    return part.startsWith(key) && part.startsWith("=", key.length());
  }

  private static List<String> parts(String name) {
    int end = processorsAt(name);
    List<String> parts = new ArrayList<>();
    int from = name.indexOf('/');
    while (from >= 0 && from < end) {
      int next = name.indexOf('/', from + 1);
      int to = next < 0 ? end : next;
      parts.add(name.substring(from, to));
      from = next;
    }
    if (end < name.length()) {
      parts.add(name.substring(end));
    }
    return parts;
  }

  /** Where a trailing {@code -digits} begins, or the length of the name. */
  private static int processorsAt(String name) {
    int i = name.length();
    while (i > 0 && name.charAt(i - 1) >= '0' && name.charAt(i - 1) <= '9') {
      i--;
    }
    return i > 0 && i < name.length() && name.charAt(i - 1) == '-' ? i - 1 : name.length();
  }
}
