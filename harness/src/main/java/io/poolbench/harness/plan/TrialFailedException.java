package io.poolbench.harness.plan;

/** A trial has no result; the message says why, in one line. */
public final class TrialFailedException extends Exception {

  private static final long serialVersionUID = 1;

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
    super(why);
    this.unavailable = unavailable;
  }

  public boolean isUnavailable() {
    return unavailable;
  }
}
