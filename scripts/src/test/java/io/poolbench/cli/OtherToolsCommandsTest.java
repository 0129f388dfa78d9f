package io.poolbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results of other tools, from the command line to the exit code. */
final class OtherToolsCommandsTest {

  private static final Path CASES =
      Path.of(
          Objects.requireNonNull(System.getProperty("poolbench.root")),
          "reports/src/test/resources/cases");

  private static Cli run(String command, String... files) {
    return Cli.run(
        Arrays.stream(new String[] {command, files[0], files[files.length - 1]})
            .distinct()
            .map(word -> word.equals(command) ? word : CASES.resolve(word).toString())
            .toArray(String[]::new));
  }

  /** Asserts that a line has these words, with any number of blanks between them. */
  private static void assertLine(Cli run, String... words) {
    assertThat(run.output())
        .containsPattern(
            "(?m)^"
                + String.join(
                    " +", Arrays.stream(words).map(Pattern::quote).toArray(String[]::new)));
  }

  @Test
  void oneNameInTwoPackagesIsTwoBenchmarks() {
    Cli compared = run("compare", "25-go-packages/gate-old.txt", "25-go-packages/gate-new.txt");
    assertThat(compared.exitCode()).isZero();
    assertLine(compared, "pkg: github.com/gofiber/fiber/v3/middleware/cache");
    assertThat(compared.output())
        .containsPattern(
            "AppendMsgitem-4 +64\\.00 ± 0% +32\\.00 ± 0% +-50\\.00% \\(p=0\\.002 n=6\\)")
        .containsPattern(
            "AppendMsgitem-4 +64\\.00 ± 0% +128\\.00 ± 0% +\\+100\\.00% \\(p=0\\.002 n=6\\)");
    Cli gate = run("gate", "25-go-packages/gate-old.txt", "25-go-packages/gate-new.txt");
    String origin = "github.com/gofiber/fiber/v3/middleware/";
    assertLine(gate, "improved", origin + "cache.AppendMsgitem-4", "B/op", "64.00", "32.00");
    assertLine(gate, "REGRESSED", origin + "csrf.AppendMsgitem-4", "B/op", "64.00", "128.00");
    assertThat(gate.exitCode()).isEqualTo(1);
  }

  @Test
  void fourModesOfOneMethodAreFourBenchmarks() {
    Cli gate = run("gate", "03-mode-all/old.json", "03-mode-all/new.json");
    String name = "org.x.RenderBenchmark.render";
    assertLine(gate, "refused", name, "(thrpt)", "op/sec", "998.7", "912.6");
    assertLine(gate, "refused", name, "(avgt)", "sec/op", "1.001m", "1.100m");
    assertLine(gate, "refused", name, "(sample)", "sec/op", "1.203m", "1.324m");
    assertLine(gate, "refused", name, "(ss)", "sec/op", "499.5m", "550.9m");
    assertThat(gate.exitCode()).isEqualTo(2);
  }

  @Test
  void packagesAndModesAreComparedEachWithItself() {
    Cli packages = run("compare", "25-go-packages/old.txt", "25-go-packages/new.txt");
    String name = "AppendMsgitem-4";
    assertLine(packages, name, "18.96n", "±", "1%", "24.65n", "±", "0%", "+30.00%");
    assertLine(packages, name, "0.9045n", "±", "0%", "1.1760n", "±", "1%", "+30.02%");
    assertThat(packages.output().split("-23\\.08%", -1)).as("B/s, in both packages").hasSize(3);
    Cli modes = run("compare", "03-mode-all/old.json", "03-mode-all/new.json");
    name = "RenderBenchmark.render";
    assertLine(modes, name, "998.7", "±", "1%", "912.6", "±", "1%", "-8.62%");
    assertLine(modes, name, "1.001m", "±", "1%", "1.100m", "±", "1%", "+9.92%");
    assertLine(modes, name, "1.203m", "±", "1%", "1.324m", "±", "2%", "+10.04%");
    assertLine(modes, name, "499.5m", "±", "2%", "550.9m", "±", "1%", "+10.29%");
  }

