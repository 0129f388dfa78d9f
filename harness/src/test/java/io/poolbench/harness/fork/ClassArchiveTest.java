package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.jar.JarArm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClassArchiveTest {

  @Test
  void oneForkAtATimeWritesItAndTheOthersLoadItWhenItIsWhole() throws IOException {
    ClassArchive archive = new ClassArchive();
    List<String> writing = archive.writing();
    assertThat(archive.writing()).as("while another fork writes it").isEmpty();
    Path unfinished = file(writing.getLast());
    Files.writeString(unfinished, "half of it");
    assertThat(archive.loading()).as("while it is written").isEmpty();
    archive.close();
    assertThat(archive.loading())
        .singleElement()
        .satisfies(load -> assertThat(file(load)).hasContent("half of it"));
    assertThat(archive.writing()).as("when it is there").isEmpty();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void whereAForkWroteNoneTheNextOneMay() throws IOException {
    ClassArchive archive = new ClassArchive();
    assertThat(archive.writing()).isNotEmpty();
    archive.close();
    assertThat(archive.loading()).isEmpty();
    assertThat(archive.writing()).isNotEmpty();
  }

  @Test
  void theArchiveOfTheBuildIsForOurOwnJarsAlone() throws IOException {
    assertThat(ClassArchive.ofPoolbench(JarArm.measured(ProbeJar.path().toString()))).isEmpty();
  }

  private static Path file(String argument) {
    return Path.of(argument.substring(argument.indexOf('=') + 1));
  }
}
