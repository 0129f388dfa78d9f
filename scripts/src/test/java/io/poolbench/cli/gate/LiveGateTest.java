package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.harness.plan.Trial.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a live gate does with what the harness tells; the harness is scripted. */
final class LiveGateTest {

  @TempDir private Path folder = Path.of("");

  private Cli gate(String head, String... more) {
    return Cli.run(
        Stream.concat(
                Stream.of("gate", "--base-jar=a.jar", "--head-jar=" + head, "--out=" + run()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Path run() {
    return folder.resolve("run");
  }

  @Test
  void whatFiveForksCannotTellGetsMoreLooks() throws IOException {
    assertThat(gate("noisy.jar").errors())
        .contains("poolbench: 5 forks per arm: 0 of 1 benchmarks are decided");
    assertThat(ScriptedRuns.rounds(run())).isGreaterThan(5);
  }

  @Test
  void aGateThatWasStoppedAndResumedSaysWhatItWouldHaveSaid() throws IOException {
    String whole = gate("noisy.jar").output();
    Path other = folder.resolve("other");
    Cli stopped =
        Cli.run("gate", "--base-jar=a.jar", "--head-jar=noisy-full.jar", "--out=" + other);
    assertThat(stopped.exitCode()).isEqualTo(2);
    assertThat(stopped.output()).isEmpty();
    assertThat(stopped.errors())
        .endsWith("poolbench: " + ScriptedRuns.FULL + System.lineSeparator());
    assertThat(ScriptedRuns.rounds(other)).isEqualTo(5);

    Files.createFile(other.resolve("space"));
    assertThat(Cli.run("gate", "--resume=" + other).output()).isEqualTo(whole);
  }

  @Test
  void aFinishedGateIsJudgedAgainByResume() {
    Cli whole = gate("noisy.jar");
    Cli again = Cli.run("gate", "--resume=" + run());
    assertThat(again.output()).isEqualTo(whole.output());
    assertThat(again.exitCode()).isEqualTo(whole.exitCode());
  }

  @Test
  void forksThatDidNotBecomeSteadyAreTold() {
    assertThat(gate("warming.jar").output())
        .contains("Map.get/variant=head: 5 of 5 forks did not become steady (round 1, 2, 3, 4, 5)");
  }

  @Test
  void aBenchmarkOfOneSideNeverPasses() {
    Cli gate = gate("alone.jar");
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.output()).contains("missing: Map.size: only in head");
  }

  @Test
  void aBenchmarkThatOnlyTheHeadHasMayBeAllowed() {
    Cli gate =
        Cli.run(
            "gate", "--base-jar=a.jar", "--head-jar=alone.jar", "--allow-new", "--out=" + run());
    assertThat(gate.exitCode()).isZero();
    assertThat(gate.output()).doesNotContain("missing");
  }

  @Test
  void aBenchmarkThatFailsOnBothSidesNeverPasses() {
    Cli gate = gate("broken.jar");
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.output())
        .contains("missing: Map.put: 5 of 5 forks of base failed; see trials/0.log")
        .contains("missing: Map.put: 5 of 5 forks of head failed; see trials/0.log");
  }

  @Test
  void anArmOfWhichAForkFailedNeverPasses() {
    Cli gate = gate("crashing.jar");
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.output()).contains("missing: Map.get: 1 of 7 forks of head failed");
  }

  @Test
  void aGateThatWasStoppedBeforeItsFirstForkIsResumed() {
    assertThat(gate("stopped.jar").exitCode()).isEqualTo(2);
    Cli resumed = Cli.run("gate", "--resume=" + run());
    assertThat(resumed.output()).endsWith("6 unchanged\n");
    assertThat(resumed.exitCode()).isZero();
  }

  /** Iterations are of the first mode, here of another direction than the second. */
  @Test
  void ofSeveralModesTheIterationsJudgeTheFirstOnly() {
    String output = gate("warming-modes.jar").output();
    assertThat(output).contains("op/sec is the 90th percentile").doesNotContain("sec/op is the");
  }

  @Test
  void whatUnitsRetainIsCountedByTwoForksThatAgreeAndNeverTimed() throws IOException {
    Cli gate = gate("held.jar", "--counts");
    assertThat(gate.exitCode()).isZero();
    assertThat(gate.errors()).contains("counts: Map.held unchanged");
    assertThat(gate.output()).contains("retained-B/conn", "fds/conn").endsWith("6 unchanged\n");
    assertThat(ScriptedRuns.rounds(run(), Kind.FOOTPRINT)).isEqualTo(2);
  }

  @Test
  void aUnitThatRetainsMoreHasRegressedAndIsExplainedByClass() throws IOException {
    Cli gate = gate("heldmore.jar", "--counts");
    assertThat(gate.exitCode()).isOne();
    assertThat(gate.errors())
        .contains("counts: Map.held REGRESSED +24 retained-B/conn")
        .contains("cause: Map.held retained-B/conn: +24 B in int[]");
    assertThat(ScriptedRuns.rounds(run(), Kind.FOOTPRINT))
        .as("two that differ may be modes")
        .isEqualTo(8);
    assertThat(ScriptedRuns.rounds(run(), Kind.CENSUS)).as("no operation has it").isEqualTo(1);
  }

  @Test
  void aDescriptorMoreHasRegressed() {
    Cli gate = gate("heldopen.jar", "--counts");
    assertThat(gate.exitCode()).isOne();
    assertThat(gate.errors()).contains("counts: Map.held REGRESSED +1 fds/conn");
  }

  @Test
  void modesOfWhatUnitsRetainAreNoRegression() {
    Cli gate = gate("heldmodes.jar", "--counts");
    assertThat(gate.exitCode()).isZero();
    assertThat(gate.errors()).contains("counts: Map.held unchanged").doesNotContain("REGRESSED");
  }

  @Test
  void theTimedTierLeavesFootprintsOut() {
    Cli gate = gate("held.jar");
    assertThat(gate.exitCode()).isZero();
    assertThat(gate.output()).doesNotContain("missing").endsWith("8 unchanged\n");
  }

  @Test
  void aParameterThatCountsWrongIsRefusedBeforeAnythingRuns() {
    assertThat(gate("b.jar", "--footprint-param=conns=2,1").errors())
        .contains("--footprint-param: found 'conns=2,1', expected NAME=FEWER,MORE");
    assertThat(Cli.run("gate", "a", "b", "--footprint-param=conns=1,2").errors())
        .contains("--footprint-param: of no use with stored results; leave it out");
  }

  @Test
  void countsComeFirstAndEachBenchmarkIsToldAsItFalls() throws IOException {
    Cli gate = gate("larger.jar");
    assertThat(gate.exitCode()).isOne();
    assertThat(gate.errors())
        .contains("counts: Map.get REGRESSED +1 object +24 B")
        .contains(
            "cause: Map.get source-allocs/op, source-B/op, allocs/op, B/op: +1 int[] (+24 B)");
    assertThat(gate.output())
        .contains("+1 int[] (+24 B) at sample.Codec.encode(Codec.java:42)")
        .endsWith("4 regressed, 2 unchanged\n");
    assertThat(ScriptedRuns.rounds(run(), Kind.SOURCE)).isEqualTo(2);
    assertThat(ScriptedRuns.rounds(run(), Kind.COUNT)).isEqualTo(2);
  }

  @Test
  void countsAloneTimeNothing() throws IOException {
    Cli gate =
        Cli.run("gate", "--counts", "--base-jar=a.jar", "--head-jar=b.jar", "--out=" + run());
    assertThat(gate.exitCode()).as(gate.errors()).isZero();
    assertThat(gate.output()).endsWith("4 unchanged\n").doesNotContain("sec/op");
    assertThat(gate.errors()).contains("counts: Map.get unchanged");
    assertThat(ScriptedRuns.rounds(run())).isZero();
    assertThat(ScriptedRuns.rounds(run(), Kind.SOURCE)).isOne();
  }

  private Cli release(String release, String base, String head, String... options) {
    List<String> all = new ArrayList<>(List.of("gate", "--out=" + run()));
    all.addAll(List.of("--release-jar=lib/" + release, "--base-jar=" + base, "--head-jar=" + head));
    all.addAll(List.of(options));
    return Cli.run(all.toArray(String[]::new));
  }

  @Test
  void whatIsWorseThanTheReleaseFailsThoughItIsNoWorseThanTheBase() throws IOException {
    Path json = folder.resolve("verdict.json");
    Cli gate = release("v1.2.jar", "larger.jar", "larger.jar", "--json=" + json);
    assertThat(gate.exitCode()).as(gate.errors()).isOne();
    assertThat(gate.output())
        .containsPattern("REGRESSED +Map.get +B/op against release v1.2 +24.00 +48.00")
        .contains("cause: Map.get ", "B/op against release v1.2: +1 int[] (+24 B) at sample.Codec")
        .endsWith(
            "6 unchanged, 4 regressed against release v1.2, 2 unchanged against release v1.2\n");
    assertThat(gate.errors())
        .contains("counts: Map.get REGRESSED +1 object against release v1.2 +24 B against");
    assertThat(Files.readString(json)).contains("\"against\" : \"release v1.2\"");
    assertThat(Cli.run("gate", "--resume=" + run()).output())
        .contains("B/op against release v1.2")
        .endsWith("4 regressed against release v1.2, 2 unchanged against release v1.2\n");
  }

  @Test
  void whatIsWorseThanTheBaseAloneIsToldOfTheBaseAlone() {
    Cli gate = release("larger.jar", "b.jar", "larger.jar", "--counts");
    assertThat(gate.exitCode()).isOne();
    assertThat(gate.output())
        .endsWith("4 regressed, 4 unchanged against release larger\n")
        .contains("cause: Map.get source-allocs/op, source-B/op, allocs/op, B/op: +1 int[]");
  }

  @Test
  void timesAreJudgedByTheReleaseToo() {
    Cli gate = release("quick.jar", "b.jar", "c.jar");
    assertThat(gate.exitCode()).isOne();
    assertThat(gate.output())
        .containsPattern("REGRESSED +Map.get +sec/op against release quick")
        .endsWith(
            "6 unchanged, 2 regressed against release quick, 4 unchanged against release quick\n");
  }

  @Test
  void aReleaseNeedsTheJarsOrTheRevisionsThatItIsBeside() {
    assertThat(Cli.run("gate", "--release-jar=a.jar").errors())
        .contains("--release-jar: needs --base-jar and --head-jar; of revisions, give --release");
    assertThat(Cli.run("gate", "--canary", "--release=v1").errors())
        .contains("found --canary and --base, --head or --release together");
    assertThat(Cli.run("gate", "--counts", "--baseline=x", "--release=v1").errors())
        .contains("--release: the baseline is a file");
  }

  private Cli counters(String base, String head, String... options) {
    List<String> all = new ArrayList<>(List.of("gate", "--out=" + run()));
    all.addAll(List.of("--counts", "--base-jar=" + base, "--head-jar=" + head));
    all.addAll(List.of(options));
    return Cli.run(all.toArray(String[]::new));
  }

  @Test
  void aCounterThatNobodyDeclaresIsNotJudged() {
    Cli gate = counters("hits.jar", "morehits.jar");
    assertThat(gate.exitCode()).as(gate.output()).isZero();
    assertThat(gate.output()).endsWith("4 unchanged\n");
  }

  @Test
  void aCounterThatIsDeclaredExactIsJudgedAsACountWithTwoForks() throws IOException {
    Cli gate = counters("hits.jar", "morehits.jar", "--exact-metric=hits");
    assertThat(gate.exitCode()).isOne();
    assertThat(gate.output())
        .containsPattern("REGRESSED +Map.get +hits/op +3.000 +4.000 +\\+33.33%")
        .endsWith("1 regressed, 4 unchanged\n");
    assertThat(gate.errors()).contains("counts: Map.get REGRESSED +1 hits/op");
    assertThat(ScriptedRuns.rounds(run(), Kind.COUNT)).isEqualTo(2);
  }

  @Test
  void moreOfACounterMayBeBetter() {
    assertThat(counters("hits.jar", "morehits.jar", "--exact-metric=hits:higher").output())
        .endsWith("1 improved, 4 unchanged\n");
  }

  @Test
  void aCounterIsPartOfAnAcceptedBaseline() throws IOException {
    counters("hits.jar", "hits.jar");
    String file = folder.resolve("counts.csv").toString();
    String exact = "--exact-metric=hits";
    assertThat(Cli.run("accept", run().toString(), "--counts", file, exact).errors()).isEmpty();
    assertThat(Files.readString(Path.of(file))).contains("sample.Map.get,hits/op,3x2\n");
    String[] judge = {
      "gate", "--counts", "--baseline=" + file, "--head-jar=morehits.jar", "--out=" + run() + "2"
    };
    assertThat(Cli.run(judge).output())
        .contains(
            "missing: sample.Map.get hits/op: declared exact in ", "only; give --exact-metric");
    Cli declared =
        Cli.run("gate", "--counts", "--baseline=" + file, exact, "--resume=" + run() + "2");
    assertThat(declared.exitCode()).as(declared.output()).isOne();
    assertThat(declared.output()).endsWith("1 regressed, 4 unchanged\n");
    assertThat(
            Cli.run(
                    "gate",
                    "--counts",
                    "--baseline=" + file,
                    "--exact-metric=hits:higher",
                    "--resume=" + run() + "2")
                .output())
        .contains("1 improved; 'poolbench accept ", " --exact-metric hits:higher' accepts that");
  }

  @Test
  void aCounterThatNoBenchmarkHasIsMissing() {
    Cli gate = counters("hits.jar", "hits.jar", "--exact-metric=misses");
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.output()).contains("missing: --exact-metric misses: no benchmark has it");
    assertThat(
            Cli.run("accept", run().toString(), "--counts=x.csv", "--exact-metric=misses").errors())
        .contains("--exact-metric: no counts of [misses] in ");
  }

