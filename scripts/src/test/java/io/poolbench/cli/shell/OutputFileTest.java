package io.poolbench.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "a longer text than the next");
    Path read = Files.createLink(folder.resolve("being-read"), file);
    OutputFile.write(file, "new", "");
    assertThat(file).hasContent("new");
    assertThat(read).as("by who opened it before").hasContent("a longer text than the next");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("page.html", "being-read");
  }

  /** As {@code /dev/stdout} is a link, and {@code /dev/null} a device. */
  @Test
  void whatIsNoPlainFileStaysWhereItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("latest.html"), file.getFileName());
    OutputFile.write(link, "new", "");
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");

    Path device = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("/dev/null"));
    OutputFile.write(device, "new", "");
    assertThat(Files.readSymbolicLink(device)).isEqualTo(Path.of("/dev/null"));
  }

  @Test
  void whatCannotBeWrittenIsToldWithTheRemedyAndLeavesNothing() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.createFile(full.resolve("file"));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> OutputFile.write(full, "new", "give another --out FILE"))
        .withMessageContaining("full: cannot be written: ")
        .withMessageEndingWith("give another --out FILE");
    assertThat(folder.toFile().list()).containsExactly("full");
  }
}