  @Test
  void metricsOfAnOldJmhMeetThoseOfANewOneAndARateIsNeitherBetterNorWorse() {
    Cli compared =
        Cli.run(
            "compare",
            CASES.resolve("04-middle-dot/old.json").toString(),
            CASES.resolve("04-middle-dot/new.json").toString(),
            "--format=json");
    JsonNode tables = JsonMapper.shared().readTree(compared.output()).path("tables");
    Map<String, String> effects = new TreeMap<>();
    tables.forEach(
        table ->
            effects.put(
                table.path("unit").asString() + " " + table.path("better").asString(),
                table.at("/rows/0/cells/1/delta/effect").asString("none")));
    assertThat(effects)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "sec/op lower", "worse",
                "B/op lower", "better",
                "gc.alloc.rate-B/sec unknown", "changed",
                "gc.count unknown", "changed",
                "gc.time-sec unknown", "changed"));
  }

  @Test
  void resultsThatHoldLittleAreComparedAsFarAsTheyGo() {
    Cli alone = run("compare", "44-odd-json/no-secondary.json");
    assertLine(alone, "B.a", "99.93n", "±", "1%");
    assertThat(alone.exitCode()).isZero();
    assertThat(alone.errors()).isEmpty();
    Cli trimmed =
        run("compare", "09-trimmed-baseline/baseline.json", "09-trimmed-baseline/new.json");
    assertThat(trimmed.output()).containsPattern("parse +25\\.64M ± ∞ ¹ +17\\.95M ± ∞ ¹ +~");
    assertThat(trimmed.errors())
        .contains("1 metrics without rawData: their score is taken as that of a single fork")
        .contains("1 of 1 comparisons cannot be tested: one fork each");
    Cli events = run("compare", "28-go-test2json/old.json", "28-go-test2json/new.json");
    assertLine(events, "Foo-4", "102.50n", "±", "2%", "92.50n", "±", "3%", "-9.76%");
  }

  @Test
  void aDeclaredDirectionDecidesAndWhatHasNoneIsNamed() {
    Cli gate = run("gate", "27-go-custom-unit/gate-old.txt", "27-go-custom-unit/gate-new.txt");
    assertLine(gate, "REGRESSED", "X-8", "binary-size", "1.000M", "1.500M", "+50.00%");
    assertLine(gate, "refused", "X-8", "mgas/s", "100.03", "50.03");
    assertThat(gate.output()).contains("not judged: wire-bytes/op: nothing says");
    assertThat(gate.exitCode()).isEqualTo(1);
  }

  @Test
  void anotherJvmIsToldBesideTheVerdict() {
    Cli gate = run("gate", "44-odd-json/jdk8.json", "44-odd-json/jdk21.json");
    assertThat(gate.output())
        .contains("jdkVersion 21.0.4, there 1.8.0_292")
        .contains("jvmArgs none, there -Xmx1g -XX:+UseSerialGC")
        .contains("judged all the same");
  }

  @Test
  void theOrderOfParametersAndPackingChangeNoRow() {
    Cli ordered = run("compare", "06-params/min-old.json", "06-params/min-new.json");
    assertLine(ordered, "B.a/a=1/b=2", "1.000µ", "±", "0%", "1.000µ", "±", "0%");
    assertThat(ordered.errors()).doesNotContain("no partner");
    Cli packed = run("compare", "18-gz/old.json.gz", "18-gz/new.json.gz");
    assertLine(packed, "B.thrptWorse", "999.5k", "±", "1%", "801.3k", "±", "2%", "-19.83%");
    assertLine(packed, "B.thrptBetter", "999.8k", "±", "1%", "1202.5k", "±", "1%", "+20.28%");
  }

  @ParameterizedTest
  @CsvSource({
    "17-jmh-text/grpc-1667.txt, JMH's table as text",
    "44-odd-json/nan-score.json, has no finite value of sec/op",
    "44-odd-json/trailing.json, trailing.json:2:1"
  })
  void whatIsNotReadEndsWithTwoAndSaysWhatItIs(String file, String message) {
    Cli run = run("compare", file);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains(message).hasLineCount(1);
  }
}
