package io.poolbench.reports.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeapReaderTest {

  @Test
  void aCollectionIsALevelBeforeAndALevelAfter(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gc.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.GCHeapSummary");
      recording.start();
      System.gc();
      System.gc();
      recording.stop();
      recording.dump(file);
    }
    List<HeapReader.Level> levels = HeapReader.read(file);
    assertThat(levels).hasSizeGreaterThanOrEqualTo(4);
    assertThat(levels.getFirst().after()).isFalse();
    assertThat(levels.getFirst().seconds()).isZero();
    assertThat(levels).extracting(HeapReader.Level::seconds).isSorted();
    assertThat(levels.stream().filter(HeapReader.Level::after).count())
        .isEqualTo(levels.stream().filter(level -> !level.after()).count());
    assertThat(levels).allSatisfy(level -> assertThat(level.usedBytes()).isPositive());
  }

  @Test
  void whatIsNoRecordingHasNoLevels(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("no.jfr");
    Files.writeString(file, "none");
    assertThat(HeapReader.read(file)).isEmpty();
  }
}
