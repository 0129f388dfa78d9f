package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompareCommandTest {

  private static final String OLD = "old.txt=" + Cli.resource("benchstat/55-missing-rows/old.txt");
  private static final String NEW = "new.txt=" + Cli.resource("benchstat/55-missing-rows/new.txt");
  private static final String RUN = Cli.resource("run").toString();

  @TempDir private Path folder = Path.of("");

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "csv", "markdown", "json"})
  void everyFormatIsGoldenInEveryLocale(String format) {
    Locale before = Locale.getDefault();
    try {
      for (String tag : new String[] {"en-US", "tr-TR", "ar-EG-u-nu-arab", "de-DE"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        Cli run = Cli.run("compare", "--format", format, OLD, NEW);
        Golden.assertMatches("missing-rows." + format, run.output());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "csv", "markdown", "json"})
  void aRunComparesItsVariantsInTheOrderOfItsPlan(String format) {
    Cli run = Cli.run("compare", "--format", format, "run=" + RUN);
    Golden.assertMatches("run." + format, run.output().replace(RUN, "run"));
    assertThat(run.errors().replace(RUN, "run"))
        .contains(
            "run/run.json: Hijackbuf/op=hijack/variant=after: 1 of 2 trials failed;"
                + " see run/trials/001.log\n");
    assertThat(run.exitCode()).isZero();
  }

  private String threeRows(String name, int slower, int same, int quicker) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int fork = 0; fork < 6; fork++) {
      text.append("BenchmarkSlower 1 ").append(slower + fork).append(" ns/op\n");
      text.append("BenchmarkSame 1 ").append(same + fork).append(" ns/op\n");
      text.append("BenchmarkQuicker 1 ").append(quicker + fork).append(" ns/op\n");
    }
    return name + "=" + file(name + ".txt", text.toString());
  }

  private List<String> rows(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    Collections.addAll(arguments, options);
    arguments.add(threeRows("a", 100, 100, 100));
    arguments.add(threeRows("b", 200, 100, 50));
    return Cli.run(arguments.toArray(String[]::new))
        .output()
        .lines()
        .filter(line -> line.matches("[SQ].*"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  @Test
  void rowsAreSortedByTheirEffect() throws IOException {
    assertThat(rows()).containsExactly("Slower", "Same", "Quicker");
    assertThat(rows("--sort", "delta")).containsExactly("Quicker", "Same", "Slower");
    assertThat(rows("--sort=-delta")).containsExactly("Slower", "Same", "Quicker");
  }

  @Test
  void onlyWhatChangedIsShown() throws IOException {
    assertThat(rows("--changed")).containsExactly("Slower", "Quicker");
  }

  @Test
  void colorsSayBetterAndWorseAndMoveNothing() throws IOException {
    String[] both = {threeRows("a", 100, 100, 100), threeRows("b", 200, 100, 50)};
    String plain = Cli.run("compare", both[0], both[1]).output();
    String colored = Cli.run("compare", "--color", "always", both[0], both[1]).output();
    assertThat(colored).contains("\u001b[31m+97.56%\u001b[0m").contains("\u001b[1;32m-48.78%");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void unknownOrdersAndColorsAreWrongUsage() {
    assertThat(Cli.run("compare", "--sort", "size", OLD, NEW).errors())
        .contains("--sort: found 'size'; expected name, delta or -delta");
    assertThat(Cli.run("compare", "--color", "red", OLD, NEW).errors())
        .contains("--color: found 'red'");
  }

  @Test
  void twoRunsCompareTheirFilesPerVariant() {
    Cli run = Cli.run("compare", "a=" + RUN, "b=" + RUN, "--filter", ".unit:B/op");
    assertThat(run.output())
        .contains("│      a       │")
        .contains("Hijackbuf/op=hijack/variant=after");
  }

  @Test
  void runsOfDifferentEnvironmentsAreAFinding() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(Path.of(RUN, "benchmarks.txt"), other.resolve("benchmarks.txt"));
    String context = Cli.read(Path.of(RUN, "run.json")).replace("Example CPU", "Another CPU");
    Files.writeString(other.resolve("run.json"), context);
    assertThat(Cli.run("compare", "a=" + RUN, "b=" + other).errors())
        .contains("b: not made in the environment of a: they differ in cpu\n");
  }

  @Test
  void standardInputIsAnInput() {
    Cli run = Cli.runWithInput("BenchmarkX 1 5 B/op\n", "compare", "-");
    assertThat(run.output()).contains("│      -      │").contains("5.000 ± ∞ ¹");
  }

  @Test
  void benchstatsOptionsWithOneDashAreUnderstood() {
    assertThat(Cli.run("compare", "-filter", ".name:BothA", "-format", "csv", OLD, NEW).output())
        .contains("BothA")
        .doesNotContain("BothB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--alpha 2 | --alpha: found 2.0; expected a probability from 0 to 1",
        "--confidence -1 | --confidence: found -1.0; expected a probability from 0 to 1",
        "--alpha x | Invalid value for option '--alpha'",
        "--format xml | Invalid value for option '--format'",
        "--wrong | Unknown option: '--wrong'",
        "--filter a | --filter: a key without value at column 1 of 'a'; expected key:value",
        "--filter (a:b | --filter: an open parenthesis at column 5",
        "--filter .config:x | --filter: .config, which is for projections only",
        "--filter a:/[/ | --filter: a regular expression that is not closed at column 3",
        "--filter .name:none | --filter: none of 36 measurements matches",
        "--row .unit | --row: .unit, which is for filters only",
        "--row /size@size | --row: unknown order 'size' at column 7",
        "--table .config@(a) | --table: a fixed order of .config",
        "--col a,,b | --col: no key at column 3",
      })
  void wrongUsageIsOneLineAndExitCodeTwo(String options, String message) {
    String[] arguments = ("compare " + options + " " + OLD + " " + NEW).split(" ", -1);
    assertRefused(Cli.run(arguments), message);
  }

  @Test
  void noInputIsWrongUsage() {
    assertRefused(Cli.run("compare"), "Missing required parameter: '[LABEL=]INPUT'");
    assertRefused(Cli.run(), "no command given");
  }

  @Test
  void unreadableInputIsOneLineAndExitCodeTwo() throws IOException {
    assertRefused(Cli.run("compare", OLD, "nope.txt"), "nope.txt: does not exist");
    assertRefused(Cli.run("compare", folder.toString()), "a directory without run.json");
    assertRefused(Cli.run("compare", file("empty.txt", "")), "holds no benchmark result");
    assertRefused(Cli.run("compare", file("cut.json", "[{\"benchmark\":")), "malformed JSON");
    assertRefused(Cli.run("compare", file("other.json", "3")), "JSON that is no array");
  }

  @Test
  void anotherSchemaIsRefused() throws IOException {
    file("benchmarks.txt", "BenchmarkX 1 5 B/op\n");
    file("run.json", "{\"schema\":\"poolbench-run/9\"}");
    assertRefused(
        Cli.run("compare", folder.toString()),
        "run.json: has schema poolbench-run/9; expected poolbench-run/1;");
    file("run.json", "{\"schema\":");
    assertRefused(Cli.run("compare", folder.toString()), "run.json:1:11: is malformed JSON");
  }

  @Test
  void anEmptyIntersectionIsPrintedButNeverASuccess() throws IOException {
    String a = file("a.txt", "cpu: x\nBenchmarkX 1 5 B/op\n");
    String b = file("b.txt", "cpu: y\nBenchmarkX 1 5 B/op\n");
    String c = file("c.txt", "cpu: x\nBenchmarkY 1 5 B/op\n");
    Cli split = Cli.run("compare", "a=" + a, "b=" + b);
    assertThat(split.output()).contains("cpu: x").contains("cpu: y");
    assertThat(split.exitCode()).isEqualTo(2);
    assertThat(split.errors())
        .isEqualTo(
            "poolbench: compare: the columns have nothing in common, since they differ in cpu;"
                + " expected results of one configuration; try --ignore cpu\n");
    assertThat(Cli.run("compare", "--ignore", "cpu", "a=" + a, "b=" + b).exitCode()).isZero();
    assertThat(Cli.run("compare", a, c).errors())
        .contains("the columns have nothing in common; expected a benchmark and unit");
  }

  @Test
  void anotherBaseIsAFinding() throws IOException {
    String a = file("a.txt", "BenchmarkX 1 5 B/op\n");
    String b = file("b.txt", "BenchmarkX 1 5 B/op 3 allocs/op\n");
    assertThat(Cli.run("compare", "a=" + a, "b=" + b, "c=" + b).errors())
        .contains("allocs/op: a has no result here, so the others are compared with b\n");
  }

  @Test
  void tablesComeInOrderOfFirstAppearance() throws IOException {
    String input = file("a.txt", "pkg: z\nBenchmarkX 1 5 B/op\npkg: a\nBenchmarkX 1 5 B/op\n");
    assertThat(Cli.run("compare", input).output()).containsSubsequence("pkg: z", "pkg: a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "compare --help"})
  void helpHasAnExample(String arguments) {
    Cli run = Cli.run(arguments.split(" ", -1));
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("poolbench compare old.txt new.txt").doesNotContain("\u001b");
  }

  private static void assertRefused(Cli run, String message) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).startsWith("poolbench: ").contains(message).hasLineCount(1);
  }
}
