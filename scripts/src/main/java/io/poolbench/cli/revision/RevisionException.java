package io.poolbench.cli.revision;

import io.poolbench.reports.model.InputException;

/**
 * Tells of a revision that does not build, or that holds nothing to measure: others may do better
 * on this machine.
 */
public final class RevisionException extends InputException {

  private static final long serialVersionUID = 1;

  RevisionException(String where, String found, String expected, String remedy) {
    super(where, found, expected, remedy);
  }

  /** Passes on what the harness has already told in one line. */
  public RevisionException(String line) {
    super(line);
  }
}
