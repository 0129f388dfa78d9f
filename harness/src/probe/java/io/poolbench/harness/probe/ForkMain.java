package io.poolbench.harness.probe;

import org.openjdk.jmh.Main;

/**
 * Runs JMH in the fork itself. As in a fork that JMH starts, the JVM ends when JMH is done,
 * whatever threads a benchmark has left behind, and a shutdown hook that hangs has half a minute.
 */
public final class ForkMain {

  private static final long LONGEST_END_MILLIS = 30_000;

  private ForkMain() {}

  /**
   * Runs JMH's command line.
   *
   * @param args of JMH
   */
  @SuppressWarnings("CatchAndPrintStackTrace") // the fork's output is its log
  public static void main(String[] args) {
    Runtime.getRuntime().addShutdownHook(new Thread(ForkMain::haltLater, "end of the fork"));
    int code = 1;
    try {
      Main.main(args);
      code = 0;
    } catch (Throwable thrown) {
      thrown.printStackTrace();
    }
    System.exit(code);
  }

  private static void haltLater() {
    Thread halt =
        new Thread(
            () -> {
              try {
                Thread.sleep(LONGEST_END_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(0);
            },
            "halt of the fork");
    halt.setDaemon(true);
    halt.start();
  }
}
