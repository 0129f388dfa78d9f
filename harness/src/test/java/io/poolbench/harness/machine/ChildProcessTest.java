package io.poolbench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that do what a fork should not. */
@Timeout(120)
final class ChildProcessTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private ChildProcess.End run(Duration deadline, String script) throws IOException {
    return ChildProcess.run(List.of("bash", "-c", script), log(), deadline);
  }

  private Path log() {
    return folder.resolve("log");
  }

  private Optional<ProcessHandle> sleeper() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
        .filter(ProcessHandle::isAlive);
  }

  /** A process that is killed is there until its parent has waited for it. */
  private void assertEnded(Optional<ProcessHandle> process) throws Exception {
    if (process.isPresent()) {
      process.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatItPrintsOnEitherChannelIsInTheLog() throws IOException {
    assertThat(run(LONG, "echo one; echo two >&2; exit 7")).isEqualTo(new ChildProcess.End.Exit(7));
    assertThat(log()).content().isEqualTo("one\ntwo\n");
  }

  @Test
  void oneThatHangsIsKilled() throws IOException {
    assertThat(run(Duration.ofMillis(300), "sleep 1000"))
        .isEqualTo(new ChildProcess.End.Late(Duration.ofMillis(300)));
  }

  @Test
  void oneThatPrintsWithoutEndIsKilledAndItsLogIsBounded() throws IOException {
    assertThat(run(LONG, "yes")).isEqualTo(new ChildProcess.End.Talkative());
    assertThat(Files.size(log())).isLessThan(17L << 20);
  }

  @Test
  void aDaemonThatItLeavesBehindEndsWithIt() throws Exception {
    String daemon = "setsid sleep 1000 & echo $! > " + folder.resolve("pid");
    assertThat(run(LONG, daemon)).isEqualTo(new ChildProcess.End.Exit(0));
    assertEnded(sleeper());
  }

  @Test
  void whatThrowsItsEnvironmentAwayEndsWithIt() throws Exception {
    String unmarked = "env -i sleep 1000 > /dev/null 2>&1 & echo $! > " + folder.resolve("pid");
    assertThat(run(LONG, unmarked)).isEqualTo(new ChildProcess.End.Exit(0));
    assertEnded(sleeper());
  }

  @Test
  void whatAProgramAnswersAndWhatItWarnsOfAreApart() throws IOException {
    ChildProcess.Answer answer =
        ChildProcess.answer(
            new ProcessBuilder("bash", "-c", "echo warned >&2; echo one; echo two"), LONG);
    assertThat(answer.output().isSuccess()).isTrue();
    assertThat(answer.output().lines()).containsExactly("one", "two");
    assertThat(answer.errors()).containsExactly("warned");
  }

  @Test
  void aLongLogIsReadFromBothEnds() throws IOException {
    assertThat(run(LONG, "echo first; yes x | head -n 2000000; echo last"))
        .isEqualTo(new ChildProcess.End.Exit(0));
    List<String> lines = LogFile.lines(log());
    // echo first; yes x | head -n 2000000; echo last | wc -c: 4000011 bytes, 2 x 524288 read.
    assertThat(lines).startsWith("first", "x").endsWith("x", "last");
    assertThat(lines).contains("... 2951435 bytes left out ...");
  }

  @Test
  void oneThatHoldsThePipeWithoutAMarkHoldsNobodyUp() throws Exception {
    String unmarked = "env -i setsid sleep 1000 & echo $! > " + folder.resolve("pid");
    assertThat(run(LONG, unmarked)).isEqualTo(new ChildProcess.End.Exit(0));
    sleeper().ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void whatAKilledOwnerHasLeftIsFoundByTheNextRun() throws Exception {
    ProcessBuilder orphan = new ProcessBuilder("sleep", "1000");
    // No process has been started in 1970.
    new ProcessMark(ProcessHandle.current().pid(), 1, 1).putInto(orphan.environment());
    Process left = orphan.start();
    try {
      // A run of another test may have been first.
      ChildProcess.killOrphans();
      assertThat(left.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
      assertThat(left.exitValue()).as("as SIGKILL ends it").isEqualTo(128 + 9);
    } finally {
      left.destroyForcibly();
    }
  }

  @Test
  void whatALivingOwnerHasStartedIsLeftAlone() throws Exception {
    ProcessBuilder owned = new ProcessBuilder("sleep", "1000");
    ProcessMark.of(1000).putInto(owned.environment());
    Process running = owned.start();
    try {
      ChildProcess.killOrphans();
      assertThat(running.waitFor(1, TimeUnit.SECONDS)).as("ended").isFalse();
    } finally {
      running.destroyForcibly();
    }
  }
}
