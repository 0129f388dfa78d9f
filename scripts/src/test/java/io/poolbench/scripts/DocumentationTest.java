package io.poolbench.scripts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.poolbench.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation tells a user to type works; what it names exists. */
final class DocumentationTest {

  private static final Path STORED = Documented.ROOT.resolve("scripts/src/test/resources");
  private static final Path JMH =
      Documented.ROOT.resolve("reports/src/test/resources/jmh/result.json");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern PATH =
      Pattern.compile("`((?:\\.ci|\\.github|\\.mvn|scenarios|harness|reports|scripts)/[^` ]*)`");

  private static final Pattern UNIT = Pattern.compile("`([A-Za-z-]+/(?:op|Mop|conn))`");

  private static final String ALLOCATION = "jdk.ObjectAllocationOutsideTLAB";
  private static final String SAMPLE = "jdk.ExecutionSample";

  @SuppressWarnings("UnusedVariable") // an array that nobody could read would not be made
  private static volatile Object sink = "";

  private static Stream<Documented> all() {
    return Stream.concat(Documented.ofPages(), Documented.ofHelp()).distinct();
  }

  private static Stream<Documented> quick() {
    return all().filter(command -> !command.measures());
  }

  /** The files that the commands name, in the working directory of this test. */
  @BeforeAll
  static void store() throws IOException {
    for (String name : List.of("old.txt", "new.txt")) {
      String text = Files.readString(STORED.resolve("benchstat/f08-filter-expr").resolve(name));
      // Two files that differ in nothing but what was measured.
      Files.writeString(Path.of(name), text.replaceAll("(?m)^note:.*$", ""));
    }
    for (String name : List.of("old.json", "new.json", "result.json")) {
      copy(JMH, Path.of(name));
    }
    for (String name : List.of("runs/main", "runs/today", "target/poolbench/latest", "RUN")) {
      tree(STORED.resolve("page-run"), Path.of(name));
    }
    copy(Documented.ROOT.resolve("scripts/expectations.csv"), Path.of("scripts/expectations.csv"));
    forks(Path.of("forks.csv.gz"));
    assertThat(run(List.of("accept", "RUN"))).isZero();
    // The stored run is of a version whose forks did not count objects.
    Path counted = Path.of("RUN/run.json");
    Files.writeString(
        counted, Files.readString(counted).replace("\"B/op\":", "\"allocs/op\": 1.0, \"B/op\":"));
    record(Path.of("old.jfr"));
    for (String name : List.of("new.jfr", "before.jfr", "after.jfr", "app.jfr")) {
      copy(Path.of("old.jfr"), Path.of(name));
    }
  }

  /** Recorded forks of one benchmark, as {@code simulate} reads them. */
  private static void forks(Path file) throws IOException {
    try (Writer out =
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), US_ASCII)) {
      out.write("benchmark,fork,iterations\n");
      for (int fork = 0; fork < 10; fork++) {
        out.write("1,%d,%s\n".formatted(fork, ("1.0" + fork + " ").repeat(60).strip()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void tree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Until both kinds of events are there: how often a busy machine samples is its own affair. */
  private static void record(Path file) throws IOException {
    Set<String> recorded = Set.of();
    for (int again = 0; again < 20 && recorded.size() < 2; again++) {
      try (Recording flight = new Recording()) {
        flight.enable(ALLOCATION).withStackTrace();
        flight.enable(SAMPLE).with("period", "1 ms").withStackTrace();
        flight.start();
        long end = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < end) {
          byte[] large = new byte[1 << 22];
          // The JVM's own work, the making of the array, is not sampled: only Java code is.
          for (int i = 1; i < large.length; i++) {
            large[i] = (byte) (31 * large[i - 1] + i);
          }
          sink = large;
        }
        flight.stop();
        flight.dump(file);
      }
      recorded =
          RecordingFile.readAllEvents(file).stream()
              .map(event -> event.getEventType().getName())
              .filter(event -> event.equals(ALLOCATION) || event.equals(SAMPLE))
              .collect(Collectors.toSet());
    }
    assertThat(recorded).containsExactlyInAnyOrder(ALLOCATION, SAMPLE);
  }

  private static int run(List<String> arguments) {
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(
            InputStream.nullInputStream(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    assertThat(err.toString()).as("errors of %s", arguments).doesNotContain("poolbench: ");
    return exitCode;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCommandIsParsedToItsLastOption(Documented command) {
    assertThatCode(
            () ->
                Main.commandLine(InputStream.nullInputStream())
                    .parseArgs(command.arguments().toArray(String[]::new)))
        .as(command.toString())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void everyCommandThatDoesNotMeasureDoesItsWork(Documented command) {
    List<String> arguments = new ArrayList<>(command.arguments());
    if (arguments.getFirst().equals("simulate")) {
      int suites = arguments.indexOf("--suites");
      if (suites > 0) {
        arguments.subList(suites, suites + 2).clear();
      }
      arguments.addAll(List.of("--suites", "2"));
    }
    // The stored run has one census fork for each arm, and too few forks are missing.
    boolean storedGate =
        arguments.getFirst().equals("gate") && !arguments.contains("--expectations");
    assertThat(run(arguments)).as(command.toString()).isIn(storedGate ? List.of(0, 2) : List.of(0));
  }

  @Test
  void everyCommandHasAnExampleInItsHelp() {
    List<String> shown =
        Documented.ofHelp().map(command -> command.arguments().getFirst()).distinct().toList();
    assertThat(shown)
        .containsAll(Main.commandLine(InputStream.nullInputStream()).getSubcommands().keySet());
  }

  @Test
  void whatThePagesLinkToOrNameExists() {
    for (String page : Documented.PAGES) {
      Path at = Documented.ROOT.resolve(page);
      String text = Documented.text(page);
      LINK.matcher(text)
          .results()
          .forEach(link -> assertThat(at.resolveSibling(link.group(1))).as(page).exists());
      PATH.matcher(text)
          .results()
          .map(path -> path.group(1))
          .filter(path -> !path.contains("...") && !path.contains("/encoding/"))
          .forEach(path -> assertThat(Documented.ROOT.resolve(path)).as(page).exists());
    }
  }

  @Test
  void everyUnitThatThePagesNameIsOneThatARunHolds() throws IOException {
    String stored = Files.readString(STORED.resolve("page-run/benchmarks.txt"));
    for (String page : Documented.PAGES) {
      UNIT.matcher(Documented.text(page))
          .results()
          .map(unit -> unit.group(1))
          .map(unit -> unit.equals("sec/op") ? "ns/op" : unit)
          .forEach(unit -> assertThat(stored).as(page).contains(" " + unit));
    }
  }
}
