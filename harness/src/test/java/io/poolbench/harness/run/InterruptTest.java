package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.poolbench.harness.jar.Jvm;
import io.poolbench.harness.machine.ChildProcess;
import io.poolbench.harness.machine.Interruption;
import io.poolbench.harness.plan.RunPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C on a real terminal, which {@code script} of util-linux opens. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptTest {

  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private static final String CTRL_C = "\u0003";

  @TempDir private Path folder;

  /** Shows how far a run is while a child works, which leaves its number in a file. */
  static final class Running {
    private Running() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Estimate estimate = new Estimate(RunPlan.NAMED.getFirst(), List.of());
      try (Interruption _ = Interruption.guard(Path.of("the-run"), "resume");
          Progress _ = Progress.of(1, estimate, true)) {
        ChildProcess.start(
            new ProcessBuilder("sh", "-c", "echo $$ > $0; exec sleep 1000", args[0]));
        while (Files.size(Path.of(args[0])) == 0) {
          Thread.sleep(1);
        }
        System.out.println("running");
        Thread.sleep(TimeUnit.MINUTES.toMillis(2));
      }
    }
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  @Test
  void itEndsTheForkAndTellsHowToGoOn() throws Exception {
    assumeThat(SCRIPT).isExecutable();
    Path number = Files.createFile(folder.resolve("child"));
    List<String> lines = new ArrayList<>();
    Process terminal =
        new ProcessBuilder(
                SCRIPT.toString(),
                "-qec",
                quoted(Jvm.command(Running.class, number.toString())),
                "/dev/null")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader screen = terminal.inputReader();
        Writer keyboard = terminal.outputWriter()) {
      String line;
      while ((line = screen.readLine()) != null) {
        lines.add(line);
        if (line.endsWith("running")) {
          keyboard.write(CTRL_C);
          keyboard.flush();
        }
      }
    } finally {
      terminal.destroyForcibly();
    }
    assertThat(terminal.waitFor()).as("%s", lines).isEqualTo(130);
    long child = Long.parseLong(Files.readString(number).strip());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).as("the fork").isEmpty();
    assertThat(lines)
        .contains(
            "poolbench: interrupted; every finished trial is kept, continue with: resume the-run");
  }
}
