package io.poolbench.harness;

/** A fork crashed, hung or measured nothing; the message says which in one line. */
final class TrialFailedException extends Exception {

  private static final long serialVersionUID = 1;

  TrialFailedException(String message) {
    super(message);
  }
}
