package io.poolbench.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a terminal there is color, and with NO_COLOR there is none: asked on a real terminal. */
final class NoColorTest {

  private static final String ESCAPE = "\u001b[";

  @TempDir private static Path folder;
  private static String[] inputs;

  @BeforeAll
  static void twoInputsOfWhichOneIsSlower() throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/script")), "no script(1), which makes a terminal");
    inputs = new String[] {forks("old.txt", 100), forks("new.txt", 200)};
  }

  private static String forks(String name, int nanos) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int fork = 0; fork < 6; fork++) {
      text.append("BenchmarkX 1 ").append(nanos + fork).append(" ns/op\n");
    }
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String onATerminal(String noColor, String... arguments) throws Exception {
    String command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()),
                Stream.of(arguments))
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    ProcessBuilder terminal =
        new ProcessBuilder(List.of("/usr/bin/script", "-qec", command, "/dev/null"));
    terminal.environment().keySet().removeAll(List.of("CLICOLOR", "CLICOLOR_FORCE"));
    terminal.environment().put("TERM", "xterm");
    terminal.environment().put("NO_COLOR", noColor);
    Process process = terminal.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void aTableIsColoredUnlessSomebodyRefuses() throws Exception {
    assertThat(onATerminal("", "compare", inputs[0], inputs[1])).contains("+97.56%", ESCAPE);
    assertThat(onATerminal("1", "compare", inputs[0], inputs[1]))
        .contains("+97.56%")
        .doesNotContain(ESCAPE);
  }

  @Test
  void helpsAndErrorsHaveNoColorWhereSomebodyRefuses() throws Exception {
    assertThat(onATerminal("1", "gate", "--help")).contains("Exit codes").doesNotContain(ESCAPE);
    assertThat(onATerminal("1", "gate", "--nosuch"))
        .contains("Unknown option")
        .doesNotContain(ESCAPE);
  }

  /** Whoever asks for color explicitly gets it. */
  @Test
  void alwaysIsAlways() throws Exception {
    assertThat(onATerminal("1", "compare", "--color=always", inputs[0], inputs[1]))
        .contains(ESCAPE);
    assertThat(Cli.run("compare", "--color=always", inputs[0], inputs[1]).output())
        .contains(ESCAPE);
  }
}
