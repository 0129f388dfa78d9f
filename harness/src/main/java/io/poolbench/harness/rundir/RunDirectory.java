package io.poolbench.harness.rundir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.poolbench.harness.fork.ObjectCounts;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
 * </pre>
 *
 * Every file is written aside and renamed, so that a killed run leaves no half file behind.
 */
public final class RunDirectory {

  private final Path root;

  public RunDirectory(Path root) {
    this.root = root;
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

  /** Points {@code latest}, beside the run directory, at it. */
  public void linkAsLatest() throws IOException {
    Path aside = root.resolveSibling(".latest-" + root.getFileName());
    Files.deleteIfExists(aside);
    Files.createSymbolicLink(aside, root.getFileName());
    Files.move(aside, root.resolveSibling("latest"), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  public void create() throws IOException {
    Files.createDirectories(root.resolve("trials"));
  }

  Path result(Trial trial) {
    return root.resolve(trial.result());
  }

  /** Where the profiler of a trial records to. */
  public Path recording(Trial trial) {
    return root.resolve(trial.recording());
  }

  /** Where the next attempt at a trial prints to. */
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

  /** Writes what is known so far: the record, and the lines of finished trials. */
  public void write(RunRecord run) {
    write(root.resolve("benchmarks.txt"), GoBenchmarks.text(run));
    write(runJson(), run.toJson());
  }

  /** Writes JMH's file too, which takes all results: now and then, and where a run ends. */
  public void writeAll(RunRecord run) {
    write(root.resolve("jmh.json"), JmhResults.merged(run, this::jmh));
    write(run);
  }

  /** What an operation of a finished trial allocates by class, where it was counted. */
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
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(aside, text, UTF_8);
      Files.move(aside, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      // What a full disk has left of it takes the space that the next attempt needs.
      aside.toFile().delete();
      String why = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
      throw new UncheckedIOException(
          new IOException("%s: cannot be written: %s".formatted(file, why), e));
    }
  }
}
