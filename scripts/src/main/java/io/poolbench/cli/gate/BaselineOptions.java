package io.poolbench.cli.gate;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Takes the file of accepted counts by which a head is judged alone. */
final class BaselineOptions {

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "With --counts: judges the candidate alone by the counts that 'poolbench accept "
              + "--counts' wrote, on any machine. It needs no baseline revision: it builds the "
              + "candidate, or takes --head-jar.")
  private @Nullable Path file;

  @Option(
      names = "--exact",
      description = "With --baseline: also fails for what improved and was not accepted.")
  private boolean exact;

  boolean isGiven() {
    return file != null;
  }

  /** Refuses to judge times by it, of which it holds none. */
  void require(CommandLine command, boolean counts) {
    if (exact && file == null) {
      throw new ParameterException(command, "--exact: needs --baseline");
    }
    if (file != null && !counts) {
      throw new ParameterException(
          command, "--baseline: holds counts and no times; give --counts, too");
    }
  }

  /**
   * Reads it.
   *
   * @throws io.poolbench.reports.model.InputException for a file that is none
   */
  Optional<Accepted> accepted() {
    return Optional.ofNullable(file).map(its -> new Accepted(its, CountsFile.read(its), exact));
  }
}
