package io.poolbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MergeCommandTest {

  @TempDir private Path folder = Path.of("");

  private Cli merge(Path shard) {
    return Cli.run("merge", shard.toString(), "--out=" + folder.resolve("whole"));
  }

  @Test
  void whatIsNoRunIsOneLineAndExitCode2() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Cli merge = merge(empty);
    assertThat(merge.exitCode()).isEqualTo(2);
    assertThat(merge.errors())
        .isEqualTo(
            "poolbench: %s: holds no run.json, expected a run directory; name those that 'poolbench run --shard' wrote; see poolbench merge --help%n",
            empty);
    assertThat(folder.resolve("whole")).doesNotExist();
  }

  @Test
  void aRunWithoutItsTrialsIsOneLineAndExitCode2() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    String old = Files.readString(Cli.resource("page-run/run.json"));
    Files.writeString(
        run.resolve("run.json"),
        old.replace("\"plan\": {", "\"plan\": {\"forks\": {\"looks\": [6], \"budget\": null},"));
    Cli merge = merge(run);
    assertThat(merge.exitCode()).isEqualTo(2);
    assertThat(merge.errors().lines()).hasSize(1);
    assertThat(merge.errors()).contains("cannot be read or written; is the whole run directory");
    assertThat(folder.resolve("whole")).doesNotExist();
  }

  @Test
  void aRunOfAnOlderVersionIsOneLineAndExitCode2() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.copy(Cli.resource("page-run/run.json"), run.resolve("run.json"));
    Cli merge = merge(run);
    assertThat(merge.exitCode()).isEqualTo(2);
    assertThat(merge.errors().lines()).hasSize(1);
    assertThat(merge.errors())
        .contains("run.json: was written by poolbench ", "use that version, or measure again");
    assertThat(folder.resolve("whole")).doesNotExist();
  }
}
