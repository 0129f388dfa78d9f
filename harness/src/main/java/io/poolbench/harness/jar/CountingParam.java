package io.poolbench.harness.jar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter of benchmarks that says how many units, such as connections, a state holds. What a
 * state retains with more of them less what it retains with fewer is what the units retain: all
 * that they share, and all that JMH keeps, cancels out.
 *
 * @param name of the parameter, which is also the unit's
 * @param fewer a number of units
 * @param more a larger one
 */
public record CountingParam(String name, int fewer, int more) {

  private static final Pattern FORM = Pattern.compile("([^=,]+)=(\\d{1,9}),(\\d{1,9})");

  /**
   * Reads what a user has written.
   *
   * @param spec {@code connections=100,200}
   * @throws IllegalArgumentException with what is wrong
   */
  public static CountingParam parse(String spec) {
    Matcher form = FORM.matcher(spec);
    if (!form.matches() || Integer.parseInt(form.group(2)) >= Integer.parseInt(form.group(3))) {
      throw new IllegalArgumentException(
          "--footprint-param: found '%s', expected NAME=FEWER,MORE with two numbers of units, as in connections=100,200"
              .formatted(spec));
    }
    return new CountingParam(
        form.group(1), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
  }

  /** Returns how many units make the difference. */
  public int units() {
    return more - fewer;
  }
}
