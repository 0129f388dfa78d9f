package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.cli.Cli;
import io.poolbench.cli.Golden;
import io.poolbench.reports.history.Database;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the embedded database, and on PostgreSQL where {@code -Dpostgres=URL} names one. */
final class HistoryCommandTest {

  private static final String RUN = Cli.resource("run").toString();

  @TempDir private static Path shared = Path.of("");

  @TempDir private Path folder = Path.of("");

  static Stream<String> databases() {
    String postgres = System.getProperty("postgres", "");
    return Stream.of("jdbc:h2:" + shared.resolve("history"), postgres).filter(s -> !s.isEmpty());
  }

  /** Of this test alone. */
  private String embedded() {
    return "jdbc:h2:" + folder.resolve("history");
  }

  private static void clear(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String table : List.of("fork", "run", "schema")) {
        statement.execute("DROP TABLE IF EXISTS poolbench_" + table);
      }
    }
  }

  private List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    for (int run = 0; run < 16; run++) {
      int level = run < 8 ? 100 : 120;
      StringBuilder text = new StringBuilder();
      for (int fork = 0; fork < 6; fork++) {
        int noise = (run * 7 + fork * 5) % 11;
        text.append("BenchmarkGet/variant=after 1 ").append(level * 10 + noise).append(" ns/op\n");
      }
      files.add(Files.writeString(folder.resolve("r" + run + ".txt"), text).toString());
    }
    return files;
  }

  private static Cli add(String url, String hour, String file) {
    return Cli.run(
        "history",
        "add",
        "--database",
        url,
        "--environment",
        "ci",
        "--revision",
        "v" + hour,
        "--time",
        "2026-11-26T" + hour + ":00:00Z",
        file);
  }

  private void fill(String url) throws IOException, SQLException {
    clear(url);
    List<String> files = files();
    for (int run = 0; run < files.size(); run++) {
      Cli added = add(url, String.format(Locale.ROOT, "%02d", run), files.get(run));
      assertThat(added.errors()).isEmpty();
      assertThat(added.output()).contains(": added, 6 values");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void everyFormatIsGoldenOnEveryDatabaseInEveryLocale(String url) throws Exception {
    fill(url);
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("en-US", "tr-TR", "ar-EG-u-nu-arab", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        for (String format :
            List.of(
                "text", "csv", "json", "smaller-is-better", "bencher", "otava", "otava-config")) {
          Path page = folder.resolve("page.html");
          Cli shown =
              Cli.run("history", "--database", url, "--format", format, "--html", page.toString());
          assertThat(shown.errors()).isEmpty();
          Golden.assertMatches("history." + format, shown.output());
          Golden.assertMatches("history.html", Cli.read(page));
        }
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private Cli history(String text, String time) throws IOException {
    Path file = Files.writeString(folder.resolve("values.txt"), text);
    return Cli.run(
        "history",
        "add",
        "--database",
        embedded(),
        "--environment",
        "ci",
        "--time",
        time,
        file.toString());
  }

  /** Eight runs, of which the last two have that level. */
  private void step(String unit, int level) throws IOException {
    for (int run = 0; run < 8; run++) {
      StringBuilder text = new StringBuilder();
      for (int fork = 0; fork < 6; fork++) {
        int value = (run < 6 ? 1000 : level) + (run * 7 + fork * 5) % 11;
        text.append("BenchmarkGet 1 ").append(value).append(' ').append(unit).append('\n');
      }
      assertThat(history(text.toString(), "2026-11-2" + run + "T00:00:00Z").exitCode()).isZero();
    }
  }

  private Cli failOnChange() {
    return Cli.run("history", "--database", embedded(), "--fail-on-change");
  }

  @Test
  void aNewLevelThatIsWorseFails() throws Exception {
    step("ns/op", 1500);
    Cli told = failOnChange();
    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.errors())
        .isEqualTo("Get, sec/op: new level since 2026-11-26T00:00:00Z: +49.83% (p=0.000), worse\n");
  }

  @Test
  void aNewLevelThatIsBetterIsTold() throws Exception {
    step("ns/op", 500);
    Cli told = failOnChange();
    assertThat(told.exitCode()).isZero();
    assertThat(told.errors()).contains("new level since 2026-11-26T00:00:00Z: -49.68%", ", better");
  }

  @Test
  void ofAnUnknownDirectionANewLevelIsToldAndFailsNothing() throws Exception {
    step("widgets", 1500);
    Cli told = failOnChange();
    assertThat(told.exitCode()).isZero();
    assertThat(told.errors()).contains(", of which nobody knows whether it is worse");
    Cli exported = Cli.run("history", "--database", embedded(), "--format", "smaller-is-better");
    assertThat(exported.output()).isEqualTo("[ ]\n");
    assertThat(exported.errors())
        .isEqualTo("left out, since nobody knows which direction is better: widgets\n");
  }

  @Test
  void aLevelThatAnEarlierRunHasBroughtToLightFailsNoMore() throws Exception {
    step("ns/op", 1500);
    assertThat(
            history(
                    "BenchmarkGet 1 1500 ns/op\nBenchmarkGet 1 1505 ns/op\n",
                    "2026-11-28T00:00:00Z")
                .exitCode())
        .isZero();
    assertThat(failOnChange().exitCode()).isZero();
    assertThat(failOnChange().errors()).isEmpty();
  }

  @Test
  void aLevelOfWhatNobodyMeasuresAnyMoreFailsNothing() throws Exception {
    step("ns/op", 1500);
    history("BenchmarkPut 1 7 ns/op\n", "2026-11-29T00:00:00Z");
    Cli told = failOnChange();
    assertThat(told.exitCode()).isZero();
    assertThat(told.errors()).isEmpty();
  }

  @Test
  void theTimeInCollectionsHasADirection() throws Exception {
    step("gc-sec/op", 1500);
    assertThat(failOnChange().exitCode()).isEqualTo(1);
  }

  @Test
  void bytesAndTimesOfOneBenchmarkAreExportedUnderOneName() {
    Cli.run("history", "add", "--database", embedded(), RUN);
    Cli exported = Cli.run("history", "--database", embedded(), "--format", "bencher");
    assertThat(exported.output()).contains("\"sec/op\"", "\"B/op\"").doesNotContain(" on ");
  }

  @Test
  void whatTwoEnvironmentsHaveMeasuredOfOneRevisionIsToldApart() throws Exception {
    List<String> files = files();
    for (String environment : List.of("a", "b")) {
      Cli.run(
          "history",
          "add",
          "--database",
          embedded(),
          "--environment",
          environment,
          "--revision",
          "v1",
          files.get(environment.equals("a") ? 0 : 1));
    }
    assertThat(Cli.run("history", "--database", embedded(), "--format", "bencher").output())
        .contains("\"Get after on a\"", "\"Get after on b\"");
  }

  /** As a crash between the statements of an upgrade leaves H2. */
  @ParameterizedTest
  @MethodSource("databases")
  void anUpgradeThatWasCutOffGoesOn(String url) throws Exception {
    clear(url);
    Cli.run("history", "add", "--database", url, RUN);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE poolbench_schema SET version = 1");
    }
    assertThat(Cli.run("history", "add", "--database", url, RUN).output())
        .contains(": there already");
  }

  @Test
  void throughputIsExportedAsBiggerIsBetter() throws Exception {
    step("MB/s", 1000);
    assertThat(
            Cli.run("history", "--database", embedded(), "--format", "bigger-is-better").output())
        .contains("\"name\" : \"Get (B/s)\"");
    assertThat(
            Cli.run("history", "--database", embedded(), "--format", "smaller-is-better").output())
        .isEqualTo("[ ]\n");
    assertThat(Cli.run("history", "--database", embedded(), "--format", "otava-config").output())
        .contains("\"direction\" : 1,");
  }

  @Test
  void whatTheLatestRunHasNotMeasuredIsNotExportedAsItsOwn() throws Exception {
    step("ns/op", 1000);
    history("BenchmarkPut 1 7 ns/op\n", "2026-11-29T00:00:00Z");
    assertThat(Cli.run("history", "--database", embedded(), "--format", "bencher").output())
        .contains("\"Put\"")
        .doesNotContain("\"Get\"");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void addingTwiceChangesNothing(String url) throws Exception {
    clear(url);
    assertThat(Cli.run("history", "add", "--database", url, RUN, RUN).output()).contains(": added");
    String shown = Cli.run("history", "--database", url, "--format", "json").output();
    Cli again = Cli.run("history", "add", "--database", url, RUN);
    assertThat(again.output()).contains(": there already");
    assertThat(again.exitCode()).isZero();
    assertThat(Cli.run("history", "--database", url, "--format", "json").output()).isEqualTo(shown);
  }

  /** The run as it was before its last fork, which stands on the last line. */
  @ParameterizedTest
  @MethodSource("databases")
  void aRunThatWasResumedIsTheSameRun(String url) throws Exception {
    clear(url);
    Path partial = Files.createDirectories(folder.resolve("partial"));
    Files.copy(Path.of(RUN, "run.json"), partial.resolve("run.json"));
    List<String> lines = Files.readAllLines(Path.of(RUN, "benchmarks.txt"));
    Files.write(partial.resolve("benchmarks.txt"), lines.subList(0, lines.size() - 1));

    Cli first = Cli.run("history", "add", "--database", url, partial.toString());
    assertThat(first.output()).contains(": added, ");
    assertThat(Cli.run("history", "add", "--database", url, RUN).output())
        .contains(": replaces what was there of this run, ");
    assertThat(Cli.run("history", "add", "--database", url, partial.toString()).output())
        .contains(": there already, ");
    String shown = Cli.run("history", "--database", url, "--format", "json").output();
    clear(url);
    Cli.run("history", "add", "--database", url, RUN);
    assertThat(Cli.run("history", "--database", url, "--format", "json").output()).isEqualTo(shown);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whoeverAddsAtTheSameTimeAddsOnce(String url) throws Exception {
    clear(url);
    List<String> arguments = new ArrayList<>(List.of("history", "add", "--database", url));
    arguments.addAll(files());
    Callable<Cli> add = () -> Cli.run(arguments.toArray(String[]::new));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Cli> each : threads.invokeAll(List.of(add, add, add, add))) {
        assertThat(each.get().exitCode()).isZero();
      }
    }
    assertThat(Cli.run("history", "--database", url, "--format", "csv").output())
        .hasLineCount(1 + 16);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void allAreAddedOrNone(String url) throws Exception {
    clear(url);
    assertRefused(
        Cli.run("history", "add", "--database", url, RUN, folder.toString()),
        "a directory without run.json; expected a poolbench run directory");
    assertRefused(Cli.run("history", "--database", url), "the history is empty");
  }

  /** The run of the tests, as another container with another kernel would have made it later. */
  private Path elsewhere(String host, String kernel, String started) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("on-" + host));
    Files.copy(Path.of(RUN, "benchmarks.txt"), copy.resolve("benchmarks.txt"));
    String run =
        Files.readString(Path.of(RUN, "run.json"))
            .replaceFirst("\"host\" ?: ?\"[^\"]*\"", "\"host\":\"" + host + "\"")
            .replaceFirst("\"kernel\" ?: ?\"[^\"]*\"", "\"kernel\":\"" + kernel + "\"")
            .replaceFirst("\"started\" ?: ?\"[^\"]*\"", "\"started\":\"" + started + "\"");
    Files.writeString(copy.resolve("run.json"), run);
    return copy;
  }

  @ParameterizedTest
  @MethodSource("databases")
  void countsOfContainersAreOneSeriesAndTimesAreNot(String url) throws Exception {
    clear(url);
    String one = elsewhere("one", "6.1.0", "2026-11-26T00:00:00Z").toString();
    String two = elsewhere("two", "6.1.7", "2026-11-27T00:00:00Z").toString();
    Cli.run("history", "add", "--database", url, one, two);
    Cli shown = Cli.run("history", "--database", url, "--format", "csv");
    assertThat(runsPerSeries(shown.output(), "B/op")).isNotEmpty().containsOnly(2L);
    assertThat(runsPerSeries(shown.output(), "sec/op")).isNotEmpty().containsOnly(1L);
  }

  /** Fields of a line: benchmark, variant, unit, environment. */
  private static Collection<Long> runsPerSeries(String csv, String unit) {
    return csv.lines()
        .map(line -> List.of(line.split(",")).subList(0, 4))
        .filter(series -> series.get(2).equals(unit))
        .collect(Collectors.groupingBy(series -> series, Collectors.counting()))
        .values();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aHistoryOfTheFirstSchemaIsReadAndGoesOn(String url) throws Exception {
    clear(url);
    Cli.run("history", "add", "--database", url, RUN);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE poolbench_run DROP COLUMN counts");
      statement.execute("UPDATE poolbench_schema SET version = 1");
    }
    String before = Cli.run("history", "--database", url, "--format", "csv").output();
    assertThat(before.lines()).hasSizeGreaterThan(1);
    String later = elsewhere("two", "6.1.7", "2026-11-29T00:00:00Z").toString();
    assertThat(Cli.run("history", "add", "--database", url, later).output()).contains(": added");
    assertThat(Cli.run("history", "--database", url, "--format", "csv").output().lines())
        .containsAll(before.lines().toList())
        .hasSizeGreaterThan((int) before.lines().count());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aLaterSchemaIsRefused(String url) throws Exception {
    clear(url);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE poolbench_schema (version INTEGER PRIMARY KEY)");
      statement.execute("INSERT INTO poolbench_schema VALUES (9)");
    }
    String message = "a history of schema 9; expected schema 2; use the poolbench that wrote it";
    assertRefused(Cli.run("history", "--database", url), message);
    assertRefused(Cli.run("history", "add", "--database", url, RUN), message);
    clear(url);
  }

  @Test
  void environmentsNeverShareASeries() throws Exception {
    List<String> files = files();
    Cli.run("history", "add", "--database", embedded(), "--environment", "a", files.get(0));
    Cli.run("history", "add", "--database", embedded(), "--environment", "b", files.get(1));
    assertThat(Cli.run("history", "--database", embedded()).output())
        .contains("Get after, sec/op, environment a\n")
        .contains("Get after, sec/op, environment b\n");
    assertThat(Cli.run("history", "add", "--database", embedded(), files.get(2)).errors())
        .contains("r2.txt: does not say where it was measured");
  }

  @Test
  void wrongPasswordsAreToldWithoutThem() {
    String postgres = System.getProperty("postgres", "");
    if (!postgres.isEmpty()) {
      Cli refused =
          Cli.run("history", "--database", postgres.replaceAll("password=.*", "password=no"));
      assertRefused(refused, "password authentication failed");
      assertThat(refused.errors())
          .contains("set PGUSER and PGPASSWORD")
          .doesNotContain("password=");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x;INIT=CREATE TABLE PWNED(X INT)",
        "jdbc:h2:./x;init=RUNSCRIPT FROM 'http://h/x'",
        "jdbc:h2:./x;USER=a\\;INIT=SELECT 1",
        "jdbc:h2:tcp://h/x",
        "jdbc:h2:zip:/etc/x.zip!/x",
        "jdbc:postgresql://h/x?socketFactory=a.B&socketFactoryArg=secret",
        "jdbc:postgresql://h/x?loggerFile=/tmp/secret",
        "jdbc:postgresql://h/x?user=u&password=secret&sslfactory=a.B"
      })
  void whatADatabaseUrlCouldRunIsRefused(String url) throws Exception {
    assertRefused(Cli.run("history", "--database", url), "jdbc:");
    assertRefused(Cli.run("history", "add", "--database", url, RUN), "jdbc:");
  }

  @Test
  void messagesOfDriversAreToldWithoutPasswords() {
    for (String url :
        List.of(
            "jdbc:postgresql://h:bad/x?user=u&password=secret",
            "jdbc:postgresql://u:secret@h:bad/x",
            "jdbc:postgresql://u:se/secret@127.0.0.1:1/x")) {
      assertRefused(Cli.run("history", "--database", url), "expected a database");
    }
  }

  @Test
  void aPathThatH2WouldReadSettingsInIsRefused() {
    assertThatThrownBy(() -> Database.in(folder.resolve("q;INIT=CREATE TABLE PWNED(X INT)--/h")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a path with ';', behind which H2 reads settings");
  }

  @Test
  void badInputIsOneLineAndExitCodeTwo() throws Exception {
    String url = embedded();
    assertRefused(
        Cli.run("history", "--database", "jdbc:postgresql://127.0.0.1:1/x?password=secret"),
        "jdbc:postgresql://127.0.0.1:1/x: Connection to 127.0.0.1:1 refused; expected a database");
    assertRefused(
        Cli.run("history", "--database", "jdbc:mysql://u:secret@h/x"),
        "--database: found 'jdbc:mysql://h/x'; expected jdbc:postgresql://HOST/DATABASE");
    assertRefused(Cli.run("history", "--database", url), "the history is empty; expected runs");
    assertThat(folder).as("whoever only reads makes no file").isEmptyDirectory();
    assertRefused(Cli.run("history", "add", "--database", url, "nope"), "nope: does not exist");
    assertRefused(
        Cli.run("history", "add", "--database", url, "--time", "noon", RUN),
        "--time: found 'noon'");
    assertRefused(
        Cli.run("history", "--database", url, "--benchmark", "("), "--benchmark: found '('");
    Cli.run("history", "add", "--database", url, RUN);
    assertRefused(Cli.run("history", "--database", url, "--unit", "x"), "series matches");
  }

  @ParameterizedTest
  @ValueSource(strings = {"history --help", "history add --help"})
  void helpHasAnExample(String arguments) {
    Cli run = Cli.run(arguments.split(" ", -1));
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("poolbench history add target/poolbench/latest");
  }

  private static void assertRefused(Cli run, String message) {
    assertThat(run.errors()).startsWith("poolbench: ").contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).doesNotContain("secret");
  }
}
