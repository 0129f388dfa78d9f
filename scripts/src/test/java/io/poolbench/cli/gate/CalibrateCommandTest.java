package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Golden;
import io.poolbench.cli.report.Calibrations;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calibrate prints, keeps, and what a report finds of it. */
final class CalibrateCommandTest {

  private static final Path RUN = Cli.resource("page-run");

  @TempDir private Path folder = Path.of("");

  private Path kept() {
    return folder.resolve("calibration");
  }

  private Cli calibrate() {
    return Cli.run("calibrate", "--jar", "a.jar", "--calibrations", kept().toString());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> runs = Files.list(kept())) {
      return runs.map(run -> run.getFileName().toString()).sorted().toList();
    }
  }

  private static Fingerprint environment(Path run) {
    return Fingerprint.of(
        ResultFiles.read(List.of(new Input("run", run.toString())), InputStream.nullInputStream())
            .runs());
  }

  private Optional<ResultSet> newest(Fingerprint environment) {
    return new Calibrations(kept())
        .of(environment, new PrintWriter(new StringWriter())).stream().findFirst();
  }

  /** A run directory under another name, as if it had been measured then. */
  private Path copied(Path run, String name) throws IOException {
    Path copy = Files.createDirectories(kept().resolve(name));
    for (String file : List.of("run.json", "benchmarks.txt", "jmh.json")) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private Document report(Path run) {
    Path page = folder.resolve("report.html");
    Cli report =
        Cli.run(
            "report",
            run.toString(),
            "--out",
            page.toString(),
            "--calibrations",
            kept().toString());
    assertThat(report.exitCode()).as(report.errors()).isZero();
    return Jsoup.parse(Cli.read(page));
  }

  @Test
  void aStoredRunIsGolden() {
    Cli run = Cli.run("calibrate", RUN.toString());
    assertThat(run.exitCode()).isZero();
    Golden.assertMatches("calibrate.txt", run.output());
  }

  @Test
  void aJarAgainstItselfIsKeptByItsEnvironment() throws IOException {
    Cli run = calibrate();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(names()).singleElement().asString().matches("[0-9a-f]{12}-\\d{8}-\\d{6}");
    assertThat(run.output()).contains("kept: " + kept().resolve(names().getFirst()));
    assertThat(newest(environment(kept().resolve(names().getFirst())))).isPresent();
  }

  @Test
  void anotherPlaceIsNotKept() throws IOException {
    Path out = folder.resolve("elsewhere");
    Cli run = Cli.run("calibrate", "--jar", "a.jar", "--out", out.toString());
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).doesNotContain("kept:");
    assertThat(out.resolve("run.json")).exists();
  }

  @Test
  void theNewestOfTheEnvironmentIsFound() throws IOException {
    Fingerprint environment = environment(RUN);
    copied(RUN, environment.name() + "-20261126-120000");
    Path newest = copied(RUN, environment.name() + "-20261127-090000");
    copied(RUN, "0123456789ab-20261128-090000");
    assertThat(newest(environment))
        .hasValueSatisfying(
            found -> assertThat(found.runs().getFirst().file()).isEqualTo(newest.toString()));
  }

  @Test
  void anotherEnvironmentsIsNotWhateverItsName() throws IOException {
    calibrate();
    Fingerprint environment = environment(RUN);
    assertThat(newest(environment)).isEmpty();
    Files.move(
        kept().resolve(names().getFirst()),
        kept().resolve(environment.name() + "-20261127-090000"));
    assertThat(newest(environment)).isEmpty();
  }

  @Test
  void whatCannotBeReadIsPassedOverWithOneLine() throws IOException {
    Fingerprint environment = environment(RUN);
    copied(RUN, environment.name() + "-20261126-120000");
    Path broken = copied(RUN, environment.name() + "-20261127-120000");
    Files.writeString(broken.resolve("run.json"), "{");
    StringWriter err = new StringWriter();
    assertThat(new Calibrations(kept()).of(environment, new PrintWriter(err))).hasSize(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("is not used");
  }

  @Test
  void aReportShowsTheKeptCalibrationOfItsEnvironment() throws IOException {
    Path calibration = copied(RUN, environment(RUN).name() + "-20261127-090000");
    Document page = report(RUN);
    assertThat(page.select("#noise p").eachText())
        .anyMatch(
            text ->
                text.startsWith("From " + calibration + " of 2026-11-21T03:40:18")
                    && text.contains(environment(RUN).name()));
    assertThat(page.select("#noise tbody td:eq(2)").eachText()).containsOnly("A/A run");
    assertThat(page.select("#noise thead th").eachText())
        .contains("spread", "sees at 5", "sees at 40");
  }

  @Test
  void aNewerCalibrationOfFewerBenchmarksHidesNoOlderOneOfMore() throws IOException {
    String environment = environment(RUN).name();
    Path complete = copied(RUN, environment + "-20261126-090000");
    Path partial = copied(RUN, environment + "-20261127-090000");
    Path text = partial.resolve("benchmarks.txt");
    List<String> some =
        Files.readAllLines(text).stream()
            .filter(line -> !line.startsWith("Benchmark") || line.startsWith("BenchmarkBufio"))
            .toList();
    Files.write(text, some);
    assertThat(report(RUN).select("#noise p").eachText())
        .anyMatch(line -> line.startsWith("From " + complete));
  }

  @Test
  void withoutOneItShowsItsOwnForksAndSaysSo() throws IOException {
    calibrate();
    Document page = report(RUN);
    assertThat(page.select("#noise p").eachText())
        .anyMatch(
            text ->
                text.startsWith("No kept calibration of this environment")
                    && text.contains("poolbench calibrate --jar"));
    assertThat(page.select("#noise tbody td:eq(2)").eachText()).containsOnly("this run");
  }
}
