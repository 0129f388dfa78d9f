package io.poolbench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The compilers of this JVM: what they have not compiled yet allocates more, and they do too. */
public final class Compilers {

  private static final String IDLE = "Current compiles:\\s*(C\\d compile queue:\\s*Empty\\s*)*";

  private Compilers() {}

  /** Waits until nothing is compiled and nothing waits to be; fails when that never comes. */
  public static void awaitIdle() {
    AtomicReference<String> queue = new AtomicReference<>("");
    Patience.until(
        () -> {
          queue.set(queue());
          return queue.get().matches(IDLE);
        });
    assertThat(queue.get()).as("what is compiled").matches(IDLE);
  }

  private static String queue() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
      return (String) server.invoke(diagnostics, "compilerQueue", null, null);
    } catch (JMException e) {
      throw new LinkageError("this JVM does not tell what it compiles", e);
    }
  }
}
