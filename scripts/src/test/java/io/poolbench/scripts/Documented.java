package io.poolbench.scripts;

import io.poolbench.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * One command line of the documentation.
 *
 * @param where the page or the help that names it
 * @param arguments after {@code poolbench}, as a shell would hand them over
 */
record Documented(String where, List<String> arguments) {

  static final Path ROOT = Path.of(System.getProperty("poolbench.root", ".."));
  static final List<String> PAGES =
      List.of(
          "README.md",
          ".github/CONTRIBUTING.md",
          "scenarios/README.md",
          "harness/README.md",
          "reports/README.md",
          "scripts/README.md");

  private static final String LAUNCHER = "(?:\\S*/)?poolbench ";
  private static final Pattern LINE =
      Pattern.compile("(?m)^ +(?:- (?:run: )?)?(?:" + LAUNCHER + ")([a-z].*)$");
  private static final Pattern SPAN = Pattern.compile("`" + LAUNCHER + "([a-z][^`]*)`");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\{.*?}}|\\$[A-Z_]+");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(#.*)|([^\\s']+)");

  static Stream<Documented> ofPages() {
    return PAGES.stream().flatMap(page -> of(page, text(page)));
  }

  static Stream<Documented> ofHelp() {
    CommandLine poolbench = Main.commandLine(InputStream.nullInputStream());
    return Stream.concat(Stream.of(poolbench), poolbench.getSubcommands().values().stream())
        .flatMap(
            command ->
                of(
                    command.getCommandName() + " --help",
                    String.join("\n", command.getCommandSpec().usageMessage().footer())));
  }

  static String text(String page) {
    try {
      return Files.readString(ROOT.resolve(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Documented> of(String where, String text) {
    return Stream.of(LINE, SPAN)
        .flatMap(pattern -> pattern.matcher(text).results())
        .map(found -> new Documented(where, words(found.group(1))));
  }

  /**
   * Quotes and comments as in a shell, up to where the output goes; whatever a variable holds, a
   * word stands for it.
   */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(VARIABLE.matcher(line).replaceAll("main"));
    while (word.find()) {
      if (word.group(2) != null || word.group().equals(">")) {
        break;
      }
      words.add(word.group(1) == null ? word.group(3) : word.group(1));
    }
    return words;
  }

  /** Whether it would run benchmarks, for minutes, or takes what several machines have measured. */
  boolean measures() {
    return switch (arguments.getFirst()) {
      case "run", "merge", "bisect" -> true;
      case "compare", "report" -> arguments.contains("--vary-benchmark");
      case "calibrate" -> arguments.contains("--jar");
      case "gate" ->
          arguments.size() == 1
              || arguments.contains("--counts")
              || arguments.contains("--time")
              || arguments.contains("--canary")
              || arguments.contains("--resume")
              || arguments.contains("--base")
              || arguments.contains("--base-jar");
      default -> false;
    };
  }
}
