package io.poolbench.harness.merge;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes run directories as one run directory, the same bytes for the same input.
 *
 * @param runs how many there were
 * @param hosts how many machines
 * @param benchmarks of all of them
 * @param trials of all of them
 * @param findings what a reader must know before trusting the numbers
 */
public record MergedDirectory(
    int runs, int hosts, int benchmarks, int trials, List<String> findings) {

  /**
   * Merges run directories.
   *
   * @param shards run directories, in any order
   * @param out the run directory to be written
   * @param partial whether shards may be missing or unfinished
   * @param sameHosts whether hosts must not differ in what numbers depend on
   * @throws IllegalArgumentException with what is wrong, when the runs are not parts of one
   */
  public static MergedDirectory write(
      List<Path> shards, Path out, boolean partial, boolean sameHosts) throws IOException {
    new RunDirectory(out).requireNew();
    List<MergeInput> inputs = new ArrayList<>();
    for (Path shard : shards) {
      inputs.add(MergeInput.read(shard));
    }
    Merge.Result merged = Merge.of(inputs, partial, sameHosts);
    write(merged, out);
    RunRecord run = merged.run();
    return new MergedDirectory(
        inputs.size(),
        merged.hosts(),
        run.benchmarks().size(),
        run.trials().size(),
        run.findings());
  }

  /** Writes aside, then renames: what cannot be merged to the end leaves nothing behind. */
  private static void write(Merge.Result merged, Path out) throws IOException {
    Path target = out.toAbsolutePath().normalize();
    Files.createDirectories(target.resolveSibling("."));
    // Made by us and by nobody else, so that it may be removed.
    Path aside = RunDirectory.createAside(target);
    try {
      RunDirectory directory = new RunDirectory(aside);
      directory.create();
      for (int input = 0; input < merged.inputs().size(); input++) {
        carryOver(merged.inputs().get(input), merged.newIndexes().get(input), aside);
      }
      directory.write(merged.run());
      Files.move(aside, target, ATOMIC_MOVE);
    } finally {
      delete(aside);
    }
  }

  /**
   * Copies what lies in another run beside its tables.
   *
   * @param newIndexes from the index that a trial has there to the one that it has here
   * @throws IllegalArgumentException when both runs have different code of one variant
   */
  private static void carryOver(MergeInput other, Map<Integer, Integer> newIndexes, Path root)
      throws IOException {
    Map<Integer, List<Path>> files = other.filesByTrial();
    for (Map.Entry<Integer, Integer> trial : newIndexes.entrySet()) {
      for (Path file : files.getOrDefault(trial.getKey(), List.of())) {
        String name = file.getFileName().toString();
        String renumbered = Trial.number(trial.getValue()) + name.substring(name.indexOf('-'));
        copy(file, root.resolve("trials").resolve(renumbered));
      }
    }
    Path sources = other.root().resolve("sources");
    if (Files.isDirectory(sources)) {
      requireNoLink(sources);
      try (Stream<Path> codes = Files.walk(sources)) {
        for (Path file :
            codes.filter(path -> !Files.isDirectory(path, NOFOLLOW_LINKS)).sorted().toList()) {
          copySource(file, root.resolve("sources").resolve(sources.relativize(file).toString()));
        }
      }
    }
  }

  private static void copy(Path file, Path target) throws IOException {
    requireNoLink(file);
    Files.copy(file, target, NOFOLLOW_LINKS);
  }

  /** Refuses a link: a run directory may come from anyone, and would have files of ours copied. */
  private static void requireNoLink(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new IllegalArgumentException(
          path + ": is a link, expected a file; copy the whole run directory, as 'cp -rL' does");
    }
  }

  private static void copySource(Path file, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    if (!Files.exists(target)) {
      copy(file, target);
    } else if (Files.mismatch(file, target) >= 0) {
      throw new IllegalArgumentException(
          file + ": is not the code that another shard has; has somebody changed it?");
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
