package io.poolbench.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
final class RunDirectory {

  private final Path root;

  RunDirectory(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path runJson() {
    return root.resolve("run.json");
  }

  boolean holdsRun() {
    return Files.exists(runJson());
  }

  /** Points {@code latest}, beside the run directory, at it. */
  void linkAsLatest() throws IOException {
    Path aside = root.resolveSibling(".latest-" + root.getFileName());
    Files.deleteIfExists(aside);
    Files.createSymbolicLink(aside, root.getFileName());
    Files.move(aside, root.resolveSibling("latest"), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  void create() throws IOException {
    Files.createDirectories(root.resolve("trials"));
  }

  Path result(Trial trial) {
    return root.resolve(trial.result());
  }

  /** Where the profiler of a trial records to. */
  Path recording(Trial trial) {
    return root.resolve(trial.recording());
  }

  /** Where the next attempt at a trial prints to. */
  Path nextLog(Trial trial) {
    return root.resolve(trial.log(trial.attempts() + 1));
  }

  void writeResult(Trial trial, String json) {
    write(result(trial), json);
  }

  void writeSource(String technique, String file, String code) throws IOException {
    Path folder = root.resolve("sources").resolve(technique);
    Files.createDirectories(folder);
    write(folder.resolve(file), code);
  }

  /**
   * Copies what lies in another run beside its tables.
   *
   * @param newIndexes from the index that a trial has there to the one that it has here
   * @throws IllegalArgumentException when both runs have different code of one variant
   */
  void carryOver(MergeInput other, Map<Integer, Integer> newIndexes) throws IOException {
    Map<Integer, List<Path>> files = other.filesByTrial();
    for (Map.Entry<Integer, Integer> trial : newIndexes.entrySet()) {
      for (Path file : files.getOrDefault(trial.getKey(), List.of())) {
        String name = file.getFileName().toString();
        String renumbered = Trial.number(trial.getValue()) + name.substring(name.indexOf('-'));
        Files.copy(file, root.resolve("trials").resolve(renumbered));
      }
    }
    Path sources = other.root().resolve("sources");
    if (Files.isDirectory(sources)) {
      try (Stream<Path> codes = Files.walk(sources)) {
        for (Path file : codes.filter(Files::isRegularFile).sorted().toList()) {
          copySource(file, root.resolve("sources").resolve(sources.relativize(file).toString()));
        }
      }
    }
  }

  private static void copySource(Path file, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    if (!Files.exists(target)) {
      Files.copy(file, target);
    } else if (Files.mismatch(file, target) >= 0) {
      throw new IllegalArgumentException(
          file + ": is not the code that another shard has; has somebody changed it?");
    }
  }

  /** Writes what is known so far; all three files agree with each other when this returns. */
  void write(RunRecord run) {
    write(root.resolve("benchmarks.txt"), GoBenchmarks.text(run));
    write(root.resolve("jmh.json"), JmhResults.merged(run, this));
    write(runJson(), run.toJson());
  }

  String read(Path file) {
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
