package io.poolbench.counting.probe;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Runs the JVM's own diagnostic commands, as {@code jcmd} knows them. */
final class Diagnostics {

  private Diagnostics() {}

  /**
   * Runs a command that takes no arguments.
   *
   * @throws IllegalStateException when this JVM has none of that name
   */
  static String run(String command) {
    return run(command, new Object[0], new String[0]);
  }

  /** Runs a command that takes arguments, of which there may be none. */
  static String runWith(String command, String... arguments) {
    return run(command, new Object[] {arguments}, new String[] {String[].class.getName()});
  }

  private static String run(String command, Object[] arguments, String[] signature) {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  command,
                  arguments,
                  signature);
    } catch (JMException e) {
      throw new IllegalStateException("this JVM has no " + command + ": " + e.getMessage(), e);
    }
  }
}
