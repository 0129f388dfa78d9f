package io.poolbench.cli.gate;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Version;
import io.poolbench.reports.render.VerdictComment;
import io.poolbench.reports.render.VerdictFiles;
import io.poolbench.reports.render.VerdictFormats;
import io.poolbench.reports.view.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Says where verdicts go, and which exit code tells them. */
final class VerdictOutput {

  /** The version of poolbench that said it, in Markdown. */
  private static final String SIGNATURE = "\n<sub>" + Version.text() + "</sub>\n";

  @Option(
      names = "--allow-inconclusive",
      description =
          "Does not fail for inconclusive verdicts as long as some other is conclusive. "
              + "Without it any inconclusive verdict ends with exit code 3.")
  private boolean allowInconclusive;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description =
          "Writes the verdicts as Markdown. Default: appends them to $GITHUB_STEP_SUMMARY "
              + "if that is set.")
  private @Nullable Path markdown;

  @Option(
      names = "--comment",
      paramLabel = "FILE",
      description =
          "Writes the comment of a pull request as Markdown, shorter than GitHub's limit.")
  private @Nullable Path comment;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes the verdicts as JUnit XML.")
  private @Nullable Path junit;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Writes the verdicts as JSON. It holds the exit code, which build tools flatten.")
  private @Nullable Path json;

  /**
   * Prints and writes the verdicts; returns the exit code. A file that cannot be written costs
   * neither the others nor what was found.
   */
  int write(Verdicts verdicts, CommandLine command) {
    int exitCode = exitCode(verdicts);
    command.getOut().print(VerdictFormats.text(verdicts));
    command.getOut().flush();
    List<String> failed = new ArrayList<>();
    String summary = System.getenv("GITHUB_STEP_SUMMARY");
    if (markdown != null) {
      write(markdown, VerdictFormats.markdown(verdicts) + SIGNATURE, false, failed);
    } else if (summary != null && !summary.isEmpty()) {
      write(Path.of(summary), VerdictFormats.markdown(verdicts) + SIGNATURE, true, failed);
    }
    if (comment != null) {
      write(comment, VerdictComment.of(verdicts) + SIGNATURE, false, failed);
    }
    if (junit != null) {
      write(junit, VerdictFiles.junit(verdicts), false, failed);
    }
    if (json != null) {
      write(json, VerdictFiles.json(verdicts, exitCode), false, failed);
    }
    failed.forEach(line -> command.getErr().println("poolbench: " + line));
    return failed.isEmpty() || exitCode == ExitCode.REGRESSED
        ? exitCode
        : ExitCode.WRONG_USAGE_OR_INPUT;
  }

  /** Returns the exit code: what is missing or was not judged never passes. */
  private int exitCode(Verdicts verdicts) {
    if (verdicts.rows().stream().anyMatch(Verdicts.Row::isFailure)) {
      return ExitCode.REGRESSED;
    }
    boolean open = verdicts.isOpen();
    if ((!open && !verdicts.isConclusive()) || !verdicts.missing().isEmpty()) {
      return ExitCode.WRONG_USAGE_OR_INPUT;
    }
    return open && !(allowInconclusive && verdicts.isConclusive())
        ? ExitCode.INCONCLUSIVE
        : ExitCode.OK;
  }

  private static void write(Path file, String text, boolean append, List<String> failed) {
    try {
      Files.writeString(
          file,
          text,
          StandardOpenOption.CREATE,
          append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      failed.add(
          "%s: cannot be written: %s; expected a writable file; the verdicts stand above"
              .formatted(file, e));
    }
  }
}
