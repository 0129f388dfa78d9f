package io.poolbench.harness.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No test can cut the power; what is brought to disk, the JVM itself records. */
final class WholeFileTest {

  @TempDir private Path folder;

  /** Returns what some work brings to disk, in order, as paths below the folder. */
  private List<String> forced(ThrowingCallable work) throws Throwable {
    Path file = folder.resolve("forced.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      work.call();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .map(event -> Path.of(event.getString("path")))
        .filter(path -> path.startsWith(folder))
        .map(path -> folder.relativize(path).toString())
        .toList();
  }

  /** A rename that fails shows what has come before it. */
  @Test
  void theBytesAreOnDiskBeforeTheFileHasItsName() throws Throwable {
    Path file = folder.resolve("run.json");
    Files.createDirectories(file.resolve("in the way"));
    List<String> forced =
        forced(
            () ->
                assertThatThrownBy(() -> WholeFile.write(file, "{}"))
                    .isInstanceOf(FileSystemException.class));
    assertThat(forced).singleElement().asString().startsWith(".run.json-").endsWith(".part");
  }

  @Test
  void theNameIsOnDiskWhenTheFileHasIt() throws Throwable {
    Path file = folder.resolve("run.json");
    List<String> forced = forced(() -> WholeFile.write(file, "{}"));
    assertThat(forced).hasSize(2);
    assertThat(forced.getFirst()).startsWith(".run.json-").endsWith(".part");
    assertThat(folder.resolve(forced.getLast()).normalize()).isEqualTo(folder);
    assertThat(file).hasContent("{}");
  }

  @Test
  void aTrialThatIsKeptIsOnDisk() throws Throwable {
    Journal journal = new Journal(folder.resolve("trials.jsonl"));
    List<String> first = forced(() -> journal.append(RunRecordTest.record().trials().getFirst()));
    assertThat(first).hasSize(2).startsWith("trials.jsonl");
    assertThat(folder.resolve(first.getLast()).normalize()).as("its name").isEqualTo(folder);
    assertThat(forced(() -> journal.append(RunRecordTest.record().trials().getFirst())))
        .containsExactly("trials.jsonl");
  }
}
