package io.poolbench.harness;

/** A trial has no result; the message says why, in one line. */
final class TrialFailedException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean unavailable;

  TrialFailedException(String why) {
    this(why, false);
  }

  /**
   * @param unavailable whether no trial of its kind can have a result on this system
   */
  TrialFailedException(String why, boolean unavailable) {
    super(why);
    this.unavailable = unavailable;
  }

  boolean isUnavailable() {
    return unavailable;
  }
}
