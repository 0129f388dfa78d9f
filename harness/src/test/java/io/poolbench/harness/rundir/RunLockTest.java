package io.poolbench.harness.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.harness.jar.Jvm;
import io.poolbench.harness.machine.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Real processes: the lock is the system's. */
final class RunLockTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void name() {
    run = folder.resolve("run");
  }

  private Path file() {
    return run.resolve(RunLock.FILE);
  }

  /** Another process that holds the lock until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws InterruptedException {
      try (RunLock _ = RunLock.acquire(Path.of(args[0]))) {
        System.out.println("held");
        Thread.sleep(Duration.ofMinutes(2));
      }
    }
  }

  private Process holder() throws IOException {
    Process holder = Jvm.start(Holder.class, run.toString());
    assertThat(holder.inputReader().readLine()).isEqualTo("held");
    return holder;
  }

  @Test
  void oneProcessWritesAtATimeAndTheOtherIsToldWho() throws Exception {
    Process holder = holder();
    try {
      assertThatThrownBy(() -> RunLock.acquire(run))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("%s: process %d on ", run, holder.pid())
          .hasMessageContaining(" writes to it since 20")
          .hasMessageEndingWith("; wait until that ends, or choose another directory");
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void theLockOfAKilledProcessIsTakenAtOnce() throws Exception {
    Process holder = holder();
    holder.destroyForcibly().waitFor();
    assertThat(file()).exists();
    Files.createFile(run.resolve("run.json"));
    try (RunLock _ = RunLock.acquire(run, Duration.ofDays(1))) {
      assertThat(claimed()).isEqualTo(Owner.self());
    }
    assertThat(file()).isEmptyFile();
  }

  @Test
  void anEmptyDirectoryThatWasMadeForItGoesWithIt() throws IOException {
    RunLock.acquire(run).close();
    assertThat(run).doesNotExist();
    try (RunLock _ = RunLock.acquire(run)) {
      Files.createFile(run.resolve("run.json"));
    }
    assertThat(run.resolve("run.json")).exists();
  }

  @Test
  void aProcessMayHoldItMoreThanOnce() {
    try (RunLock _ = RunLock.acquire(run)) {
      RunLock.acquire(run).close();
      assertThat(file()).exists();
    }
    assertThat(run).doesNotExist();
  }

  private Owner claimed() throws IOException {
    return RunLock.Claim.of(Files.readString(file())).orElseThrow().owner();
  }

  private void claim(long beat) throws IOException {
    Files.createDirectories(run);
    RunLock.Claim claim =
        new RunLock.Claim(new Owner(7, 1, "elsewhere", "another boot"), "2026-01-01", beat);
    // Written over, so that nobody finds it empty meanwhile.
    Files.writeString(
        file(),
        JsonMapper.shared().writeValueAsString(claim),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  @Test
  void aMachineThatStillSaysSoHoldsItThoughItsLockDoesNotReachUs() throws IOException {
    claim(1);
    AtomicLong beats = new AtomicLong(1);
    try (ScheduledExecutorService elsewhere = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> _ =
          elsewhere.scheduleAtFixedRate(
              () -> {
                try {
                  claim(beats.incrementAndGet());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              100,
              100,
              TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> RunLock.acquire(run, Duration.ofMinutes(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("process 7 on elsewhere writes to it since 2026-01-01");
    }
  }

  @Test
  void aMachineThatHasFallenSilentHasLostIt() throws IOException {
    claim(1);
    try (RunLock _ = RunLock.acquire(run, SHORT)) {
      assertThat(claimed()).isEqualTo(Owner.self());
    }
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "kept");
    Files.createDirectories(run);
    Files.createSymbolicLink(file(), precious);
    assertThatThrownBy(() -> RunLock.acquire(run))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file() + " cannot be locked: ");
    assertThat(precious).hasContent("kept");
  }
}
