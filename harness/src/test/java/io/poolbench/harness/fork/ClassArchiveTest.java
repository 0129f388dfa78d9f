package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.jar.JarArm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {

  private static JarArm arm() throws IOException {
    return JarArm.measured(ProbeJar.path().toString());
  }

  @Test
  void oneJvmWritesItAndTheOthersLoadItWhenItIsWhole() throws IOException {
    ClassArchive archive = new ClassArchive();
    List<String> writing = archive.writing(arm());
    assertThat(archive.writing(arm())).as("while another fork writes it").isEmpty();
    Path unfinished = file(writing.getLast());
    Files.writeString(unfinished, "all of it");
    assertThat(archive.loading()).as("while it is written").isEmpty();
    archive.close(true);
    assertThat(archive.loading())
        .singleElement()
        .satisfies(load -> assertThat(file(load)).hasContent("all of it"));
    assertThat(archive.writing(arm())).as("when it is there").isEmpty();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void whatAForkThatFailedHasLeftIsNeitherLoadedNorTriedAgain() throws IOException {
    ClassArchive archive = new ClassArchive();
    Files.writeString(file(archive.writing(arm()).getLast()), "half of it");
    archive.close(false);
    assertThat(archive.loading()).isEmpty();
    assertThat(archive.writing(arm())).isEmpty();
  }

  @Test
  void aClassPathWithAFolderIsNotArchivedSinceTheJvmWouldFail(@TempDir Path folder)
      throws IOException {
    JarArm arm = JarArm.measured(ProbeJar.path() + File.pathSeparator + folder);
    assertThat(new ClassArchive().writing(arm)).isEmpty();
  }

  private static Path file(String argument) {
    return Path.of(argument.substring(argument.indexOf('=') + 1));
  }
}
