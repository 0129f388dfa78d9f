package io.poolbench.harness.rundir;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.poolbench.counting.ObjectCounts;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of one run, the only contract with reports:
 *
 * <pre>
 * run.json          plan, seed, environment, and every trial with its fate and its values
 * benchmarks.txt    Go benchmark format, one line per fork: what the real benchstat reads
 * jmh.json          JMH's result format, one raw array per fork: what any JMH tool reads
 * sources/          by technique: the code of each variant that is measured, where it is known
 * trials/           per trial: the result as its tool wrote it, the output of the fork, recordings
 * trials.jsonl      while it is measured: a line for each trial that has ended since the first
 *                   three were written
 * run.lock          while it is measured: by whom
 * </pre>
 *
 * Every file is written aside and renamed, so that a killed run leaves no half file behind. Only
 * the lines of {@code trials.jsonl} are added, so that a trial costs no more in a long run than in
 * a short one: what holds all trials is written anew as often as a fiftieth of the time allows, and
 * where a run ends.
 */
public final class RunDirectory {

  /** The part of a run's time that may go into writing all that is known: one in so many. */
  private static final int SHARE = 50;

  private static final String TRIALS = "trials";

  private final Path root;
  private final LongSupplier clock;
  private long written;
  private long cost;

  public RunDirectory(Path root) {
    this(root, System::nanoTime);
  }

  /** Makes one that goes by a clock of its own. */
  RunDirectory(Path root, LongSupplier clock) {
    this.root = root;
    this.clock = clock;
    written = clock.getAsLong();
  }

  public Path root() {
    return root;
  }

  public Path runJson() {
    return root.resolve("run.json");
  }

  public boolean holdsRun() {
    return Files.exists(runJson());
  }

  /**
   * Refuses a directory that holds a run.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public void requireNoRun() {
    if (holdsRun()) {
      throw new IllegalArgumentException(
          root
              + ": holds a run already, expected a new directory; choose another --out, or continue"
              + " it with --resume");
    }
  }

  /**
   * Refuses a directory without a run.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public void requireRun() {
    if (!holdsRun()) {
      throw new IllegalArgumentException(
          root + ": holds no run.json; give the directory that the run printed");
    }
  }

  /**
   * Refuses a directory that holds anything: a run would overwrite files of others.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public void requireNew() {
    requireNoRun();
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.list(root)) {
      Optional<Path> first = files.filter(file -> !isNothing(file)).sorted().findFirst();
      if (first.isPresent()) {
        throw new IllegalArgumentException(
            "--out: %s: holds %s, expected a new or an empty directory; choose another"
                .formatted(root, first.get().getFileName()));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--out: %s: is no directory that can be read, expected a new or an empty one; choose another"
              .formatted(root),
          e);
    }
  }

  /**
   * Tells whether a file is what a run that was killed at its very beginning has left: nothing that
   * could be lost.
   */
  private static boolean isNothing(Path file) {
    String name = file.getFileName().toString();
    return name.equals(RunLock.FILE)
        || (name.startsWith(".") && name.endsWith(WholeFile.ASIDE))
        || (name.equals(TRIALS) && isEmpty(file));
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Points {@code latest}, beside the run directory, at it. */
  public void linkAsLatest() throws IOException {
    Path aside = WholeFile.aside(root.resolveSibling("latest"));
    Files.createSymbolicLink(aside, root.getFileName());
    Files.move(aside, root.resolveSibling("latest"), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** Makes a directory beside another that nobody else has, to be renamed to it. */
  public static Path createAside(Path directory) throws IOException {
    return Files.createDirectory(WholeFile.aside(directory));
  }

  /** Makes the folders, and removes what a killed run has not written to its end. */
  public void create() throws IOException {
    Path trials = Files.createDirectories(root.resolve(TRIALS));
    for (Path folder : List.of(root, trials)) {
      try (DirectoryStream<Path> halves =
          Files.newDirectoryStream(folder, ".*" + WholeFile.ASIDE)) {
        for (Path half : halves) {
          Files.delete(half);
        }
      }
    }
  }

  /** Tells whether what a trial has found is still there. */
  public boolean holdsResult(Trial trial) {
    return Files.exists(result(trial));
  }

  Path result(Trial trial) {
    return root.resolve(trial.result());
  }

  /** Returns the file to which the profiler of a trial records. */
  public Path recording(Trial trial) {
    return root.resolve(trial.recording());
  }

  /** Returns the file to which the next attempt at a trial prints. */
  public Path nextLog(Trial trial) {
    return root.resolve(trial.log(trial.attempts() + 1));
  }

  /** Writes what a trial has found. */
  public void writeResult(Trial trial, Outcome outcome) {
    write(result(trial), outcome.json());
    if (outcome.objects() != null) {
      write(root.resolve(trial.objects()), outcome.objects());
    } else {
      // Of an earlier attempt.
      root.resolve(trial.objects()).toFile().delete();
    }
  }

  public void writeSource(String technique, String file, String code) throws IOException {
    Path folder = root.resolve("sources").resolve(technique);
    Files.createDirectories(folder);
    write(folder.resolve(file), code);
  }

  /**
   * Keeps a trial that has ended: when this returns, it is on disk.
   *
   * @param run with the trial
   */
  public void keep(RunRecord run, Trial trial) {
    try {
      journal().append(trial);
    } catch (IOException e) {
      throw unwritable(journal().file(), e);
    }
    if (clock.getAsLong() - written > SHARE * cost) {
      write(run);
    }
  }

  /** Writes all that is known. */
  public void write(RunRecord run) {
    long start = clock.getAsLong();
    // First, since it alone makes the directory a run that can be resumed.
    write(runJson(), run.toJson());
    write(root.resolve("jmh.json"), JmhResults.merged(run, this::jmh));
    write(root.resolve("benchmarks.txt"), GoBenchmarks.text(run));
    try {
      // Last, since its lines are in the others now.
      journal().delete();
    } catch (IOException e) {
      throw unwritable(journal().file(), e);
    }
    written = clock.getAsLong();
    cost = written - start;
  }

  /**
   * Reads all that is known, also of a run that was killed.
   *
   * @throws IllegalArgumentException with what is wrong and where, when it is no run
   */
  public RunRecord record() {
    RunRecord run;
    try {
      run = RunRecord.fromJson(read(runJson()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(runJson() + ": " + e.getMessage(), e);
    }
    try {
      for (Trial trial : journal().read()) {
        run = run.ended(trial);
      }
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Journal journal() {
    return new Journal(root.resolve("trials.jsonl"));
  }

  /** Reads what an operation of a finished trial allocates by class, where it was counted. */
  public Optional<ObjectCounts> objects(Trial trial) {
    Path file = root.resolve(trial.objects());
    return Files.exists(file)
        ? Optional.of(JsonMapper.shared().readValue(read(file), ObjectCounts.class))
        : Optional.empty();
  }

  private JsonNode jmh(Trial trial) {
    try {
      return JsonMapper.shared().readTree(read(result(trial)));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          result(trial) + ": is not readable JSON: " + e.getOriginalMessage(), e);
    }
  }

  public String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    String why = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
    return new UncheckedIOException(
        new IOException("%s: cannot be written: %s".formatted(file, why), e));
  }
}
