package io.poolbench.harness.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk cannot be had in a test; a folder in the way of a file fails at the same place. */
final class RunDirectoryTest {

  @TempDir private Path folder;

  private static Outcome outcome(String json) {
    return new Outcome(json, null, 1, new LinkedHashMap<>(), List.of());
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldFileAndSaysWhichItIs() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    Trial trial = RunRecordTest.record().trials().getFirst();
    directory.writeResult(trial, outcome("measured"));
    Path result = directory.result(trial);
    Files.createDirectories(result.resolveSibling(result.getFileName() + ".part/in the way"));

    assertThatThrownBy(() -> directory.writeResult(trial, outcome("new")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(result + ": cannot be written: Is a directory");
    assertThat(result).hasContent("measured");
  }
}