  @Test
  void aDeclarationThatIsNoneIsOneLine() {
    assertThat(counters("a.jar", "b.jar", "--exact-metric=hits:better").errors())
        .contains("--exact-metric: 'hits:better'; expected NAME, NAME:lower or NAME:higher");
    assertThat(counters("a.jar", "b.jar", "--exact-metric=a", "--exact-metric=a:lower").errors())
        .contains("--exact-metric: a a second time; expected each counter once");
    assertThat(Cli.run("gate", "a", "b", "--exact-metric=hits").errors())
        .contains("--exact-metric: of no use with stored results");
  }

  @ParameterizedTest
  @CsvSource({
    "B:higher, 'B, of which B/op is counted by poolbench itself'",
    "allocs, 'allocs, of which allocs/op is counted by poolbench itself'",
    "source-allocs, 'source-allocs, of which source-allocs/op is counted by poolbench itself'",
    "MB, 'MB, of which B/op is counted by poolbench itself'",
    "min, 'min, of which min/op reads as a time, which depends on the machine'",
    "day, 'day, of which day/op reads as a time, which depends on the machine'",
    "ns, 'ns, of which sec/op reads as a time, which depends on the machine'"
  })
  void aCounterThatWouldBeTakenForSomethingElseIsRefused(String name, String why) {
    Cli gate = counters("hits.jar", "hits.jar", "--exact-metric=" + name);
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.errors().lines())
        .singleElement()
        .asString()
        .contains("--exact-metric: " + why + "; expected a counter of the benchmarks");
    assertThat(run()).doesNotExist();
  }

  @Test
  void timesThatAdviseNeverFail() {
    Cli gate =
        Cli.run(
            "gate",
            "--time=advise",
            "--base-jar=a.jar",
            "--head-jar=paused.jar",
            "--out=" + run(),
            "--junit=" + folder.resolve("junit.xml"));
    assertThat(gate.exitCode()).as(gate.errors()).isZero();
    assertThat(gate.output()).contains("1 regressed (advisory)");
    assertThat(folder.resolve("junit.xml")).content().contains("failures=\"0\"");
  }

  @Test
  void aBimodalBenchmarkOfBothSidesIsUnchangedWithEightForks() throws IOException {
    Cli gate =
        Cli.run("gate", "--counts", "--base-jar=a.jar", "--head-jar=bimodal.jar", "--out=" + run());
    assertThat(gate.exitCode()).as(gate.output()).isZero();
    assertThat(ScriptedRuns.rounds(run(), Kind.COUNT)).isEqualTo(8);
  }

  @Test
  void aBudgetIsATime() {
    Cli gate = Cli.run("gate", "--budget=soon", "--base-jar=a.jar", "--head-jar=b.jar");
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.errors()).contains("--budget: found 'soon', expected a time such as 90s");
    assertThat(Cli.run("gate", "--counts", "--budget=9s").errors())
        .contains("--budget: no fork is timed with --counts; leave it out");
  }

  @Test
  void aDirectoryThatHoldsARunIsLeftAlone() {
    gate("b.jar");
    Cli again = gate("c.jar");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.errors())
        .isEqualTo(
            "poolbench: %s: holds a run already, expected a new directory; choose another --out, or continue it with --resume%n"
                .formatted(run()));
  }

  @Test
  void aDirectoryThatHoldsAnythingIsLeftAlone() throws IOException {
    Path precious = Files.createDirectories(run()).resolve("benchmarks.txt");
    Files.writeString(precious, "mine");
    Cli gate = gate("b.jar");
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.errors())
        .contains("run: holds benchmarks.txt, expected a new or an empty directory");
    assertThat(precious).hasContent("mine");
  }

  @Test
  void aPathThatNoClassPathCanHoldIsRefusedBeforeAnythingIsBuilt() {
    Path out = folder.resolve("out-15:28");
    Cli gate = Cli.run("gate", "--base=main", "--build=exit 7", "--out=" + out);
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.errors()).contains("out-15:28: holds ':', which ends a part of a class path");
    assertThat(gate.errors()).doesNotContain("building");
    assertThat(out).doesNotExist();
  }

  @Test
  void resumingWhatNoGateHasBegunIsRefused() {
    assertThat(Cli.run("gate", "--resume=" + folder.resolve("nowhere")).errors())
        .contains("nowhere: holds no run.json; expected the run of a gate");
    assertThat(Cli.run("gate", "--resume=" + Cli.resource("run")).errors())
        .contains("a run without the arms base and head");
  }

  @Test
  void twoKindsOfGateAtOnceAreRefused() {
    assertThat(Cli.run("gate", "--canary", "--base", "main").errors())
        .contains("found --canary and --base, --head or --release together");
    assertThat(Cli.run("gate", "--resume=x", "--include=y").errors()).contains("leave it out");
    assertThat(Cli.run("gate", "a", "b", "--allow-new").errors())
        .contains("--allow-new: of no use with stored results; leave it out");
    assertThat(Cli.run("gate", "--canary", "--build=x").errors()).contains("--build: only for");
    assertThat(Cli.run("gate", "--include=[").errors()).contains("--include");
    assertThat(Cli.run("gate", "--expectations=x").errors()).contains("found 0 runs, expected one");
  }

  @Test
  void aFileThatCannotBeWrittenCostsNeitherTheVerdictsNorTheOtherFiles() {
    Path json = folder.resolve("verdict.json");
    Cli gate =
        Cli.run(
            "gate",
            "--base-jar=a.jar",
            "--head-jar=b.jar",
            "--out=" + run(),
            "--junit=" + folder.resolve("no/such/folder.xml"),
            "--json=" + json);
    assertThat(gate.exitCode()).isEqualTo(2);
    assertThat(gate.output()).endsWith("6 unchanged\n");
    assertThat(gate.errors()).contains("folder.xml: cannot be written: ");
    assertThat(json).exists();
  }
}
