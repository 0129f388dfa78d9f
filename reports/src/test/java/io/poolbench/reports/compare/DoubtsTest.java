package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Origin;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoubtsTest {

  @TempDir private Path folder = Path.of("");

  private static ResultSet read(Path old, Path now) {
    return ResultFiles.read(
        List.of(new Input("old", old.toString()), new Input("new", now.toString())),
        InputStream.nullInputStream());
  }

  private static ResultSet cases(String old, String now) {
    return read(path(old), path(now));
  }

  private static Path path(String name) {
    return Path.of(
        Objects.requireNonNull(DoubtsTest.class.getResource("/cases/" + name)).getPath());
  }

  private static List<String> findings(ResultSet results) {
    Grouping grouping = Grouping.of(".config", ".fullname", ".file", "", "*");
    return Comparer.compare(results, grouping, 0.05, 0.95).findings().stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void anotherJvmIsAFindingWithBothValues() {
    ResultSet results = cases("44-odd-json/jdk8.json", "44-odd-json/jdk21.json");
    String both = "jdkVersion 21.0.4, there 1.8.0_292; jvmArgs none, there -Xmx1g";
    assertThat(findings(results)).singleElement().asString().contains(both);
    assertThat(Doubts.ofGate(results, "old", "new"))
        .singleElement()
        .asString()
        .contains(both)
        .contains("judged all the same");
  }

  /** A load that has passed, a restart and another revision make no other environment. */
  @Test
  void onlyWhatLastsMakesAnotherEnvironment() throws IOException {
    Path old = copiedRun("old", "0.11", "arm");
    assertThat(findings(read(old, copiedRun("new", "3.92", "arm")))).isEmpty();
    assertThat(findings(read(old, copiedRun("other", "0.11", "x86"))))
        .singleElement()
        .asString()
        .endsWith("not made in the environment of old: they differ in cpu");
  }

  private Path copiedRun(String name, String load, String cpu) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Path stored =
        Path.of(Objects.requireNonNull(DoubtsTest.class.getResource("/small-run")).getPath());
    for (String file : List.of("benchmarks.txt", "jmh.json")) {
      Files.copy(stored.resolve(file), run.resolve(file));
    }
    String json = Files.readString(stored.resolve("run.json"));
    String environment = "\"environment\": {";
    assertThat(json).containsPattern("\"environment\" *: *\\{");
    Files.writeString(
        run.resolve("run.json"),
        json.replaceFirst(
            "\"environment\" *: *\\{[^}]*}",
            environment
                + "\"load at start\": \"%s\", \"boot\": \"%s\", \"cpu\": \"%s\"}"
                    .formatted(load, name, cpu)));
    return run;
  }

  @Test
  void whatOneFileDoesNotSayIsNoDifference() {
    assertThat(findings(cases("09-trimmed-baseline/baseline.json", "09-trimmed-baseline/new.json")))
        .noneMatch(text -> text.contains("not measured as"));
  }

  @Test
  void benchmarksWithoutPartnerAreCountedAndNamed() throws IOException {
    Path old = Files.writeString(folder.resolve("a"), "BenchmarkA 1 5 B/op\nBenchmarkB 1 5 B/op\n");
    Path now = Files.writeString(folder.resolve("b"), "BenchmarkA 1 5 B/op\nBenchmarkC 1 5 B/op\n");
    assertThat(findings(read(old, now)))
        .contains(
            "compare: 1 of 3 benchmarks have no partner, being only in old: B",
            "compare: 1 of 3 benchmarks have no partner, being only in new: C");
  }

  @Test
  void whatCannotBeTestedIsCounted() throws IOException {
    Path one = Files.writeString(folder.resolve("a"), "BenchmarkA 1 5 B/op\n");
    assertThat(findings(read(one, one)))
        .containsExactly(
            "compare: 1 of 1 comparisons cannot be tested: one fork each; measure more, as with --rounds 6 (JMH: -f 6, Go: -count 6)");
  }

  private static Origin origin(String file, Map<String, String> settings) {
    return new Origin(file, Map.of(new BenchmarkName("", "A", "avgt"), settings));
  }

  private static List<String> doubts(Origin... origins) {
    return Measured.texts(
        Doubts.of(new ResultSet(List.of(), Map.of(), List.of(), List.of(origins), List.of())));
  }

  @Test
  void forksOfOneSampleThatWereNotMeasuredAlikeAreAFinding() {
    assertThat(doubts(origin("old", Map.of("threads", "1 and 2"))))
        .containsExactly("old: A (avgt) was measured with different threads: 1 and 2");
    assertThat(doubts(origin("old", Map.of("threads", "12")))).isEmpty();
  }

  @Test
  void jvmArgumentsMayBeNoneOnlyWhereAnythingElseIsKnown() {
    Origin now = origin("new", Map.of("jvmArgs", "-Xmx1g", "jdkVersion", "21"));
    assertThat(doubts(origin("old", Map.of("jvmArgs", "", "jdkVersion", "21")), now))
        .containsExactly(
            "new: not measured as old was (1 of its benchmarks): jvmArgs -Xmx1g, there none");
    assertThat(doubts(origin("old", Map.of("jvmArgs", "", "jdkVersion", "")), now)).isEmpty();
  }

  @Test
  void otherJvmArgumentsAreAFinding() {
    assertThat(
            doubts(
                origin("old", Map.of("jvmArgs", "-Xmx1g")),
                origin("new", Map.of("jvmArgs", "-Xmx2g"))))
        .containsExactly(
            "new: not measured as old was (1 of its benchmarks): jvmArgs -Xmx2g, there -Xmx1g");
  }

  private static List<String> doubtsOfGate(List<StoredRun> runs) {
    Map<String, String> old = Map.of("goos", "linux", "goarch", "arm64", "cpu", "M1", "pkg", "a");
    Map<String, String> now = Map.of("goos", "darwin", "goarch", "arm64", "pkg", "b");
    ResultSet results =
        Measured.results(
            runs,
            Measured.in("old", "A", old, "sec/op", 1),
            Measured.in("new", "A", now, "sec/op", 1));
    return Measured.texts(Doubts.ofGate(results, "old", "new"));
  }

  @Test
  void aGateTellsTheConfigurationThatBothSidesSayDifferently() {
    assertThat(doubtsOfGate(List.of()))
        .containsExactly(
            "new: not measured as old was: goos [darwin], there [linux]; judged all the same: a"
                + " difference may be that of the machine, not of the code");
  }

  @Test
  void aGateOfRunsComparesTheirEnvironmentsInstead() {
    assertThat(doubtsOfGate(List.of(StoredRuns.of("old", List.of(), List.of())))).isEmpty();
  }
}
