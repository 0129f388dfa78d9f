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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C on a real terminal, which {@code script} of util-linux opens. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptTest {

  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private static final int SIGINT = 2;

  private static final String CTRL_C = "\u0003";

  @TempDir private Path folder;

  /** Shows how far a run is while a child works, which leaves its number in a file. */
  static final class Running {
    private Running() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Estimate estimate = new Estimate(RunPlan.NAMED.getFirst(), List.of());
      try (Interruption _ = Interruption.guard(Path.of("the-run"), "resume");
          Progress _ = Progress.of(1, estimate, true)) {
        ChildProcess.start(new ProcessBuilder("sh", "-c", "echo $$ > $0; exec sleep 100", args[0]));
        while (Files.size(Path.of(args[0])) == 0) {
          Thread.sleep(1);
        }
        System.out.println("running");
        TimeUnit.MINUTES.sleep(1);
        ChildProcess.killAll();
      }
    }
  }

  private static boolean isIgnored(int signal) throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) >> (signal - 1) & 1) == 1;
  }

  private static String quoted(List<String> words) {
    return "exec " + words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  @Test
  void itEndsTheForkAndTellsHowToGoOn() throws Exception {
    assumeThat(SCRIPT).isExecutable();
    // What is started in the background ignores SIGINT, and so do all that it starts.
    assumeThat(isIgnored(SIGINT)).as("SIGINT is ignored").isFalse();
    Path number = Files.createFile(folder.resolve("child"));
    List<String> lines = new ArrayList<>();
    ProcessBuilder command =
        new ProcessBuilder(
                SCRIPT.toString(),
                "-qec",
                quoted(Jvm.command(Running.class, number.toString())),
                "/dev/null")
            .redirectErrorStream(true);
    command.environment().put("SHELL", "/bin/sh");
    Process terminal = command.start();
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
