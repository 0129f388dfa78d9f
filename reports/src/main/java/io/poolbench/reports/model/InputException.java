package io.poolbench.reports.model;

/** A user's mistake, told in one line: where, what was found, what was expected, what to do. */
public class InputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InputException(String where, String found, String expected, String remedy) {
    super(Visible.text(where + ": " + found + "; expected " + expected + "; " + remedy));
  }

  /** Tells a mistake of which the remedy is plain from what is expected. */
  public InputException(String where, String found, String expected) {
    super(Visible.text(where + ": " + found + "; expected " + expected));
  }

  /** Passes on what another tool has already told in one line. */
  public InputException(String line) {
    super(Visible.text(line));
  }
}
