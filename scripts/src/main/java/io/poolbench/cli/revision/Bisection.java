package io.poolbench.cli.revision;

import io.poolbench.reports.model.InputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Halves the commits that lead from a good one to a bad one, of which one is the first bad one.
 * Which is tried next is git's to say, so that merges are halved as {@code git bisect} halves them.
 */
public final class Bisection {

  private final Path project;
  private final Git git;
  private final List<String> good = new ArrayList<>();
  private final Set<String> skipped = new HashSet<>();
  private String bad;

  /**
   * Names one commit.
   *
   * @param id its whole name
   * @param subject the first line of its message
   */
  public record Commit(String id, String subject) {

    /** Returns the commit as people read it. */
    public String name() {
      return "%.12s".formatted(id);
    }
  }

  private Bisection(Path project, Git git, String good, String bad) {
    this.project = project;
    this.git = git;
    this.good.add(good);
    this.bad = bad;
  }

  /**
   * Begins between two revisions of the project in a folder.
   *
   * @throws InputException for revisions that do not exist, or of which one does not lead to the
   *     other
   */
  public static Bisection between(Path project, String good, String bad) {
    Git git = Git.in(project);
    git.run("rev-parse", "--show-toplevel");
    String from = git.commit("GOOD", good);
    String to = git.commit("BAD", bad);
    if (from.equals(to)) {
      throw new InputException(
          good + " and " + bad, "the same commit", "two commits", "name an earlier good one");
    }
    if (git.ask("merge-base", "--is-ancestor", from, to).isEmpty()) {
      git.requireHistory("GOOD " + good);
      throw new InputException(
          "GOOD " + good,
          "no ancestor of BAD " + bad,
          "a good commit that leads to the bad one",
          "name their merge base, or swap them");
    }
    return new Bisection(project, git, from, to);
  }

  /** Returns the good commit that it begins with. */
  public Commit good() {
    return described(good.getFirst());
  }

  /** Returns the earliest bad commit that is known. */
  public Commit bad() {
    return described(bad);
  }

  /** Returns what is to be tried next; empty where nothing is left that could be. */
  public Optional<Commit> next() {
    return left("--bisect-all")
        .filter(id -> !id.equals(bad) && !skipped.contains(id))
        .findFirst()
        .map(this::described);
  }

  /** Counts the suspects. */
  public int left() {
    return (int) left("--topo-order").count();
  }

  /** Returns the commits of which one is the first bad one, the latest first. */
  public List<Commit> suspects() {
    return left("--topo-order").map(this::described).toList();
  }

  private Stream<String> left(String order) {
    List<String> arguments = new ArrayList<>(List.of("rev-list", order, bad));
    good.forEach(id -> arguments.add("^" + id));
    return git.run(arguments.toArray(String[]::new)).lines().map(line -> line.split(" ", 2)[0]);
  }

  /** Says that neither a commit nor what leads to it is to blame. */
  public void isGood(Commit commit) {
    good.add(commit.id);
  }

  /** Says that a commit, or one that leads to it, is to blame. */
  public void isBad(Commit commit) {
    bad = commit.id;
  }

  /** Says that nobody can know of a commit. */
  public void skip(Commit commit) {
    skipped.add(commit.id);
  }

  private Commit described(String id) {
    return new Commit(id, git.run("show", "--no-patch", "--format=%s", id));
  }

  /**
   * Builds a commit; the checkout is gone when this returns.
   *
   * @param run directory that the jar is kept in
   * @return the jar
   * @throws RevisionException for one that does not build
   * @throws InputException where the machine does not let it
   */
  public Path build(Commit commit, BuildOptions options, Path run, PrintWriter err) {
    try (Worktrees worktrees = Worktrees.of(project)) {
      return options.build(worktrees.checkout(commit.name(), commit.id), commit.name(), run, err);
    }
  }
}
