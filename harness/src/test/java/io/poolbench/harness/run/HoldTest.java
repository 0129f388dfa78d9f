package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.harness.jar.Jvm;
import io.poolbench.harness.machine.MachineLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process has the machine and a run directory; another one is told so. */
final class HoldTest {

  @TempDir private Path folder;

  /** Prints what another process hears. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws IOException {
      try (RunExecution.Hold _ = RunExecution.hold(Path.of(args[0]))) {
        System.out.println("held");
      } catch (MeasurementException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static String other(Path directory) throws IOException {
    return Jvm.start(Other.class, directory.toString()).inputReader().readLine();
  }

  @Test
  void betweenTheLooksOfAGateNobodyElseMeasures() throws IOException {
    try (RunExecution.Hold _ = RunExecution.hold(folder.resolve("gate"))) {
      RunExecution.hold(folder.resolve("gate")).close();
      assertThat(other(folder.resolve("another"))).contains("another JMH run on this machine");
    }
    assertThat(other(folder.resolve("another"))).isEqualTo("held");
  }

  @Test
  void aLockThatIsALinkIsNotFollowed() throws IOException {
    String before = System.getProperty("java.io.tmpdir");
    Path precious = folder.resolve("precious");
    System.setProperty("java.io.tmpdir", folder.toString());
    try {
      Files.createSymbolicLink(MachineLock.file(), precious);
      assertThatThrownBy(() -> RunExecution.hold(folder.resolve("run")))
          .isInstanceOf(MeasurementException.class)
          .hasMessageContaining("jmh.lock: is a link, expected a file");
      assertThatThrownBy(MachineLock::tryAcquire).isInstanceOf(IOException.class);
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
    assertThat(precious).doesNotExist();
  }
}
