package io.poolbench.harness.probe;

import java.lang.reflect.Field;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.CompilerHints;

/**
 * Runs JMH in the fork itself. As in a fork that JMH starts, the JVM ends when JMH is done,
 * whatever threads a benchmark has left behind, and a shutdown hook that hangs has half a minute.
 */
public final class ForkMain {

  private static final long LONGEST_END_MILLIS = 30_000;

  /** How JMH tells a JVM that its compilers know blackholes. */
  private static final String COMPILER_BLACKHOLES = "compilerBlackholesEnabled";

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
      answerWhetherCompilersKnowBlackholes();
      Main.main(args);
      code = 0;
    } catch (Throwable thrown) {
      thrown.printStackTrace();
    }
    System.exit(code);
  }

  /**
   * Tells JMH what the JMH that was asked has found out. Else it starts two JVMs to find it out
   * once more, which takes a tenth of a second and only decides what it prints.
   */
  private static void answerWhetherCompilersKnowBlackholes() {
    if (!Boolean.getBoolean(COMPILER_BLACKHOLES)) {
      return;
    }
    try {
      Field mode = CompilerHints.class.getDeclaredField("blackholeMode");
      Field select = CompilerHints.class.getDeclaredField("blackholeSelect");
      Object compiler = constant(mode, "COMPILER");
      Object found = constant(select, "AUTO");
      mode.setAccessible(true);
      select.setAccessible(true);
      mode.set(null, compiler);
      select.set(null, found);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // Of another JMH, which asks if it wants to know.
    }
  }

  /** Returns a constant of the enumeration that a field is of, though nobody else may see it. */
  private static Object constant(Field field, String name) throws ReflectiveOperationException {
    Field constant = field.getType().getField(name);
    constant.setAccessible(true);
    return constant.get(null);
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
