package io.poolbench.cli.report;

import io.poolbench.cli.shell.Timestamp;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The A/A runs that were kept: run directories in one folder, named by their environment and by the
 * time at which they began.
 *
 * @param folder need not exist
 */
public record Calibrations(Path folder) {

  public static final String FOLDER = "target/poolbench/calibration";

  /** The environment of a run is known once it has run; one that was cut off keeps this name. */
  private static final String UNFINISHED = "unfinished-";

  /** Names a directory for a run that begins now, without making it. */
  public Path begin() {
    // Of no zone that has a summer: the names sort by time all year round.
    return folder.resolve(UNFINISHED + Timestamp.now(ZoneOffset.UTC));
  }

  /**
   * Gives a run that has ended its name.
   *
   * @param run as {@link #begin} gave it
   * @return where it is from now on
   */
  public Path keep(Path run, Fingerprint environment) {
    String time = run.getFileName().toString().substring(UNFINISHED.length());
    Path kept = folder.resolve(environment.name() + "-" + time);
    try {
      Files.move(run, kept);
      // The run has linked itself as the latest under its first name.
      Path latest = folder.resolve("latest");
      if (Files.isSymbolicLink(latest) && !Files.exists(latest)) {
        Files.delete(latest);
      }
      return kept;
    } catch (IOException e) {
      throw new InputException(
          kept.toString(), "cannot be made: " + e, "a writable folder", "see " + run);
    }
  }

  /**
   * Returns the runs of an environment, the newest first.
   *
   * @param err told of runs that cannot be read: a report must not fail for them
   */
  public List<ResultSet> of(Fingerprint environment, PrintWriter err) {
    if (!environment.isRecorded()) {
      return List.of();
    }
    return named(environment.name() + "-").stream()
        .flatMap(run -> read(run, err).stream())
        .filter(results -> Fingerprint.of(results.runs()).equals(environment))
        .toList();
  }

  private List<Path> named(String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> runs = Files.list(folder)) {
      return runs.filter(run -> run.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new InputException(
          folder.toString(), "cannot be read: " + e, "a folder that can be read");
    }
  }

  private static Optional<ResultSet> read(Path run, PrintWriter err) {
    try {
      return Optional.of(
          ResultFiles.read(
              List.of(new Input(run.toString(), run.toString())), InputStream.nullInputStream()));
    } catch (InputException e) {
      err.println("poolbench: " + e.getMessage() + "; this calibration is not used");
      return Optional.empty();
    }
  }
}
