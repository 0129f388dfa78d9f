package io.poolbench.cli.revision;

import io.poolbench.harness.machine.ChildProcess;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls the git on the path, in one folder.
 *
 * @param folder in a work tree
 * @param environment beside the caller's own, as in {@code GIT_INDEX_FILE}
 */
record Git(Path folder, Map<String, String> environment) {

  /** The longest that the checkout of a large project takes on a slow disk. */
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  /** Lists what a hook that runs poolbench has of the repository that it was called for. */
  static final Set<String> OF_A_HOOK =
      Set.of(
          "GIT_DIR",
          "GIT_COMMON_DIR",
          "GIT_INDEX_FILE",
          "GIT_WORK_TREE",
          "GIT_PREFIX",
          "GIT_NAMESPACE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES");

  static Git in(Path folder) {
    return new Git(folder, Map.of());
  }

  Git with(String variable, Path value) {
    return new Git(folder, Map.of(variable, value.toString()));
  }

  /**
   * Returns what it prints, without the end of the line.
   *
   * @throws InputException with the first line of what git says, when it fails
   */
  String run(String... arguments) {
    ChildProcess.Answer answer = start(arguments);
    if (!answer.output().isSuccess()) {
      throw new InputException(
          "git " + String.join(" ", arguments),
          answer.why(),
          "a git repository with that revision",
          "check the name and the working directory");
    }
    return text(answer);
  }

  /** Returns what it prints, or empty where git fails. */
  Optional<String> ask(String... arguments) {
    ChildProcess.Answer answer = start(arguments);
    return answer.output().isSuccess() ? Optional.of(text(answer)) : Optional.empty();
  }

  /**
   * Returns the commit that a name stands for.
   *
   * @param said what the user gave it as
   * @throws InputException for a name that is none
   */
  String commit(String said, String name) {
    return ask("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
        .orElseThrow(
            () ->
                new InputException(
                    said + " " + name,
                    "there is no such revision in " + folder,
                    "a commit, branch or tag",
                    "fetch it, or check the name"));
  }

  /**
   * Refuses a shallow clone: what leads from one commit to another may be missing in it.
   *
   * @param where what needs it
   */
  void requireHistory(String where) {
    if (run("rev-parse", "--is-shallow-repository").equals("true")) {
      throw new InputException(
          where,
          "cannot be traced: this clone is shallow and may end too early",
          "the whole history",
          "fetch it (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)");
    }
  }

  private ChildProcess.Answer start(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().keySet().removeAll(OF_A_HOOK);
      builder.environment().putAll(environment);
      // Warnings are no part of what was asked for.
      return ChildProcess.answer(builder, DEADLINE);
    } catch (IOException e) {
      throw new InputException("git", "cannot be run: " + e, "git on the path", "install it");
    }
  }

  private static String text(ChildProcess.Answer answer) {
    return String.join("\n", answer.output().lines()).strip();
  }
}
