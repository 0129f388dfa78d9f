package io.poolbench.reports.cli;

/** What poolbench tells the shell. */
final class ExitCode {

  static final int OK = 0;
  static final int REGRESSED = 1;
  static final int WRONG_USAGE_OR_INPUT = 2;
  static final int INCONCLUSIVE = 3;

  private ExitCode() {}
}
