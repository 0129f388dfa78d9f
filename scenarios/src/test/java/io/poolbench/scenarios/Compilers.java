package io.poolbench.scenarios;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The compilers of this JVM: what they have not compiled yet allocates more, and they do too. */
public final class Compilers {

  private static final String IDLE = "Current compiles:\\s*(C\\d compile queue:\\s*Empty\\s*)*";

  private Compilers() {}

  /** Waits until nothing is compiled and nothing waits to be. */
  public static void awaitIdle() {
    Patience.until(() -> queue().matches(IDLE));
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
