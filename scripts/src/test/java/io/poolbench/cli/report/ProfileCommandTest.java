package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.reports.render.ProfileFormats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import jdk.jfr.Recording;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileCommandTest {

  private static final int LARGE = 1 << 22;

  /** The place in the head of a chunk where it says for how many nanoseconds it was recorded. */
  private static final int DURATION_AT = 40;

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("UnusedVariable") // an array that nobody could read would not be made
  private static volatile Object sink = "";

  @BeforeAll
  static void record() throws IOException {
    record("before", 40, 0);
    record("after", 10, 5);
  }

  private static void record(String name, int bytes, int longs) throws IOException {
    try (Recording flight = new Recording()) {
      flight.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
      flight.start();
      for (int i = 0; i < bytes; i++) {
        manyBytes();
      }
      for (int i = 0; i < longs; i++) {
        fewLongs();
      }
      flight.stop();
      flight.dump(folder.resolve(name + ".jfr"));
    }
  }

  private static void manyBytes() {
    sink = new byte[LARGE];
  }

  private static void fewLongs() {
    sink = new long[LARGE / 8];
  }

  private static String[] both(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "profile";
    arguments[1] = "before=" + folder.resolve("before.jfr");
    arguments[2] = "after=" + folder.resolve("after.jfr");
    System.arraycopy(options, 0, arguments, 3, options.length);
    return arguments;
  }

  @Test
  void theDifferenceStandsByCallSiteTheLargestFirst() {
    Cli run = Cli.run(both("--top", "2"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.output().lines().skip(2).limit(3))
        .satisfiesExactly(
            head -> assertThat(head).contains("before").contains("after").contains("change"),
            less ->
                assertThat(less)
                    .contains("160.0Mi")
                    .contains("40.00Mi")
                    .contains("-120.0Mi -75.0%")
                    .contains("byte[]")
                    .contains("ProfileCommandTest.manyBytes"),
            more ->
                assertThat(more).contains("+20.00Mi new").contains("long[]").contains("fewLongs"));
  }

  /** A recording of ten seconds, and one of thirty in which three times as much happened. */
  @Test
  void recordingsOfDifferentLengthCompareByTheSecondAndByTheirShare() throws IOException {
    byte[] chunk =
        Files.readAllBytes(
            Path.of(System.getProperty("poolbench.root"))
                .resolve("reports/src/test/resources/profile/allocations.jfr"));
    ByteBuffer.wrap(chunk).putLong(DURATION_AT, Duration.ofSeconds(10).toNanos());
    Path ten = Files.write(folder.resolve("ten.jfr"), chunk);
    Path thirty = Files.write(folder.resolve("thirty.jfr"), chunk);
    Files.write(thirty, chunk, StandardOpenOption.APPEND);
    Files.write(thirty, chunk, StandardOpenOption.APPEND);
    String[] both = {"profile", "ten=" + ten, "thirty=" + thirty};
    Cli totals = Cli.run(both);
    assertThat(totals.output()).contains("ten (10.0 s) -> thirty (30.0 s)", "+200.0%");
    assertThat(totals.errors()).contains("10.0 s against 30.0 s: totals differ for that alone");
    for (String per : List.of("--per=second", "--per=share")) {
      Cli compared = Cli.run(both[0], both[1], both[2], per);
      assertThat(compared.output()).contains("+0.0%").doesNotContain("+200.0%");
      assertThat(compared.errors()).isEmpty();
    }
  }

  @Test
  void everyLocaleShowsTheSame() {
    Locale before = Locale.getDefault();
    String expected = Cli.run(both()).output();
    try {
      for (String tag : new String[] {"ar-EG-u-nu-arab", "de-DE", "tr-TR"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(Cli.run(both()).output()).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void jsonIsWhatItsSchemaSays() throws IOException {
    for (String[] arguments :
        List.of(both("--format", "json"), both("--format", "json", "--by", "class"))) {
      String json = Cli.run(arguments).output();
      assertThat(SchemaTest.errors(ProfileFormats.class, "poolbench-profile-1", json)).isEmpty();
    }
  }

  @Test
  void jsonAndMarkdownHoldTheSameSites() {
    assertThat(Cli.run(both("--format", "json")).output())
        .contains("\"schema\" : \"poolbench-profile/1\"")
        .contains("manyBytes");
    assertThat(Cli.run(both("--format", "markdown")).output()).contains("| before | after |");
  }

  @Test
  void thePageShowsBothDirectionsAndFetchesNothing() throws IOException {
    Path page = folder.resolve("page.html");
    Cli.run(both("--out", page.toString()));
    Document html = Jsoup.parse(Files.readString(page));
    assertThat(html.select("svg[role=img]")).hasSize(3);
    assertThat(html.select("svg").eachAttr("aria-label"))
        .anyMatch(label -> label.contains("before, against after"))
        .anyMatch(label -> label.contains("after, against before"))
        .anyMatch(label -> label.contains("difference, from before to after"));
    assertThat(html.select("g.only > title").eachText()).anyMatch(t -> t.contains("fewLongs"));
    assertThat(html.select("[src], link[href]")).isEmpty();
  }

  @Test
  void aKindThatNobodyRecordedIsOneClearLine() {
    Cli run = Cli.run(both("--kind", "cpu"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().lines()).hasSize(1).first().asString().contains("no samples of CPU");
  }
}
