package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.cli.loop.LiveRun;
import io.poolbench.cli.revision.Project;
import io.poolbench.cli.revision.RevisionException;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real repository whose builds name their jar by what it does; what measures is scripted. */
final class BisectCommandTest {

  private static final String BUILD =
      "test ! -e broken && mkdir -p target && cp in.jar target/$(cat kind)-benchmarks.jar";

  @TempDir private Path folder = Path.of("");
  private Project project = new Project(Path.of(""));

  @BeforeEach
  void create() throws IOException {
    project = Project.create(folder.resolve("project"));
    commit("good", "plain");
    project.git("tag", "good");
  }

  private void commit(String subject, String kind) throws IOException {
    Files.writeString(project.folder().resolve("kind"), kind);
    Files.writeString(project.folder().resolve("of"), subject);
    project.commit(subject);
  }

  private void broken(String subject, String kind) throws IOException {
    Path broken = Files.createFile(project.folder().resolve("broken"));
    commit(subject, kind);
    Files.delete(broken);
  }

  /** On a machine that another run has. */
  private record Taken(GateRuns runs) implements GateRuns {

    @Override
    public Hold hold(Path directory) {
      throw new InputException("another run holds this machine");
    }

    @Override
    public LiveRun begin(Path directory, List<Integer> looks, Sides sides, String resume) {
      return runs.begin(directory, looks, sides, resume);
    }

    @Override
    public LiveRun resume(Path directory, String resume) {
      return runs.resume(directory, resume);
    }
  }

  @Test
  void anotherRunOnTheMachineIsNoPropertyOfACommit() throws IOException {
    commit("after", "larger");
    Cli found = bisect(new Taken(new ScriptedRuns()), "good", "HEAD");
    assertThat(found.exitCode()).isEqualTo(2);
    assertThat(found.errors()).endsWith("another run holds this machine" + System.lineSeparator());
  }

  /** Whose third run fails. */
  private static GateRuns failing(InputException why) {
    GateRuns runs = new ScriptedRuns();
    AtomicInteger begun = new AtomicInteger();
    return new GateRuns() {
      @Override
      public LiveRun begin(Path directory, List<Integer> looks, Sides sides, String resume) {
        if (begun.incrementAndGet() == 3) {
          throw why;
        }
        return runs.begin(directory, looks, sides, resume);
      }

      @Override
      public LiveRun resume(Path directory, String resume) {
        return runs.resume(directory, resume);
      }
    };
  }

  private void fourCommitsOfWhichTheSecondIsWorse() throws IOException {
    commit("before", "plain");
    commit("worse", "larger");
    commit("after", "larger");
    commit("end", "larger");
  }

  @Test
  void whatTheMachineDoesNotLetEndsIt() throws IOException {
    fourCommitsOfWhichTheSecondIsWorse();
    Cli found = bisect(failing(new InputException("No space left")), "good", "HEAD");
    assertThat(found.exitCode()).isEqualTo(2);
    assertThat(found.output()).isEmpty();
    assertThat(found.errors()).endsWith("No space left" + System.lineSeparator());
    assertThat(found.errors()).doesNotContain("skipped");
  }

  @Test
  void aCommitThatHoldsNothingToMeasureIsSkipped() throws IOException {
    fourCommitsOfWhichTheSecondIsWorse();
    Cli found = bisect(failing(new RevisionException("no benchmark")), "good", "HEAD");
    assertThat(found.exitCode()).as(found.errors()).isEqualTo(3);
    assertThat(found.errors()).contains(" skipped: no benchmark (");
  }

  @Test
  void whyCountsDoNotDecideIsTold() throws IOException {
    commit("quick", "quick");
    commit("slow", "plain-broken");
    assertThat(bisect("HEAD~1", "HEAD").errors())
        .contains("bisect: counts: 4 unchanged, 2 missing; by time, about 0 steps");
  }

  private Cli bisect(String good, String bad, String... more) {
    return bisect(new ScriptedRuns(), good, bad, more);
  }

