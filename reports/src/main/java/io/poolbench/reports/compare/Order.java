package io.poolbench.reports.compare;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An order of the values of a key. */
sealed interface Order {

  /** Keeps values as they first appear in the results. */
  record FirstSeen() implements Order {}

  /** Sorts values by their characters. */
  record Alphabetic() implements Order {}

  /** Sorts values by number, as in 2k, 10k, 1Mi; what is no number comes last. */
  record Numeric() implements Order {}

  /** Sorts values as listed; results with any other value are left out. */
  record Fixed(List<String> values) implements Order {}

  /** Returns what says 0 where this order has no opinion, which for the first seen is always. */
  default Comparator<String> comparator() {
    return switch (this) {
      case FirstSeen() -> (_, _) -> 0;
      case Alphabetic() -> Comparator.naturalOrder();
      case Numeric() -> Comparator.comparingDouble(Order::number);
      case Fixed(List<String> values) -> Comparator.comparingInt(values::indexOf);
    };
  }

  /** The first number in a text, positive infinity if there is none. */
  private static double number(String text) {
    Matcher matcher = Numbers.PLAIN.matcher(text);
    if (matcher.matches()) {
      return Double.parseDouble(text);
    }
    matcher = Numbers.PREFIXED.matcher(text);
    if (!matcher.find()) {
      return Double.POSITIVE_INFINITY;
    }
    String prefix = matcher.group(2) == null ? "" : matcher.group(2);
    int power =
        prefix.isEmpty()
            ? 0
            : 1 + Numbers.PREFIXES.indexOf(Character.toUpperCase(prefix.charAt(0)));
    return Double.parseDouble(matcher.group(1))
        * Math.pow(prefix.endsWith("i") ? 1024 : 1000, power);
  }

  /** The spelling of numbers with prefixes. */
  final class Numbers {

    static final Pattern PLAIN = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    static final Pattern PREFIXED = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([kKMGTPEZY]i?)?[bB]?");
    static final String PREFIXES = "KMGTPEZY";

    private Numbers() {}
  }
}
