package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.reports.gate.AcceptedCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A head that is judged alone, by counts that were accepted before. */
final class BaselineTest {

  private static final String TOP = "poolbench-counts/1,\nbenchmark,unit,forks\n";

  @TempDir private Path folder = Path.of("");

  private Path baseline = Path.of("");

  @BeforeEach
  void accept() {
    baseline = folder.resolve("counts.csv");
    counts("accepted", "--base-jar=a.jar", "--head-jar=b.jar");
    Cli accepted = accept("accepted");
    assertThat(accepted.errors()).isEmpty();
    assertThat(accepted.exitCode()).isZero();
  }

  private Cli counts(String out, String... options) {
    List<String> all = new ArrayList<>(List.of("gate", "--counts", "--out=" + folder.resolve(out)));
    all.addAll(List.of(options));
    return Cli.run(all.toArray(String[]::new));
  }

  private Cli judge(String head, String... options) {
    List<String> all = new ArrayList<>(List.of("--baseline=" + baseline, "--head-jar=" + head));
    all.addAll(List.of(options));
    return counts("run", all.toArray(String[]::new));
  }

  private Cli accept(String run, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of("accept", folder.resolve(run).toString(), "--counts", baseline.toString()));
    all.addAll(List.of(options));
    return Cli.run(all.toArray(String[]::new));
  }

  @Test
  void theFileIsSortedLinesThatAReviewerCanRead() throws IOException {
    assertThat(Files.readString(baseline))
        .startsWith("# What an operation allocates: ")
        .endsWith(
            TOP
                + "sample.Map.get,B/op,24x2\nsample.Map.get,allocs/op,1x2\n"
                + "sample.Map.get,source-B/op,24x1\nsample.Map.get,source-allocs/op,1x1\n");
  }

  @Test
  void theSameCountsPassWithoutABaseAndWithoutAClock() throws IOException {
    Cli judged = judge("c.jar");
    assertThat(judged.exitCode()).as(judged.output() + judged.errors()).isZero();
    assertThat(judged.output()).contains("counts.csv -> head").endsWith("4 unchanged\n");
    assertThat(ScriptedRuns.rounds(folder.resolve("run"))).isZero();
    assertThat(folder.resolve("run/arms")).hasContent("head=c.jar");
  }

  @Test
  void moreObjectsFail() {
    Cli judged = judge("larger.jar");
    assertThat(judged.exitCode()).isOne();
    assertThat(judged.errors()).contains("counts: Map.get REGRESSED +1 object +24 B");
    assertThat(judged.output())
        .contains("'poolbench gate --counts --base REF' names what changed")
        .endsWith("4 regressed\n");
  }

  @Test
  void fewerObjectsPassAndTheCommandThatAcceptsThemWorks() {
    Cli judged = judge("smaller.jar");
    assertThat(judged.exitCode()).as(judged.output()).isZero();
    assertThat(judged.output())
        .contains("4 improved; 'poolbench accept %s --counts ".formatted(folder.resolve("run")));
    assertThat(accept("run").exitCode()).isZero();
    Cli again = counts("again", "--baseline=" + baseline, "--head-jar=smaller.jar", "--exact");
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).endsWith("4 unchanged\n");
  }

  @Test
  void acceptingKeepsWhatDidNotRunAndForksThatTheRunAgreesWith() throws IOException {
    Files.writeString(
        baseline,
        TOP
            + "sample.Map.get,B/op,24x8\nsample.Map.get,allocs/op,1x6 2x2\n"
            + "sample.Map.get,fds/op,1x2\nsample.Map.get,source-B/op,48x2\n"
            + "sample.Map.put,B/op,24x8\n");
    assertThat(accept("accepted").output()).contains(": 5 counts, 1 replaced, 1 dropped\n");
    assertThat(baseline)
        .content()
        .endsWith(
            TOP
                + """
                sample.Map.get,B/op,24x8
                sample.Map.get,allocs/op,1x6 2x2
                sample.Map.get,source-B/op,24x1
                sample.Map.get,source-allocs/op,1x1
                sample.Map.put,B/op,24x8
                """);
    assertThat(accept("accepted", "--replace").exitCode()).isZero();
    assertThat(baseline).content().contains("sample.Map.get,B/op,24x2\n").doesNotContain("put");
  }

  @Test
  void countsOfTwoJvmsAreNotPutIntoOneFile() throws IOException {
    String other = TOP.replace("counts/1,", "counts/1,OpenJDK 21");
    Files.writeString(baseline, other + "sample.Map.put,B/op,24x8\n");
    Cli accepted = accept("accepted");
    assertThat(accepted.exitCode()).isEqualTo(2);
    assertThat(accepted.errors())
        .contains("accepted on 'OpenJDK 21', this run on '', which has not run 1 of its");
    Files.writeString(baseline, other + "sample.Map.get,B/op,24x8\n");
    assertThat(accept("accepted").output()).contains(": 4 counts, 1 replaced, of which 2 have");
  }

  @Test
  void theCommandThatAcceptsMayBeCopiedWhateverThePathsAre() {
    Cli judged = counts("a $run", "--baseline=" + baseline, "--head-jar=smaller.jar");
    assertThat(judged.output())
        .contains("accept \"%s/a \\$run\" --counts %s'".formatted(folder, baseline));
  }

  @Test
  void fewerObjectsThatNobodyHasAcceptedFailWhereNothingMayDiffer() throws IOException {
    Path junit = folder.resolve("junit.xml");
    Cli judged = judge("smaller.jar", "--exact", "--junit=" + junit);
    assertThat(judged.exitCode()).isOne();
    assertThat(judged.output()).endsWith("4 improved, not accepted\n");
    assertThat(Files.readString(junit)).contains("failures=\"4\"");
  }

  @Test
  void forksWithModesAreJudgedByTheSharesThatWereAccepted() throws IOException {
    Files.writeString(
        baseline,
        TOP
            + "sample.Map.get,B/op,24x6 48x6\nsample.Map.get,allocs/op,1x6 2x6\n"
            + "sample.Map.get,source-B/op,24x2\nsample.Map.get,source-allocs/op,1x2\n");
    Cli judged = judge("bimodal.jar");
    assertThat(judged.exitCode()).as(judged.output()).isZero();
    assertThat(ScriptedRuns.rounds(folder.resolve("run"), Kind.COUNT)).isEqualTo(8);
  }

  @Test
  void aModeThatWasNotAcceptedIsNeverUnchangedAndAsksForMoreForks() {
    Cli judged = judge("bimodal.jar");
    assertThat(judged.exitCode()).isEqualTo(3);
    assertThat(judged.output())
        .contains("has 2 forks of Map.get B/op, and 8 show its modes; accept a run of more rounds");
  }

  @Test
  void whatIsInTheFileAloneIsMissing() throws IOException {
    Files.writeString(baseline, Files.readString(baseline) + "sample.Map.put,B/op,24x2\n");
    Cli judged = judge("c.jar");
    assertThat(judged.exitCode()).isEqualTo(2);
    assertThat(judged.output()).contains("missing: sample.Map.put: only in ");
  }

  @Test
  void whatIncludeLeavesOutIsToldAndNotMissing() throws IOException {
    Files.writeString(baseline, Files.readString(baseline) + "sample.Map.put,B/op,24x2\n");
    Cli judged = judge("c.jar", "--include=get");
    assertThat(judged.exitCode()).as(judged.output()).isZero();
    assertThat(judged.output()).contains("not judged: 1 benchmarks of ", "left out by --include");
    assertThat(
            Cli.run(
                    "gate",
                    "--counts",
                    "--baseline=" + baseline,
                    "--resume=" + folder.resolve("run"))
                .exitCode())
        .as("resumed")
        .isZero();
  }

  @Test
  void aBenchmarkThatIncludeFindsAndThatIsGoneIsMissing() throws IOException {
    Files.writeString(baseline, Files.readString(baseline) + "sample.Map.getAll,B/op,24x2\n");
    Cli judged = judge("c.jar", "--include=get");
    assertThat(judged.exitCode()).isEqualTo(2);
    assertThat(judged.output()).contains("missing: sample.Map.getAll: only in ");
  }

  @Test
  void oneBenchmarkIsNotJudgedByTheCountsOfAnotherPackagesOfThatName() {
    Cli judged = judge("other.jar", "--include=^other");
    assertThat(judged.exitCode()).isEqualTo(2);
    assertThat(judged.output()).contains("missing: other.Map.get: not in ");
  }

  @Test
  void whatIsNotInTheFileIsNew() throws IOException {
    Files.writeString(baseline, Files.readString(baseline).replace("Map.get", "Map.put"));
    Cli judged = judge("c.jar", "--include=get");
    assertThat(judged.exitCode()).isEqualTo(2);
    assertThat(judged.output()).contains("missing: sample.Map.get: not in ");
  }

  @Test
  void aNewMetricMayBeAllowedAndIsToldAllTheSame() throws IOException {
    Files.writeString(
        baseline, Files.readString(baseline).replace("sample.Map.get,B/op,24x2\n", ""));
    assertThat(judge("c.jar").output()).contains("missing: sample.Map.get B/op: not in ");
    Cli allowed = counts("new", "--baseline=" + baseline, "--head-jar=c.jar", "--allow-new");
    assertThat(allowed.exitCode()).as(allowed.output()).isZero();
    assertThat(allowed.output()).contains("warning: ", "sample.Map.get B/op: not in ");
  }

  @Test
  void aGateByAFileIsResumedWithTheFile() {
    assertThat(judge("stopped.jar").exitCode()).isEqualTo(2);
    Path run = folder.resolve("run");
    assertThat(Cli.run("gate", "--resume=" + run).errors())
        .contains("a run of the head alone; expected what it is judged by");
    Cli resumed = Cli.run("gate", "--counts", "--baseline=" + baseline, "--resume=" + run);
    assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
    assertThat(resumed.output()).endsWith("4 unchanged\n");
  }

  @Test
  void bytesOfJmhAreNeitherAcceptedNorJudged() {
    assertThat(judge("uncounted.jar").output())
        .contains("missing: sample.Map.get B/op: this JVM cannot count it, and JMH's own hold more")
        .contains("missing: sample.Map.get allocs/op: only in ");
    Cli accepted = accept("run", "--replace");
    assertThat(accepted.output())
        .endsWith(
            "; 1 benchmarks without B/op, which their JVM cannot count: JMH's own hold more\n");
    assertThat(baseline).content().contains("source-B/op").doesNotContain(",B/op");
  }

  @Test
  void aCounterThatNobodyDeclaresIsToldAsNotJudged() {
    Cli judged = judge("hits.jar");
    assertThat(judged.exitCode()).as(judged.output()).isZero();
    assertThat(judged.output()).contains("not judged: hits/op: nothing says whether more or less");
  }

  @Test
  void theCommandThatResumesJudgesAsTheOneThatWasStopped() {
    Cli stopped =
        judge(
            "stoppedsmaller.jar",
            "--exact",
            "--allow-new",
            "--exact-metric=hits:higher",
            "--exact-metric=misses",
            "--include=get",
            "--calibrations=" + folder.resolve("a b"),
            "--allow-inconclusive");
    assertThat(stopped.errors())
        .contains(
            "continue with: poolbench gate --counts --baseline %s --exact --allow-new "
                    .formatted(baseline)
                + "--exact-metric hits:higher --exact-metric misses "
                + "--calibrations \"%s/a b\" --allow-inconclusive --resume %s/run"
                    .formatted(folder, folder))
        .doesNotContain("--out", "--head-jar", "--include");
    Cli advising =
        Cli.run(
            "gate",
            "--time=advise",
            "--base-jar=a.jar",
            "--head-jar=stopped.jar",
            "--out=" + folder.resolve("times"));
    assertThat(advising.errors()).contains("poolbench gate --time advise --resume ");
  }

  @Test
  void aRunOfOurTechniquesIsAcceptedByVariantAndWithTheBytesThatItsForksCounted()
      throws IOException {
    Path run = folder.resolve("techniques");
    Files.createDirectories(run.resolve("trials"));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"schema":"poolbench-run/1","environment":{"jvm":"OpenJDK 25"},
         "benchmarks":[{"name":"Cipher/op=seal","technique":"cipher","workload":"seal","setting":"gc=g1",
          "variants":["before","after"]}],
         "trials":[
          {"benchmark":"Cipher/op=seal","variant":"before","kind":"timing","status":"done",
           "result":"trials/0.json","metrics":{"ns/op":9,"B/op":31,"allocs/op":1}},
          {"benchmark":"Cipher/op=seal","variant":"after","kind":"timing","status":"done",
           "result":"trials/1.json","metrics":{"ns/op":9,"B/op":7}}]}
        """);
    Files.writeString(
        run.resolve("benchmarks.txt"),
        "BenchmarkCipher/op=seal/variant=before 1 9 ns/op 31 B/op 1 allocs/op\n");
    Files.writeString(
        run.resolve("trials/0-objects.json"),
        """
        {"classes":[{"type":"int[]","objects":1,"allocations":1,"bytes":24}]}
        """);
    Cli accepted = accept("techniques", "--replace");
    assertThat(accepted.exitCode()).as(accepted.errors()).isZero();
    assertThat(accepted.output()).contains("; 1 benchmarks without B/op, which their JVM cannot");
    assertThat(baseline)
        .content()
        .endsWith(
            TOP.replace("counts/1,", "counts/1,OpenJDK 25")
                + "cipher/seal/gc=g1/before,B/op,24x1\n"
                + "cipher/seal/gc=g1/before,allocs/op,1x1\n");
  }

  /** What is written is accepted again: had it another name, both would stand in the file. */
  @ParameterizedTest
  @ValueSource(strings = {"se,al", "\"seal\"", "#", "se\nal", " ,\r\n\""})
  void whatAcceptWritesIsReadAsTheSameBenchmarkWhateverItsName(String workload) throws IOException {
    Path run = Files.createDirectories(folder.resolve("odd"));
    String json = JsonMapper.shared().writeValueAsString(workload);
    Files.writeString(
        run.resolve("run.json"),
        """
        {"schema":"poolbench-run/1","environment":{"jvm":"OpenJDK, 25"},
         "benchmarks":[{"name":"X","technique":"x","workload":%s,"variants":["before","after"]}],
         "trials":[
          {"benchmark":"X","variant":"before","kind":"timing","status":"done",
           "result":"trials/0.json","metrics":{"ns/op":9,"allocs/op":2}},
          {"benchmark":"X","variant":"after","kind":"timing","status":"done",
           "result":"trials/1.json","metrics":{"ns/op":9,"allocs/op":1}}]}
        """
            .formatted(json));
    Files.writeString(
        run.resolve("benchmarks.txt"), "BenchmarkX/variant=before 1 9 ns/op 2 allocs/op\n");
    assertThat(accept("odd", "--replace").errors()).isEmpty();
    Cli again = accept("odd");
    assertThat(again.errors()).isEmpty();
    assertThat(again.output()).contains(": 2 counts, of which 2 have fewer than 8 forks");
    assertThat(CountsFile.read(baseline).rows())
        .extracting(AcceptedCounts.Row::benchmark)
        .containsExactly("x/" + workload + "/after", "x/" + workload + "/before");
  }

  @Test
  void anotherJvmIsTold() throws IOException {
    Files.writeString(
        baseline, Files.readString(baseline).replace("counts/1,", "counts/1,OpenJDK 21"));
    ScriptedRuns.setJvm("OpenJDK 25");
    try {
      assertThat(judge("c.jar").output())
          .contains("accepted on OpenJDK 21, judged on OpenJDK 25: what the compiler leaves");
    } finally {
      ScriptedRuns.setJvm("");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poolbench-counts/2,|counts.csv:1: 'poolbench-counts/2,'; expected poolbench-counts/1",
        "no such thing|counts.csv:1: 'no such thing'; expected poolbench-counts/1",
        "TOP|no counts; expected poolbench-counts/1 and lines of benchmark,unit,forks",
        "TOPX,B/op|counts.csv:3: 'X,B/op'; expected benchmark,unit,forks",
        "TOPX,B/op,many|counts.csv:3: 'many'; expected values and forks, as in 1x6 2x2",
        "TOPX,B/op,-1x2|counts.csv:3: '-1x2'; expected values and forks",
        "TOPX,B/op,1x0|counts.csv:3: '1x0'; expected values and forks",
        "TOPX,B/op,1x2 1x3|counts.csv:3: '1x2 1x3'; expected values and forks",
        "TOPX,sec/op,1x2|counts.csv:3: sec/op, which depends on the machine; expected bytes",
        "TOPX,B/op,1x2NX,B/op,1x2|counts.csv:4: B/op of X a second time; expected one line of each"
      })
  void whatIsNoBaselineIsOneLine(String text, String error) throws IOException {
    Files.writeString(baseline, text.replace("TOP", TOP).replace("2N", "2\n"));
    Cli judged = judge("c.jar");
    assertThat(judged.exitCode()).isEqualTo(2);
    assertThat(judged.output()).isEmpty();
    assertThat(judged.errors().lines()).singleElement().asString().contains(error);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFileThatIsNotThereOrIsNoTextIsOneLine() throws IOException {
    Files.write(baseline, new byte[] {(byte) 0xff, 0, 1});
    assertThat(judge("c.jar").errors()).contains("counts.csv: bytes that are no text");
    Files.delete(baseline);
    assertThat(judge("c.jar").errors())
        .contains("counts.csv: no such file; expected accepted counts; make it with 'poolbench");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    assertThat(Cli.run("gate", "--baseline=x", "--head-jar=b.jar").errors())
        .contains("--baseline: holds counts and no times; give --counts, too");
    assertThat(Cli.run("gate", "--counts", "--exact").errors()).contains("--exact: needs");
    assertThat(judge("b.jar", "--base-jar=a.jar").errors()).contains("the baseline is a file");
    assertThat(judge("b.jar", "--release-jar=a.jar").errors())
        .contains("--release-jar: the baseline is a file");
    assertThat(judge("b.jar", "--base=main").errors()).contains("the baseline is a file");
    assertThat(accept("accepted", "--vary-benchmark=x").errors()).contains("of no use with");
    assertThat(accept("accepted", "--arm=x").errors()).contains("--arm x: no such arm");
    assertThat(Cli.run("accept", "x", "--arm=x").errors()).contains("--arm: needs --counts");
    assertThat(Cli.run("accept", "x", "--replace").errors()).contains("--replace: needs --counts");
  }

  @Test
  void aRunWithAForkThatFailedIsNotAccepted() {
    Cli.run(
        "gate", "--base-jar=a.jar", "--head-jar=crashing.jar", "--out=" + folder.resolve("broken"));
    Cli accepted = accept("broken");
    assertThat(accepted.exitCode()).isEqualTo(2);
    assertThat(accepted.errors()).contains("forks that are not done: [Map.get failed]");
  }
}
