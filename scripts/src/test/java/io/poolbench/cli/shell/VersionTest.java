package io.poolbench.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Main;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VersionTest {

  @Test
  void theManifestTellsVersionAndRevision() {
    Attributes manifest = new Attributes();
    manifest.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2");
    manifest.putValue("Implementation-Revision", "0123abc");
    assertThat(Version.text(manifest)).isEqualTo("poolbench 1.2 (revision 0123abc)");
  }

  @Test
  void aBuildOutsideGitHasNoRevision() {
    Attributes manifest = new Attributes();
    manifest.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2");
    manifest.putValue("Implementation-Revision", "");
    assertThat(Version.text(manifest)).isEqualTo("poolbench 1.2");
  }

  @Test
  void classesOutsideAJarSayThatTheyAreUnpackaged() {
    assertThat(Cli.run("--version").output().strip()).startsWith("poolbench ");
    assertThat(Version.text(new Attributes())).isEqualTo("poolbench unpackaged");
  }

  @Test
  void everyCommandTellsTheSame() {
    for (String command :
        Main.commandLine(InputStream.nullInputStream()).getSubcommands().keySet()) {
      Cli version = Cli.run(command, "--version");
      assertThat(version.exitCode()).as(command).isZero();
      assertThat(version.output().strip()).as(command).isEqualTo(Version.text());
    }
  }

  @Test
  void pagesAndCommentsTellIt(@TempDir Path folder) {
    Path page = folder.resolve("page.html");
    Cli.run("report", Cli.resource("page-run").toString(), "--out=" + page);
    assertThat(Cli.read(page)).contains("<footer class=\"muted\">Made by " + Version.text());
    Path comment = folder.resolve("comment.md");
    Path markdown = folder.resolve("verdict.md");
    String run = Cli.resource("page-run").toString();
    Cli.run("gate", run, run, "--comment=" + comment, "--markdown=" + markdown);
    assertThat(Cli.read(comment)).endsWith("\n<sub>" + Version.text() + "</sub>\n");
    assertThat(Cli.read(markdown)).endsWith("\n<sub>" + Version.text() + "</sub>\n");
  }
}
