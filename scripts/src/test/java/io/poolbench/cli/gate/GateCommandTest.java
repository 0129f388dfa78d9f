package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Golden;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class GateCommandTest {

  @TempDir private Path folder = Path.of("");

  private String file(String name, double bytes, double time, String extra) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int fork = 0; fork < 8; fork++) {
      text.append(
          String.format(
              Locale.ROOT, "Benchmark<b>X</b> 1 %.1f ns/op %.0f B/op%n", time + fork, bytes));
    }
    return name + "=" + Files.writeString(folder.resolve(name + ".txt"), text + extra);
  }

  @Test
  void everyFormatIsGoldenInEveryLocale() throws IOException {
    Path junit = folder.resolve("junit.xml");
    Path markdown = folder.resolve("step.md");
    Path json = folder.resolve("verdict.json");
    Path comment = folder.resolve("comment.md");
    Locale before = Locale.getDefault();
    try {
      for (String tag : new String[] {"en-US", "tr-TR", "ar-EG-u-nu-arab", "de-DE"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        Cli run =
            Cli.run(
                "gate",
                file("base", 1000, 100, "BenchmarkGone 1 3 B/op\n"),
                file("head", 1016, 100, "BenchmarkNew 1 3 B/op\n"),
                "--junit=" + junit,
                "--markdown=" + markdown,
                "--json=" + json,
                "--comment=" + comment);
        assertThat(run.exitCode()).isEqualTo(1);
        Golden.assertMatches("gate-comment.md", Files.readString(comment));
        Golden.assertMatches("gate.txt", run.output());
        Golden.assertMatches("gate.xml", Files.readString(junit));
        Golden.assertMatches("gate.md", Files.readString(markdown));
        Golden.assertMatches("gate.json", Files.readString(json));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void junitIsXmlWhateverTheNames() throws Exception {
    Path junit = folder.resolve("junit.xml");
    Cli.run("gate", file("base", 1000, 100, ""), file("head", 1016, 100, ""), "--junit=" + junit);
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Files.readString(junit))));
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    assertThat(
            xml.getElementsByTagName("testcase").item(0).getAttributes().getNamedItem("classname"))
        .hasToString("classname=\"<b>X</b>\"");
  }

  @Test
  void equalResultsPass() throws IOException {
    assertThat(Cli.run("gate", file("a", 1000, 100, ""), file("b", 1000, 120, "")).exitCode())
        .isZero();
  }

  @Test
  void whatOnlyOneSideHasNeverPasses() throws IOException {
    Cli run = Cli.run("gate", file("a", 1, 100, "BenchmarkGone 1 3 B/op\n"), file("b", 1, 100, ""));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("missing: Gone B/op: only in a");
  }

  @Test
  void timesAloneAreRefused() throws IOException {
    Path a = Files.writeString(folder.resolve("a.txt"), "BenchmarkX 1 1 ns/op\n");
    Path b = Files.writeString(folder.resolve("b.txt"), "BenchmarkX 1 9 ns/op\n");
    Cli run = Cli.run("gate", a.toString(), b.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("1 refused: these forks did not run in turns");
  }

  @Test
  void fewerThanFiveForksAreRefusedWhateverTheySay() throws IOException {
    Path a = Files.writeString(folder.resolve("a.txt"), "BenchmarkX 1 24 B/op\n".repeat(4));
    Path b = Files.writeString(folder.resolve("b.txt"), "BenchmarkX 1 4800 B/op\n".repeat(4));
    for (Path candidate : new Path[] {a, b}) {
      Cli run = Cli.run("gate", "base=" + a, "head=" + candidate);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.output()).contains("4 against 4 forks; 5 on each side are needed");
    }
  }

  @Test
  void anUnreadableBaselineIsOneClearLine() {
    Cli run = Cli.run("gate", folder.resolve("nope").toString(), "also-not");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().lines()).hasSize(1);
  }

  /** The 10th percentile is unchanged; the mean gates beside it. */
  @Test
  void pausesThatTheTenthPercentileHidesFailByTheMean() {
    Cli run =
        Cli.run(
            "gate", "--base-jar=a.jar", "--head-jar=paused.jar", "--out=" + folder.resolve("run"));
    assertThat(run.exitCode()).as(run.errors()).isOne();
    assertThat(run.output())
        .contains("sec/op is the 10th percentile of each fork's iterations")
        .containsPattern("REGRESSED +Map.get +sec/op mean")
        .endsWith("1 regressed, 5 unchanged\n");
  }

  @Test
  void theSameJarTwiceGivesNoLineToWatch() {
    Cli run =
        Cli.run("gate", "--base-jar=a.jar", "--head-jar=b.jar", "--out=" + folder.resolve("run"));
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).doesNotContain("watch:");
  }

  @Test
  void halfOfTheOptionsIsWrongUsage() {
    assertThat(Cli.run("gate", "--base-jar", "x.jar").errors()).contains("give both");
    assertThat(Cli.run("gate", "only-one").errors()).contains("give a baseline and a candidate");
  }
}
