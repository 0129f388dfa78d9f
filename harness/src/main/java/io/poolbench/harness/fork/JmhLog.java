package io.poolbench.harness.fork;

import io.poolbench.harness.machine.ChildProcess;
import io.poolbench.harness.machine.LogFile;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a JVM to its end, and finds the line that names the cause when it fails. */
final class JmhLog {

  /**
   * The texts that JMH prints in front of the reason: of an exception, of a JVM that ended, of its
   * own.
   */
  private static final List<String> FAILURES =
      List.of("<failure>", "<stderr last=", "ERROR: ", "Exception in thread ", "Error: ");

  /** The text in front of the reason in what our own programs print. */
  static final String ERROR = "ERROR: ";

  private static final String CAUSED_BY = "Caused by: ";

  private JmhLog() {}

  /**
   * Runs a command to its end.
   *
   * @throws TrialFailedException when it ends other than well, with the cause
   */
  static void await(List<String> command, Path log, Duration deadline)
      throws IOException, TrialFailedException {
    switch (ChildProcess.run(command, log, deadline)) {
      case ChildProcess.End.Exit exit -> {
        if (exit.code() != 0) {
          throw new TrialFailedException(why(LogFile.lines(log), exit.code()));
        }
      }
      case ChildProcess.End.Late late -> throw new TrialFailedException(late.toString());
      case ChildProcess.End.Talkative much -> throw new TrialFailedException(much.toString());
    }
  }

  /** Returns the line that names the cause, in what JMH printed. */
  static String why(List<String> log, int exit) {
    for (String failure : FAILURES) {
      for (int at = 0; at < log.size(); at++) {
        int where = log.get(at).indexOf(failure);
        if (where >= 0) {
          return failure.startsWith("<")
              ? rootCause(log.subList(at + 1, log.size()))
              : log.get(at).substring(where);
        }
      }
    }
    return "JMH ended with exit code " + exit;
  }

  /** Returns the root cause of the stack trace, or other text, up to the next empty line. */
  private static String rootCause(List<String> rest) {
    List<String> block =
        rest.stream().dropWhile(String::isBlank).takeWhile(line -> !line.isBlank()).toList();
    return block.reversed().stream()
        .filter(line -> line.startsWith(CAUSED_BY))
        .map(line -> line.substring(CAUSED_BY.length()))
        .findFirst()
        .orElse(block.isEmpty() ? "failed without a message" : block.getFirst());
  }
}
