package io.poolbench.counting;

import java.util.List;

/** The JVM in which the probe counts. */
public final class CountingJvm {

  /**
   * The JVM arguments that let the probe call diagnostic commands as the JDK's own bean does. It
   * counts without them too, but asks the bean, which takes a quarter of a second at the start.
   */
  public static final List<String> ARGUMENTS =
      List.of(
          "--add-opens=java.management/sun.management=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

  private CountingJvm() {}
}
