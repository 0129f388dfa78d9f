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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
