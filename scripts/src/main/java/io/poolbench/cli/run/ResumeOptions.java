package io.poolbench.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes up a run that there is. */
final class ResumeOptions {

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Continues the run in DIR with the plan and the order it began with. It starts "
              + "the JVMs and jars that run.json names, so give only a directory that you trust.")
  private @Nullable Path resume;

  @Option(
      names = "--only",
      paramLabel = "REGEX|FILE",
      description =
          "With --resume: measures only benchmarks whose name, as tables show it, matches "
              + "the expression or stands on a line of the file.")
  private @Nullable String only;

  /** Returns the run's directory, null for a new run. */
  @Nullable Path directory() throws IOException {
    return resume != null && Files.exists(resume) ? resume.toRealPath() : resume;
  }

  boolean isNarrowed() {
    return only != null;
  }

  /**
   * Selects benchmarks, by name.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  Predicate<String> only() {
    if (only == null) {
      return _ -> true;
    }
    try {
      Path file = Path.of(only);
      return Files.isRegularFile(file)
          ? Set.copyOf(Files.readAllLines(file))::contains
          : Pattern.compile(only).asPredicate();
    } catch (IOException | PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "--only: found '%s', expected a regular expression or a file of names: %s"
              .formatted(only, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}
