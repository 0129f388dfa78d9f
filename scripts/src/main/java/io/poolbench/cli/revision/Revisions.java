package io.poolbench.cli.revision;

import io.poolbench.reports.model.InputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds revisions of the project in the working directory, each in a worktree of its own. */
public final class Revisions {

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "Baseline revision. Default: where HEAD left the main branch.")
  private @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "REF",
      description = "Candidate revision. Default: the working tree as it is.")
  private @Nullable String head;

  @Option(
      names = "--release",
      paramLabel = "REF",
      description =
          "Also judges the candidate by this revision, which stays while the baseline moves on: it"
              + " sees what many small changes make together.")
  private @Nullable String release;

  @Mixin private BuildOptions build = new BuildOptions();

  /**
   * Names the jars, in the run directory.
   *
   * @param release empty where none is named
   */
  public record Built(Path base, Path head, Optional<Path> release) {}

  public boolean areGiven() {
    return base != null || head != null || release != null;
  }

  /** Returns the release as the user named it; empty where none is. */
  public Optional<String> release() {
    return Optional.ofNullable(release);
  }

  /**
   * Builds them; the checkouts are gone when this returns.
   *
   * @param project folder in a work tree
   * @param run directory that the jars and what the builds print are kept in
   * @throws InputException for a revision that does not exist or does not build
   */
  public Built build(Path project, Path run, PrintWriter err) {
    Git git = Git.in(project);
    try (Worktrees worktrees = Worktrees.of(project)) {
      String baseline = base == null ? worktrees.mergeBase() : git.commit("--base", base);
      String candidate = candidate(git, worktrees);
      Optional<String> pinned = release().map(name -> git.commit("--release", name));
      String baselineName = base == null ? "the merge base %.12s".formatted(baseline) : base;
      if (worktrees.haveTheSameFiles(baseline, candidate)) {
        throw new InputException(
            baselineName + " and " + candidateName(),
            "hold the same files",
            "two revisions that differ",
            "give another --base or --head; 'poolbench calibrate --jar' measures one against itself");
      }
      return new Built(
          build.build(worktrees.checkout("base", baseline), baselineName, run, err),
          build.build(worktrees.checkout("head", candidate), candidateName(), run, err),
          pinned.map(
              commit ->
                  build.build(
                      worktrees.checkout("release", commit), String.valueOf(release), run, err)));
    }
  }

  /**
   * Builds the candidate alone, as above.
   *
   * @return its jar
   */
  public Path buildHead(Path project, Path run, PrintWriter err) {
    Git git = Git.in(project);
    try (Worktrees worktrees = Worktrees.of(project)) {
      return build.build(
          worktrees.checkout("head", candidate(git, worktrees)), candidateName(), run, err);
    }
  }

  private String candidate(Git git, Worktrees worktrees) {
    return head == null ? worktrees.workingTree() : git.commit("--head", head);
  }

  private String candidateName() {
    return head == null ? "the working tree" : head;
  }
}
