package io.poolbench.reports.cli;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Two revisions of the project in the working directory, each built in a worktree of its own. */
final class Revisions {

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "Baseline revision; default: where HEAD left the main branch.")
  private @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "REF",
      description = "Candidate revision; default: the working tree as it is.")
  private @Nullable String head;

  @Option(
      names = "--build",
      paramLabel = "COMMAND",
      defaultValue = "mvn -B -q -DskipTests package",
      description = "Builds the benchmarks, in each worktree; default: ${DEFAULT-VALUE}.")
  private String build = "";

  @Option(
      names = "--jar",
      paramLabel = "GLOB",
      defaultValue = "**/target/*benchmarks.jar",
      description = "What it builds, seen from the worktree; default: ${DEFAULT-VALUE}.")
  private String jar = "";

  /**
   * The jars, until closed.
   *
   * @param worktrees to be removed
   */
  record Built(String base, String head, List<Path> worktrees) implements AutoCloseable {
    @Override
    public void close() {
      for (Path worktree : worktrees) {
        git("worktree", "remove", "--force", worktree.toString());
      }
    }
  }

  /**
   * Builds both.
   *
   * @throws InputException for a revision that does not exist or does not build
   */
  Built build(PrintWriter err) {
    Path root = Path.of(git("rev-parse", "--show-toplevel"));
    String baseline = base == null ? mergeBase() : base;
    Path scratch = scratch();
    Path baseTree = scratch.resolve("base");
    git("worktree", "add", "--detach", "--quiet", baseTree.toString(), baseline);
    if (head == null) {
      return new Built(
          build(baseTree, baseline, err), build(root, "the working tree", err), List.of(baseTree));
    }
    Path headTree = scratch.resolve("head");
    git("worktree", "add", "--detach", "--quiet", headTree.toString(), head);
    return new Built(
        build(baseTree, baseline, err), build(headTree, head, err), List.of(baseTree, headTree));
  }

  /** Of HEAD and the branch that the remote calls its main one. */
  private static String mergeBase() {
    for (String main : List.of("origin/HEAD", "origin/main", "origin/master", "main", "master")) {
      try {
        return git("merge-base", "HEAD", main);
      } catch (InputException _) {
        // The next candidate.
      }
    }
    throw new InputException(
        "--base", "no main branch", "a revision to compare with", "give --base REF");
  }

  private String build(Path tree, String revision, PrintWriter err) {
    err.printf("gate: building %s%n", revision);
    err.flush();
    Path log = tree.resolveSibling("build-" + tree.getFileName() + ".log");
    try {
      Process process =
          new ProcessBuilder("sh", "-c", build)
              .directory(tree.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new InputException(
            revision,
            "does not build with '" + build + "'",
            "a revision that builds",
            "see " + log + ", or give another --build");
      }
      return built(tree, revision);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException(revision, "interrupted", "a build that ends", "try again");
    }
  }

  private String built(Path tree, String revision) throws IOException {
    PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + jar);
    PathMatcher below = FileSystems.getDefault().getPathMatcher("glob:**/" + jar);
    try (Stream<Path> files = Files.walk(tree)) {
      List<Path> jars =
          files
              .filter(file -> wanted.matches(tree.relativize(file)) || below.matches(file))
              .toList();
      if (jars.size() != 1) {
        throw new InputException(
            revision,
            jars.size() + " files that match " + jar,
            "one jar of JMH benchmarks",
            "say which with --jar GLOB");
      }
      return jars.getFirst().toString();
    }
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("poolbench-gate");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What git prints, without the end of the line. */
  private static String git(String... arguments) {
    String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new InputException(
            String.join(" ", command),
            output.lines().findFirst().orElse("failed"),
            "a git repository with that revision",
            "check the name");
      }
      return output;
    } catch (IOException e) {
      throw new InputException("git", "cannot be started: " + e, "git on the path", "install it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("git", "interrupted", "git to end", "try again");
    }
  }
}
