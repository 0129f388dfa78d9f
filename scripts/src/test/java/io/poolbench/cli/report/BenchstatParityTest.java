package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What benchstat printed (golang/perf 712aea8, arguments in each case.json), character for
 * character. Where we differ on purpose, a file named poolbench.* holds what we print instead.
 */
final class BenchstatParityTest {

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(Cli.resource("benchstat"))) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textIsBenchstats(Path folder) {
    Cli run = Cli.run(arguments(folder, "args"));
    assertThat(run.output()).isEqualTo(expected(folder, "txt"));
    assertThat(warnings(run)).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void csvIsBenchstats(Path folder) {
    Cli run = Cli.run(arguments(folder, "csv_args"));
    assertThat(warnings(run)).isEqualTo(warnings(folder));
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).isEqualTo(expected(folder, "csv"));
  }

  private static String expected(Path folder, String format) {
    Path ours = folder.resolve("poolbench." + format);
    return Cli.read(Files.exists(ours) ? ours : folder.resolve("expected." + format));
  }

  /** Beside benchstat's warnings stand ours of the comparison as a whole. */
  private static String warnings(Cli run) {
    return run.errors()
        .lines()
        .filter(line -> !line.startsWith("compare: "))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String warnings(Path folder) {
    Path file = folder.resolve("stderr.csv");
    return Files.exists(file) ? Cli.read(file) : "";
  }

  /** The arguments of the case, with labels for its files, since we do not run in its folder. */
  private static String[] arguments(Path folder, String key) {
    JsonNode node = new JsonMapper().readTree(folder.resolve("case.json"));
    List<String> files = node.get("files").valueStream().map(JsonNode::asString).toList();
    List<String> arguments = new ArrayList<>(List.of("compare"));
    for (JsonNode argument : node.get(key)) {
      String text = argument.asString();
      String file = text.substring(text.indexOf('=') + 1);
      String label = text.contains("=") ? text.substring(0, text.indexOf('=')) : text;
      arguments.add(files.contains(file) ? label + "=" + folder.resolve(file) : text);
    }
    return arguments.toArray(String[]::new);
  }
}
