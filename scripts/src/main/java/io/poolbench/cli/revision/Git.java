package io.poolbench.cli.revision;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The git on the path, in one folder.
 *
 * @param folder in a work tree
 * @param environment beside the caller's own, as in {@code GIT_INDEX_FILE}
 */
record Git(Path folder, Map<String, String> environment) {

  private static final int SUCCESS = 0;

  /** What a hook that runs poolbench has of the repository that it was called for. */
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

  private record Ended(int exitCode, String output, String errors) {}

  static Git in(Path folder) {
    return new Git(folder, Map.of());
  }

  Git with(String variable, Path value) {
    return new Git(folder, Map.of(variable, value.toString()));
  }

  /**
   * What it prints, without the end of the line.
   *
   * @throws InputException with the first line of what git says, when it fails
   */
  String run(String... arguments) {
    Ended ended = start(arguments);
    if (ended.exitCode != SUCCESS) {
      throw new InputException(
          "git " + String.join(" ", arguments),
          ended.errors.lines().findFirst().orElse("exit code " + ended.exitCode),
          "a git repository with that revision",
          "check the name and the working directory");
    }
    return ended.output;
  }

  /** Empty where git fails. */
  Optional<String> ask(String... arguments) {
    Ended ended = start(arguments);
    return ended.exitCode == SUCCESS ? Optional.of(ended.output) : Optional.empty();
  }

  private Ended start(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().keySet().removeAll(OF_A_HOOK);
      builder.environment().putAll(environment);
      Process process = builder.start();
      // Warnings are no part of what was asked for.
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String output = text(process.getInputStream());
      return new Ended(process.waitFor(), output, errors.join());
    } catch (IOException e) {
      throw new InputException("git", "cannot be started: " + e, "git on the path", "install it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("git", "interrupted", "git to end", "try again");
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
