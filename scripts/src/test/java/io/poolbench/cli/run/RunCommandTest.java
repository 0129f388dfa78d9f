package io.poolbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.harness.jar.Jvm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user's mistake costs: exit code 2, one clear line, and nothing measured or overwritten.
 */
final class RunCommandTest {

  private static final Path RUN = Cli.resource("page-run/run.json");
  private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");

  @TempDir private Path folder;

  private record Outcome(int exitCode, String firstLine) {}

  private static Outcome run(Object... arguments) {
    List<String> args = new ArrayList<>(List.of("run"));
    Stream.of(arguments).map(Object::toString).forEach(args::add);
    Cli run = Cli.run(args.toArray(String[]::new));
    String line = run.errors().lines().findFirst().orElse("");
    return new Outcome(
        run.exitCode(), line.replaceFirst("^poolbench: (.*); see poolbench run --help$", "$1"));
  }

  @Test
  void anUnknownPlanIsRefusedWithThePlansThatExist() {
    Outcome outcome = run("--plan", "quick", "--out", folder.resolve("run"));
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "--plan: found 'quick', expected one of [smoke, seeds, standard, full, gate, pools]"));
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aSelectionThatMatchesNothingIsRefusedWithTheBenchmarksThatExist() {
    Outcome outcome = run("--include", "nosuch", "--out", folder.resolve("run"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.firstLine())
        .startsWith("--include: 'nosuch' matches no benchmark; there are [tlsoutbuf/write");
  }

  @Test
  void aSelectionThatIsNoRegularExpressionIsRefused() {
    Outcome outcome = run("--include", "(", "--out", folder.resolve("run"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.firstLine())
        .isEqualTo(
            "Invalid value for option '--include': found '(', expected a regular expression: Unclosed group");
  }

  @Test
  void fewerThanOneRoundIsRefused() {
    assertThat(run("--rounds", "0", "--out", folder.resolve("run")))
        .isEqualTo(new Outcome(2, "--rounds: found 0, expected at least 1"));
  }

  /** Told before the first fork: here the machine's lock ends the run. */
  @Test
  void fewerRoundsThanAComparisonNeedsAreTold() throws Exception {
    Process other = Jvm.start(LockHolder.class);
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      for (int rounds : List.of(1, 3)) {
        assertThat(run("--rounds", rounds, "--out", folder.resolve("run")).firstLine())
            .isEqualTo(
                "poolbench: --rounds %d: can show no difference, however large; a comparison needs at least 4 forks of each arm"
                    .formatted(rounds));
      }
      assertThat(run("--rounds", 4, "--out", folder.resolve("run")).firstLine())
          .startsWith(LOCK + ": another JMH run");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aBudgetAndRoundsTogetherAreRefused() {
    assertThat(run("--rounds", "5", "--budget", "5m", "--out", folder.resolve("run")))
        .isEqualTo(
            new Outcome(
                2,
                "--budget and --rounds: a run ends with the time or with the number of forks; leave one out"));
  }

  @Test
  void aBudgetThatIsNoTimeIsRefused() {
    for (String budget : List.of("5", "m", "0m", "-5m", "5 m", "5d", "1.5h", "99999999s")) {
      assertThat(run("--budget=" + budget, "--out", folder.resolve("run")))
          .isEqualTo(
              new Outcome(
                  2,
                  "--budget: found '%s', expected a time such as 90s, 15m or 2h"
                      .formatted(budget)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"^cipher/seal-1k$", "Cipher/op=seal-1k"})
  void aRowOfWhichFourForksDoNotFitIsNamedHoweverItWasChosen(String include) {
    Outcome outcome = run("--budget=10s", "--include", include, "--out", folder.resolve("run"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.firstLine())
        .startsWith("--budget: found 0:10, expected ")
        .contains(" at least, for 4 forks of each variant of Cipher/op=seal-1k; give more");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aRunIsNeverOverwritten() throws IOException {
    Files.writeString(folder.resolve("run.json"), "measured");
    Outcome outcome = run("--plan", "smoke", "--out", folder);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.firstLine())
        .isEqualTo(
            folder
                + ": holds a run already, expected a new directory; choose another --out, or"
                + " continue it with --resume");
    assertThat(folder.resolve("run.json")).hasContent("measured");
  }

  @Test
  void aRunDirectoryThatCannotBeMadeIsOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Outcome outcome = run("--plan", "smoke", "--out", file.resolve("run"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.firstLine())
        .contains("nothing was measured, expected space for a run in " + file.resolve("run"))
        .endsWith("free some, or choose another --out");
  }

  @Test
  void resumingWhatIsNoRunIsRefused() {
    assertThat(run("--resume", folder.resolve("nowhere")))
        .isEqualTo(
            new Outcome(
                2,
                folder.resolve("nowhere")
                    + ": holds no run.json; give the directory that the run printed"));
  }

  @Test
  void resumingATruncatedRunIsRefusedAndLeavesItAlone() throws IOException {
    String half = Cli.read(RUN).substring(0, 300);
    Files.writeString(folder.resolve("run.json"), half);
    Outcome outcome = run("--resume", folder);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.firstLine())
        .startsWith(folder.toRealPath().resolve("run.json") + ": is not readable JSON: ");
    assertThat(folder.resolve("run.json")).hasContent(half);
  }

  @Test
  void resumingWithOtherCodeIsRefused() throws IOException {
    Files.copy(RUN, folder.resolve("run.json"));
    Outcome outcome = run("--resume", folder);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.firstLine()).contains("was measured with other code than is built now");
  }

  @Test
  void twoRunsAtOnceAreRefused() throws IOException {
    Process other = Jvm.start(LockHolder.class);
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      Outcome outcome = run("--plan", "smoke", "--out", folder.resolve("run"));
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.firstLine())
          .startsWith(LOCK + ": another JMH run on this machine holds it");
    } finally {
      other.destroyForcibly();
    }
  }

  /** Another JMH run, as far as the lock is concerned. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
      try (FileChannel channel =
              FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        System.out.println("held");
        Thread.sleep(60_000);
      }
    }
  }
}
