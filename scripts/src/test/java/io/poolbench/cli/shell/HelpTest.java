package io.poolbench.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** Every help is whole, fits a terminal of eighty columns, and explains our own words. */
final class HelpTest {

  private static final int WIDTH = 80;

  /** Where a word of ours stands in a help, and what explains it there. */
  private static final Map<Pattern, String> WORDS =
      Map.of(
          Pattern.compile("\\barms?\\b"), Words.ARM,
          Pattern.compile("\\bforks?\\b"), Words.FORK,
          Pattern.compile("\\brounds?\\b"), Words.ROUND,
          Pattern.compile("\\bseeds\\b"), Words.SEED,
          Pattern.compile("\\bshards?\\b"), Words.SHARD,
          Pattern.compile("\\bexact\\b"), Words.EXACT,
          Pattern.compile("\\bKEYS\\b"), Words.KEY);

  private static Stream<CommandLine> commands() {
    return withSubcommands(Main.commandLine(InputStream.nullInputStream()));
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }

  private static List<String> help(CommandLine command) {
    return command.setUsageHelpWidth(WIDTH).getUsageMessage(Ansi.OFF).lines().toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineIsCutOrWiderThanATerminal(CommandLine command) {
    assertThat(help(command))
        .allMatch(line -> line.length() <= WIDTH)
        .noneMatch(line -> line.contains("…") || line.matches(".*(?<![\\]}A-Z])\\.\\.\\..*"));
  }

  /** A list of commands shows the first paragraph only: it has to be a sentence. */
  @ParameterizedTest
  @MethodSource("commands")
  void theFirstParagraphIsASentence(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()[0]).matches("[A-Z].*\\.");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsDescribedInSentences(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        assertThat(String.join(" ", option.description()))
            .as(option.longestName())
            .matches("(?s)(\\p{L}|\\d|\\$).*\\.");
      }
    }
  }

  /** An example that is wrapped cannot be copied. */
  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleStandsOnOneLine(CommandLine command) {
    List<String> examples = new ArrayList<>();
    for (String line : command.getCommandSpec().usageMessage().footer()) {
      if (line.startsWith("  ")) {
        examples.add(line.replace("%%", "%"));
      }
    }
    assertThat(help(command)).containsAll(examples);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyWordOfOursIsExplained(CommandLine command) {
    List<String> help = help(command);
    String text = String.join("\n", help);
    WORDS.forEach(
        (word, explanation) -> {
          if (command.getParent() != null && word.matcher(text).find()) {
            assertThat(help).as(command.getCommandName() + " uses " + word).contains(explanation);
          }
        });
  }

  /** What 'calibrate' prints in place of a number. */
  @Test
  void theWordsOfTheCalibrationTableAreExplained() {
    Cli table = Cli.run("calibrate", Cli.resource("page-run").toString());
    assertThat(table.output()).contains(" exact ", " any");
    assertThat(Arrays.asList(Cli.run("calibrate", "--help").output().split("\\R")))
        .contains(Words.EXACT, Words.ANY);
  }

  /** What cannot be formatted picocli prints as it is, with a warning. */
  @Test
  void everyPercentSignIsEscaped() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream before = System.err;
    try {
      System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
      commands().forEach(HelpTest::help);
    } finally {
      System.setErr(before);
    }
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
