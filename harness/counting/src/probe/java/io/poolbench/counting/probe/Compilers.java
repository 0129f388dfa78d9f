package io.poolbench.counting.probe;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the JVM's compilers do. */
public final class Compilers {

  private static final @Nullable CompilationMXBean BEAN = bean();

  private Compilers() {}

  private static @Nullable CompilationMXBean bean() {
    CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
    return bean != null && bean.isCompilationTimeMonitoringSupported() ? bean : null;
  }

  /** Returns how long they have worked so far, in milliseconds; 0 where the JVM does not tell. */
  public static long millis() {
    return BEAN == null ? 0 : BEAN.getTotalCompilationTime();
  }

  /** Tells whether one is at work, or has work waiting; false where the JVM does not tell. */
  public static boolean isBusy() {
    try {
      return isBusy(Diagnostics.run(Diagnostics.Command.COMPILER_QUEUE));
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /**
   * Tells whether a queue has work: under each heading stands a method a line; under some {@code
   * Empty} instead.
   */
  static boolean isBusy(String queue) {
    return Stream.of(queue.split("\n", -1))
        .map(String::trim)
        .anyMatch(line -> !line.isEmpty() && !line.endsWith(":") && !line.equals("Empty"));
  }
}
