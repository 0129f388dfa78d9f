package io.poolbench.harness.plan;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Says that a trial has no result; the message says why, in one line, in which what a benchmark has
 * printed is written as escapes where it cannot be seen.
 */
public final class TrialFailedException extends Exception {

  private static final long serialVersionUID = 1;

  /** The texts that a log or a terminal would take for a command, and so would a runner of CI. */
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\p{Co}]]|#(?=#(\\[|vso\\[))");

  private final boolean unavailable;

  public TrialFailedException(String why) {
    this(why, false);
  }

  /**
   * Says why, and whether it is the system that cannot.
   *
   * @param unavailable whether no trial of its kind can have a result on this system
   */
  public TrialFailedException(String why, boolean unavailable) {
    super(HIDDEN.matcher(why).replaceAll(TrialFailedException::escape));
    this.unavailable = unavailable;
  }

  private static String escape(MatchResult hidden) {
    return String.format(Locale.ROOT, "\\\\u%04x", hidden.group().codePointAt(0));
  }

  public boolean isUnavailable() {
    return unavailable;
  }
}
