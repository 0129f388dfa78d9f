package io.poolbench.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash completes, asked as bash asks when somebody types a tab. */
final class CompletionTest {

  @TempDir private Path folder = Path.of("");

  /** What may stand in place of the last word. */
  private Set<String> completed(String... words) throws IOException, InterruptedException {
    Cli completion = Cli.run("completion");
    assertThat(completion.exitCode()).as(completion.errors()).isZero();
    Path script = Files.writeString(folder.resolve("poolbench"), completion.output());
    String ask =
        """
        compopt() { :; }  # only there while a key is handled
        source "$1"
        COMP_WORDS=("${@:2}")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_poolbench
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    List<String> command =
        new ArrayList<>(List.of("bash", "--norc", "-c", ask, "bash", script.toString()));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    Set<String> replies = new TreeSet<>(bash.inputReader().readAllLines());
    assertThat(bash.waitFor()).as(replies.toString()).isZero();
    return replies;
  }

  @Test
  void twoLettersOfACommandAreEnough() throws Exception {
    assertThat(completed("poolbench", "ga")).containsExactly("gate");
    assertThat(completed("poolbench", "c")).containsExactly("calibrate", "compare", "completion");
  }

  @Test
  void optionsAreThoseOfTheCommand() throws Exception {
    assertThat(completed("poolbench", "gate", "--head"))
        .contains("--head", "--head-jar")
        .doesNotContain("--scorecard");
    assertThat(completed("poolbench", "report", "--score")).contains("--scorecard");
  }

  @Test
  void valuesOfAChoiceAreCompleted() throws Exception {
    assertThat(completed("poolbench", "gate", "--time", "")).contains("advise", "gate");
  }

  @Test
  void whatIsHiddenStaysSo() {
    assertThat(Cli.run("completion").output()).doesNotContain("--exit-with-parent");
  }
}
