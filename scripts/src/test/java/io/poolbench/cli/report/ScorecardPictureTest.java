package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scorecard as a README shows it. */
final class ScorecardPictureTest {

  @TempDir private Path folder = Path.of("");

  private Cli report(String input, Path picture) {
    return Cli.run(
        "report", input, "--out=" + folder.resolve("page.html"), "--scorecard=" + picture);
  }

  private String picture() throws IOException {
    Path picture = folder.resolve("scorecard.svg");
    Cli report = report(SeededRun.in(folder).toString(), picture);
    assertThat(report.exitCode()).as(report.errors()).isZero();
    assertThat(report.output()).endsWith("scorecard: " + picture + System.lineSeparator());
    return Cli.read(picture);
  }

  @Test
  void aRunWithSeedsLooksLikeItsGoldenFile() throws IOException {
    Golden.assertMatches("scorecard.svg", picture());
  }

  @Test
  void anotherLocaleChangesNothing() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Golden.assertMatches("scorecard.svg", picture());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatWasNotComparedHasNoScorecard() {
    Path picture = folder.resolve("scorecard.svg");
    Cli report = report(Cli.resource("benchstat/f08-filter-expr/old.txt").toString(), picture);
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.errors().lines())
        .singleElement()
        .asString()
        .endsWith(
            "nothing was compared, so there is no scorecard to draw; expected results with"
                + " something to compare; leave out --scorecard, or give a second input");
    assertThat(picture).doesNotExist();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsOneLine() throws IOException {
    Path nowhere = folder.resolve("nowhere/scorecard.svg");
    Cli report = report(SeededRun.in(folder).toString(), nowhere);
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.errors().lines()).singleElement().asString().contains("--scorecard FILE");
  }
}
