package io.poolbench.cli.revision;

import io.poolbench.cli.shell.OnShutdown;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Checks revisions out beside the user's own, which stays as it is; all are gone when this is
 * closed, or when the program is stopped.
 */
final class Worktrees implements AutoCloseable {

  /** The author of the commit of the working tree; nobody sees it but git. */
  private static final Map<String, String> AUTHOR =
      Map.of(
          "GIT_AUTHOR_NAME", "poolbench",
          "GIT_AUTHOR_EMAIL", "poolbench@localhost",
          "GIT_COMMITTER_NAME", "poolbench",
          "GIT_COMMITTER_EMAIL", "poolbench@localhost");

  private final Git git;
  private final Path scratch;
  private final List<Path> trees = new CopyOnWriteArrayList<>();
  private final OnShutdown hook = new OnShutdown("remove worktrees", this::remove);

  private Worktrees(Git git, Path scratch) {
    this.git = git;
    this.scratch = scratch;
  }

  /**
   * Makes them for the project in a folder.
   *
   * @throws InputException where there is no git repository
   */
  static Worktrees of(Path folder) {
    Path root = Path.of(Git.in(folder).run("rev-parse", "--show-toplevel"));
    try {
      return new Worktrees(Git.in(root), Files.createTempDirectory("poolbench-gate"));
    } catch (IOException e) {
      throw new InputException(
          System.getProperty("java.io.tmpdir"),
          "cannot be written: " + e,
          "space for two checkouts",
          "free some space, or set TMPDIR to another folder");
    }
  }

  /** Returns the merge base of HEAD and the branch that the remote calls its main one. */
  String mergeBase() {
    for (String main : List.of("origin/HEAD", "origin/main", "origin/master", "main", "master")) {
      Optional<String> base = git.ask("merge-base", "HEAD", main);
      if (base.isPresent()) {
        return base.get();
      }
    }
    git.requireHistory("--base");
    throw new InputException(
        "--base",
        "is needed: there is no main branch",
        "a revision to compare with",
        "give --base REF");
  }

  /** Commits the working tree as it is, new files included, as a commit that no branch has. */
  String workingTree() {
    Path index = scratch.resolve("index");
    Git aside = git.with("GIT_INDEX_FILE", index);
    aside.run("read-tree", "HEAD");
    aside.run("add", "--all");
    String tree = aside.run("write-tree");
    return new Git(git.folder(), AUTHOR)
        .run("commit-tree", tree, "-p", "HEAD", "-m", "the working tree, as poolbench found it");
  }

  boolean haveTheSameFiles(String one, String other) {
    return git.run("rev-parse", one + "^{tree}").equals(git.run("rev-parse", other + "^{tree}"));
  }

  /**
   * Checks a commit out.
   *
   * @param name of the folder
   */
  Path checkout(String name, String commit) {
    Path tree = scratch.resolve(name);
    trees.add(tree);
    git.run("worktree", "add", "--detach", "--quiet", tree.toString(), commit);
    return tree;
  }

  @Override
  public void close() {
    if (hook.cancel()) {
      remove();
    }
  }

  /** Removes them, though a build that was stopped may still write. */
  private void remove() {
    for (Path tree : trees) {
      git.ask("worktree", "remove", "--force", "--force", tree.toString());
    }
    delete(scratch);
    git.ask("worktree", "prune");
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException _) {
      // The temporary directory is the system's to clear.
    }
  }
}
