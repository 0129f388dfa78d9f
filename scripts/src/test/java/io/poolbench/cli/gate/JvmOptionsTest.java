package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class JvmOptionsTest {

  @TempDir private Path folder = Path.of("");

  private static GateRuns.Jvm chosen(String... options) {
    return CommandLine.populateCommand(new JvmOptions(), options).jvm();
  }

  /** With the real runs behind it, which refuse before anything is measured. */
  private String refused(String... arguments) {
    StringWriter errors = new StringWriter();
    int exit =
        Main.run(
            InputStream.nullInputStream(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors, true),
            arguments);
    assertThat(exit).as(errors.toString()).isEqualTo(2);
    assertThat(errors.toString().lines()).hasSize(1);
    return errors.toString();
  }

  @Test
  void argumentsComeBeforeSystemProperties() {
    assertThat(
            chosen("--jvm-args=-Xmx1g  -XX:+UseG1GC", "--system-property", "a=b c", "--jvm=/jdk"))
        .isEqualTo(new GateRuns.Jvm("/jdk", List.of("-Xmx1g", "-XX:+UseG1GC", "-Da=b c"), ""));
    assertThat(chosen()).isEqualTo(new GateRuns.Jvm(null, List.of(), ""));
  }

  @Test
  void aClassPathThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> chosen("--class-path=" + folder + ":/no/such.jar"))
        .hasMessage(
            "--class-path: found /no/such.jar, which does not exist; expected jars and folders");
  }

  @Test
  void aWrongJarOrJvmNamesTheOptionThatSaidIt() {
    String out = "--out=" + folder.resolve("run");
    assertThat(refused("gate", out, "--base-jar=" + folder, "--head-jar=/no/such.jar"))
        .startsWith("poolbench: --head-jar: /no/such.jar: no such file, expected a jar");
    assertThat(refused("calibrate", out, "--jar=/no/such.jar"))
        .startsWith("poolbench: --jar: /no/such.jar: no such file, expected a jar");
    assertThat(refused("gate", out, "--base-jar=/a.jar", "--head-jar=/b.jar", "--jvm=/no/such/jdk"))
        .startsWith("poolbench: --jvm=/no/such/jdk: found no executable /no/such/jdk, expected");
  }

  @Test
  void aJvmIsOfNoUseWithStoredResults() {
    Cli run = Cli.run("gate", "a.json", "b.json", "--jvm=/jdk");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("--jvm: of no use with stored results; leave it out");
  }
}
