package io.poolbench.reports.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what is measured, as far as the name of a base unit says it: all that is made of it stands
 * here.
 */
public enum Quantity {
  /** Time of an operation, in any of JMH's modes: {@code sec/op}, {@code avgt-sec/op}. */
  TIME,
  /** Operations in a second, likewise: {@code op/sec}. */
  RATE,
  /** Bytes that are allocated, or held: {@code B/op}, {@code retained-B/conn}. */
  BYTES,
  /** Objects or descriptors: {@code allocs/op}, {@code fds/conn}. */
  THINGS,
  /** Anything else that depends on the machine's speed: {@code gc-sec/op}, {@code B/s}. */
  CLOCK,
  /** All else: nothing but its name is known of it. */
  OTHER;

  private static final String MODES = "((thrpt|avgt|sample|ss)-)?";

  private static final Pattern TIMES = Pattern.compile(MODES + "sec/op");

  private static final Pattern RATES = Pattern.compile(MODES + "ops?/sec");

  private static final Pattern HELD = Pattern.compile("(retained-B|direct-B|native-B|fds)/.+");

  /** Matches counts of an operation, or of what is held: what is of a second is none. */
  private static final Pattern COUNTS =
      Pattern.compile("((source-)?(B|allocs)|retained-B|direct-B|native-B|fds)/(?!(s|sec)$)[^/]+");

  private static final Pattern CLOCKS =
      Pattern.compile("(^|.*[-*/ ])(sec|s|ns|us|µs|ms|min|hr|day)([-*/ ].*|$)");

  /** Tells what a base unit is of. */
  public static Quantity of(String unit) {
    if (TIMES.matcher(unit).matches()) {
      return TIME;
    }
    if (RATES.matcher(unit).matches()) {
      return RATE;
    }
    Matcher count = COUNTS.matcher(unit);
    if (count.matches()) {
      return count.group(1).endsWith("B") ? BYTES : THINGS;
    }
    return CLOCKS.matcher(unit).matches() ? CLOCK : OTHER;
  }

  /** Tells whether it is how fast an operation is, whichever way it is written. */
  public boolean isSpeed() {
    return this == TIME || this == RATE;
  }

  /** Tells whether it can be exact, and does not depend on how fast the machine is. */
  public boolean isCount() {
    return this == BYTES || this == THINGS;
  }

  /** Tells whether forks of another machine, or of another hour, would differ for that alone. */
  public boolean dependsOnClock() {
    return isSpeed() || this == CLOCK;
  }

  /** Tells whether a unit is of what idle units hold, which no compiler has a say in. */
  public static boolean isHeld(String unit) {
    return of(unit).isCount() && HELD.matcher(unit).matches();
  }

  /** Tells whether a unit is of what the source asks for, with escape analysis switched off. */
  public static boolean isOfSource(String unit) {
    return of(unit).isCount() && unit.startsWith("source-");
  }
}
