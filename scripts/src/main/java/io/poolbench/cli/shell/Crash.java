package io.poolbench.cli.shell;

import io.poolbench.reports.model.Visible;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Tells a user of a failure that nobody has foreseen, in one line. The stack trace is for those who
 * mend it, and is asked for.
 */
public final class Crash {

  private static final String TRACE = "poolbench.trace";

  private static final String OURS = "io.poolbench.";

  private Crash() {}

  /** Returns the line; with {@code -Dpoolbench.trace=true} the stack trace follows it. */
  public static String line(Throwable e) {
    String what =
        switch (e) {
          case OutOfMemoryError _ ->
              "the memory does not suffice (%s); give more with POOLBENCH_OPTS=-Xmx4g"
                  .formatted(e.getMessage());
          case StackOverflowError _ ->
              "the stack does not suffice%s; the input is nested too deeply, or give more with"
                      .formatted(where(e))
                  + " POOLBENCH_OPTS=-Xss16m";
          default ->
              "failed unexpectedly%s: %s; report it with what POOLBENCH_OPTS=-D%s=true prints"
                  .formatted(where(e), e, TRACE);
        };
    return Visible.text("poolbench: " + what) + trace(e);
  }

  private static String where(Throwable e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        return " in %s.%s"
            .formatted(
                frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1),
                frame.getMethodName());
      }
    }
    return "";
  }

  private static String trace(Throwable e) {
    if (!Boolean.getBoolean(TRACE)) {
      return "";
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return System.lineSeparator() + trace;
  }
}