  private Cli bisect(GateRuns runs, String good, String bad, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(good, bad, "--build", BUILD));
    all.add("--out=" + folder.resolve("out"));
    all.addAll(List.of(more));
    int exitCode =
        new CommandLine(new BisectCommand(runs, project.folder()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, command, _) -> {
                  command.getErr().println(e.getMessage());
                  return 2;
                })
            .execute(all.toArray(String[]::new));
    return new Cli(exitCode, out.toString(), err.toString());
  }

  @Test
  void theFirstCommitThatAllocatesMoreIsFoundByCountsAloneAndExplained() throws IOException {
    for (int i = 0; i < 4; i++) {
      commit("before " + i, "plain");
    }
    commit("Keep a copy of the key", "larger");
    for (int i = 0; i < 3; i++) {
      commit("after " + i, "larger");
    }
    Cli found = bisect("good", "HEAD");
    assertThat(found.exitCode()).as(found.errors()).isZero();
    String id = project.git("rev-parse", "--short=12", "HEAD~3");
    assertThat(found.output())
        .startsWith("first bad commit: " + id + " Keep a copy of the key\n")
        .contains("REGRESSED Map.get B/op: 24.00 -> 48.00, +100.00%")
        .contains("+1 int[] (+24 B) at sample.Codec.encode(Codec.java:42)");
    assertThat(found.errors().lines()).hasSize(1 + 1 + 4 + 4);
    assertThat(found.errors().lines().limit(3))
        .containsExactly(
            "bisect: building " + project.git("rev-parse", "--short=12", "good"),
            "bisect: building " + project.git("rev-parse", "--short=12", "HEAD"),
            "bisect: by counts, about 3 steps");
    assertThat(found.errors())
        .contains("bisect: " + id + " bad, Map.get source-allocs/op +100.00% and 3 more (Keep")
        .containsPattern("bisect: [0-9a-f]{12} good \\(before \\d\\)");
    for (Path run : steps()) {
      assertThat(ScriptedRuns.rounds(run)).isZero();
    }
    assertThat(project.worktrees()).hasSize(1);
    assertThat(project.git("status", "--porcelain")).isEmpty();
  }

  private List<Path> steps() throws IOException {
    try (var runs = Files.list(folder.resolve("out"))) {
      return runs.filter(run -> Files.exists(run.resolve("run.json"))).toList();
    }
  }

  /**
   * Bisects by time.
   *
   * @param jar of the last good commit
   */
  private Cli slowIsFoundAfter(String jar) throws IOException {
    commit("quick", "quick");
    project.git("tag", "quick");
    commit("still quick", jar);
    commit("slow", "plain");
    commit("still slow", "plain");
    Cli found = bisect("quick", "HEAD", "--budget=10m");
    assertThat(found.exitCode()).as(found.errors()).isZero();
    assertThat(found.output()).containsPattern("^first bad commit: [0-9a-f]{12} slow\n");
    return found;
  }

  @Test
  void whereCountsDoNotDifferTheFirstSlowerCommitIsFoundByTime() throws IOException {
    Cli found = slowIsFoundAfter("quick");
    assertThat(found.output()).contains("REGRESSED Map.get sec/op: ");
    assertThat(found.errors()).contains("bisect: counts: 4 unchanged; by time, about 2 steps");
  }

  @Test
  void ofACommitWhoseMeanIsUndecidedThePercentileDecides() throws IOException {
    Cli found = slowIsFoundAfter("quickspiky");
    assertThat(found.output()).contains("REGRESSED Map.get sec/op mean: ");
    assertThat(found.errors()).containsPattern("bisect: [0-9a-f]{12} good [(]still quick[)]");
  }

  @Test
  void commitsThatDoNotBuildAreSkippedAndTold() throws IOException {
    commit("before", "plain");
    for (int i = 0; i < 3; i++) {
      broken("broken " + i, "plain");
    }
    commit("between", "plain");
    commit("worse", "larger");
    commit("after", "larger");
    Cli found = bisect("good", "HEAD");
    assertThat(found.exitCode()).as(found.errors()).isZero();
    assertThat(found.output()).containsPattern("^first bad commit: [0-9a-f]{12} worse\n");
    assertThat(found.errors())
        .containsPattern("bisect: [0-9a-f]{12} skipped: [0-9a-f]{12}: does not build with ");
  }

  @Test
  void commitsThatWereSkippedMayLeaveSeveral() throws IOException {
    commit("before", "plain");
    broken("broken", "larger");
    commit("after", "larger");
    Cli found = bisect("good", "HEAD");
    assertThat(found.exitCode()).isEqualTo(3);
    assertThat(found.output())
        .containsPattern(
            "^the first bad commit is one of 2, since some were skipped:\n"
                + "  [0-9a-f]{12} after\n  [0-9a-f]{12} broken\nREGRESSED Map.get ");
  }

  @Test
  void commitsThatWereSkippedSpendNoMoreThanTheBudget() throws IOException {
    commit("quick", "quick");
    project.git("tag", "quick");
    for (int i = 0; i < 12; i++) {
      commit("noisy " + i, "quick-noisy");
    }
    commit("slow", "plain");
    Cli found = bisect("quick", "HEAD", "--budget=1000s");
    assertThat(found.exitCode()).as(found.errors()).isEqualTo(3);
    assertThat(found.output())
        .startsWith("the first bad commit is one of 13, since the budget is over:");
    int seconds = 0;
    for (Path run : steps()) {
      seconds += 2 * ScriptedRuns.rounds(run) * ScriptedRuns.SECONDS;
    }
    assertThat(seconds).isBetween(500, 1000);
  }

  @Test
  void aMergeIsHalvedAsGitDoes() throws IOException {
    project.git("checkout", "--quiet", "-b", "side");
    commit("side 1", "plain");
    commit("side 2", "larger");
    project.git("checkout", "--quiet", "main");
    Files.writeString(project.folder().resolve("other"), "x");
    project.commit("main 1");
    project.git("merge", "--quiet", "--no-ff", "side", "--message", "merged");
    Cli found = bisect("good", "HEAD");
    assertThat(found.exitCode()).as(found.errors()).isZero();
    assertThat(found.output()).containsPattern("^first bad commit: [0-9a-f]{12} side 2\n");
  }

  @Test
  void endsThatDoNotDifferAreOneLine() throws IOException {
    commit("after", "plain");
    Cli found = bisect("good", "HEAD");
    assertThat(found.exitCode()).isEqualTo(2);
    assertThat(found.output()).isEmpty();
    assertThat(found.errors().lines())
        .hasSize(3)
        .last()
        .asString()
        .matches(
            "GOOD [0-9a-f]{12} and BAD [0-9a-f]{12}: no benchmark that is worse: 6 unchanged;.*");
  }

  @Test
  void revisionsThatDoNotFollowEachOtherOrDoNotExistAreOneLine() throws IOException {
    commit("after", "larger");
    assertThat(bisect("HEAD", "good").errors())
        .startsWith("GOOD HEAD: no ancestor of BAD good; expected a good commit that leads to");
    assertThat(bisect("good", "v9").errors()).startsWith("BAD v9: there is no such revision in ");
    assertThat(bisect("v9", "good").errors()).startsWith("GOOD v9: there is no such revision in ");
    assertThat(bisect("good", "good").errors()).startsWith("good and good: the same commit");
    assertThat(bisect("good", "HEAD", "--budget=soon").errors()).contains("found 'soon'");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aShallowCloneSaysHowToFetchTheRest() throws IOException {
    commit("after", "larger");
    Path clone = folder.resolve("clone");
    project.git("clone", "--quiet", "--depth=1", "file://" + project.folder(), clone.toString());
    Project whole = project;
    project = new Project(clone);
    project.git("fetch", "--quiet", "--depth=1", "origin", "tag", "good");
    Cli found = bisect("good", "HEAD");
    project = whole;
    assertThat(found.exitCode()).isEqualTo(2);
    assertThat(found.errors())
        .startsWith("GOOD good: ")
        .contains("this clone is shallow")
        .contains("fetch-depth: 0");
  }

  @Test
  void anEndThatDoesNotBuildIsOneLine() throws IOException {
    broken("end", "larger");
    Cli found = bisect("good", "HEAD");
    assertThat(found.exitCode()).isEqualTo(2);
    assertThat(found.errors().lines()).hasSize(3).last().asString().contains("does not build with");
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    commit("after", "larger");
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/precious"), "mine");
    assertThat(bisect("good", "HEAD").errors()).contains("out: holds precious");
  }
}
