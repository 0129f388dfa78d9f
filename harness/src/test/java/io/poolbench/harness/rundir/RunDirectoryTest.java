package io.poolbench.harness.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk cannot be had in a test; a folder in the way of a file fails at the same place. */
final class RunDirectoryTest {

  private static final String RESULT =
      """
      [{"benchmark":"a.B.run","mode":"avgt","primaryMetric":{"score":1,"rawData":[[1]]},
        "secondaryMetrics":{}}]
      """;

  @TempDir private Path folder;

  private static Outcome outcome(String json) {
    return new Outcome(json, null, 1, new LinkedHashMap<>(), List.of());
  }

  @Test
  void whatCannotBeWrittenLeavesWhatIsThereAndSaysWhichItIs() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    Trial trial = RunRecordTest.record().trials().getFirst();
    Path result = directory.result(trial);
    Files.createDirectories(result.resolve("in the way"));

    assertThatThrownBy(() -> directory.writeResult(trial, outcome("new")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(result + ": cannot be written: Is a directory");
    assertThat(result.resolve("in the way")).isDirectory();
    assertThat(result.resolveSibling(".")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatIsWrittenReplacesALinkAndDoesNotFollowIt() throws IOException {
    RunDirectory directory = new RunDirectory(folder.resolve("run"));
    directory.create();
    Trial trial = RunRecordTest.record().trials().getFirst();
    Path precious = Files.writeString(folder.resolve("precious"), "kept");
    Files.createSymbolicLink(directory.result(trial), precious);
    directory.writeResult(trial, outcome("measured"));
    assertThat(precious).hasContent("kept");
    assertThat(directory.result(trial)).hasContent("measured");
  }

  /**
   * Two whose names of what is not whole yet were the same would now and then lose one of these.
   */
  @Test
  void twoWritersOfOneFileLeaveTheWholeFileOfOne() throws Exception {
    Path file = folder.resolve("file");
    List<String> texts = List.of("a".repeat(100_000), "b".repeat(50_000));
    try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
      List<Callable<Void>> both = new ArrayList<>();
      for (String text : texts) {
        both.add(
            () -> {
              for (int i = 0; i < 20; i++) {
                WholeFile.write(file, text);
                assertThat(texts).contains(Files.readString(file));
              }
              return null;
            });
      }
      for (Future<Void> writer : writers.invokeAll(both)) {
        writer.get();
      }
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aDirectoryThatHoldsAnythingIsNotNew() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    assertThatNoException().isThrownBy(directory::requireNew);
    assertThatNoException().isThrownBy(new RunDirectory(folder.resolve("none"))::requireNew);
    directory.create();
    Files.createFile(folder.resolve(".run.json-1.part"));
    assertThatNoException().as("killed at its beginning").isThrownBy(directory::requireNew);
    Path precious = Files.writeString(folder.resolve("jmh.json"), "[]");
    assertThatThrownBy(directory::requireNew)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--out: %s: holds jmh.json, expected a new or an empty directory; choose another",
            folder);
    assertThatThrownBy(new RunDirectory(precious)::requireNew)
        .hasMessageContaining("jmh.json: is no directory that can be read");
  }

  /** What the file of a run is written with is measured in bytes, since time is not exact. */
  @Test
  void aTrialCostsNoMoreInALongRunThanInAShortOne() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    RunRecord run = RunRecordTest.record();
    for (Trial trial : run.trials()) {
      directory.writeResult(trial, outcome(RESULT));
    }
    directory.write(run);
    Trial trial = run.trials().getFirst();
    Journal journal = new Journal(folder.resolve("trials.jsonl"));
    journal.append(trial);
    long line = Files.size(journal.file());
    for (int more = 2; more <= 10; more++) {
      journal.append(trial);
      assertThat(Files.size(journal.file())).isEqualTo(more * line);
    }
    directory.write(run);
    assertThat(journal.file()).doesNotExist();
  }

  /**
   * Of a run eight times as long, a trial has no larger share of what is written: its own line, and
   * of the files that hold all trials as much as the time allows.
   */
  @Test
  void whatIsWrittenPerTrialDoesNotGrowWithTheRun() throws IOException {
    Written few = writtenBy(10);
    Written many = writtenBy(80);
    assertThat(few.times()).as("run.json written anew").isGreaterThan(1);
    assertThat(many.times()).as("run.json written anew").isGreaterThan(1);
    assertThat(many.bytes() / 80.0).isLessThan(2.0 * few.bytes() / 10);
  }

  /**
   * How often run.json was written since a run began, and with how many bytes.
   *
   * @param bytes of all these together
   */
  private record Written(int times, long bytes) {}

  /** A clock that goes by what a trial takes, and by the bytes that are written. */
  private static final class WorkClock implements LongSupplier {
    private static final long TRIAL = 500_000;
    private final Path file;
    private Object key = "";
    private int times;
    private long bytes;
    private int trials;

    WorkClock(Path file) {
      this.file = file;
    }

    @Override
    public long getAsLong() {
      try {
        if (Files.exists(file)) {
          BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
          // Renamed in place of the one before, so that it is another file.
          if (!key.equals(now.fileKey())) {
            key = now.fileKey();
            times++;
            bytes += now.size();
          }
        }
        return TRIAL * trials + bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Written writtenBy(int trials) throws IOException {
    Path root = folder.resolve("run-of-" + trials);
    WorkClock clock = new WorkClock(root.resolve("run.json"));
    RunDirectory directory = new RunDirectory(root, clock);
    directory.create();
    RunRecord run = RunRecordTest.ofTrials(trials);
    directory.write(run);
    int begun = clock.times;
    long bytes = clock.bytes;
    for (Trial pending : run.trials()) {
      clock.trials++;
      Trial ended = pending.done("2026-11-29T00:00:00Z", 1, outcome(RESULT));
      run = run.ended(ended);
      directory.keep(run, ended);
    }
    assertThat(directory.record()).isEqualTo(run);
    return new Written(clock.times - begun, clock.bytes - bytes);
  }

  @Test
  void aTrialThatWasKeptIsReadThoughRunJsonIsOlder() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    RunRecord run = RunRecordTest.record();
    for (Trial trial : run.trials()) {
      directory.writeResult(trial, outcome(RESULT));
    }
    directory.write(run);
    Trial ended = run.trials().getFirst().failed("2026-11-29T00:00:00Z", 2, "crashed");
    Journal journal = new Journal(folder.resolve("trials.jsonl"));
    journal.append(ended);
    Files.writeString(journal.file(), "{\"index\":", StandardOpenOption.APPEND);
    assertThat(directory.record()).isEqualTo(run.ended(ended));

    Files.writeString(journal.file(), "\n", StandardOpenOption.APPEND);
    assertThatThrownBy(directory::record)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(journal.file() + ":2: is not readable JSON: ");
  }
}
