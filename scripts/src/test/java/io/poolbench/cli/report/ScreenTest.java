package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Golden;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.reports.model.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees when a run has ended. */
final class ScreenTest {

  @TempDir private Path folder = Path.of("");

  private String printed(boolean verbose) throws IOException {
    StringWriter out = new StringWriter();
    RunSummary.print(
        SeededRun.in(folder), verbose, new PrintWriter(out), new PrintWriter(new StringWriter()));
    return out.toString().replace(folder.toString(), "RUN");
  }

  @Test
  void theAnswerIsOnOneScreen() throws IOException {
    String screen = printed(false);
    assertThat(screen.lines()).hasSizeLessThanOrEqualTo(Screen.LINES);
    assertThat(screen.lines()).allMatch(line -> line.length() <= Screen.WIDTH);
    Golden.assertMatches("screen.txt", screen);
  }

  @Test
  void aRowOfOneForkIsMarkedAndTheTextOfALongPlanIsCut() throws IOException {
    SeededRun.in(folder);
    Path benchmarks = folder.resolve("benchmarks.txt");
    Set<String> held = new HashSet<>();
    Files.write(
        benchmarks,
        Files.readAllLines(benchmarks).stream()
            .filter(line -> !line.contains("op=held") || held.add(line.split("\t", 2)[0]))
            .toList());
    Path run = folder.resolve("run.json");
    String rounds = "\"rounds\": 6";
    assertThat(run).content().contains(rounds);
    Files.writeString(
        run,
        Files.readString(run)
            .replace(
                rounds, "\"rounds\": \"" + RunPlan.named("standard").orElseThrow().rounds() + '"'));
    StringWriter out = new StringWriter();
    RunSummary.print(folder, false, new PrintWriter(out), new PrintWriter(new StringWriter()));
    List<String> lines = out.toString().replace(folder.toString(), "RUN").lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= Screen.WIDTH);
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith(" held retained").endsWith("%?"));
    assertThat(lines).anyMatch(line -> line.startsWith("forks per arm: until decided"));
  }

  @Test
  void anotherLocaleChangesNothing() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Golden.assertMatches("screen.txt", printed(false));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theTablesAreInAFileAndPrintedWhereThatIsAskedFor() throws IOException {
    String verbose = printed(true);
    String tables = Cli.read(folder.resolve("tables.txt"));
    assertThat(tables).contains("sec/op").contains("geomean");
    assertThat(verbose).startsWith(tables);
    assertThat(folder.resolve("report.html")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "52, 52",
    "0.5, 500m",
    "13716, 13.7k",
    "1057380, 1.06M",
    "999.6, 1.00k",
    "999, 999",
    "0.0000000625, 62.5n",
    "28.777e-6, 28.8µ",
    "144.01, 144",
    "2.0001, 2.00"
  })
  void aNumberHasFiveColumns(double value, String expected) {
    assertThat(Screen.number(value)).isEqualTo(expected).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void findingsOfOneKindAreOneLineAndTheWorstComeFirst() {
    List<Finding> findings = new ArrayList<>();
    for (int row = 0; row < 12; row++) {
      findings.add(
          new Finding(
              "run.json", "Cipher/op=x" + row + ": " + row + " of 9 forks did not become steady"));
    }
    findings.add(new Finding("run.json", "cipher/seal before: 3 of 4 trials failed"));
    assertThat(Screen.kinds(findings))
        .containsExactly(
            "warning: cipher/seal before: 3 of 4 trials failed",
            "12 warnings such as: Cipher/op=x0: 0 of 9 forks did not become steady");
  }
}
