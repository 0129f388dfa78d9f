package io.poolbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

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
}
