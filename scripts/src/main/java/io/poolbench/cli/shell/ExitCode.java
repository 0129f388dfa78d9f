package io.poolbench.cli.shell;

/** The exit codes that poolbench gives to the shell. */
public final class ExitCode {

  public static final int OK = 0;
  public static final int REGRESSED = 1;
  public static final int TRIALS_FAILED = 1;
  public static final int WRONG_USAGE_OR_INPUT = 2;
  public static final int INCONCLUSIVE = 3;

  private ExitCode() {}
}
