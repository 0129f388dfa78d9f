package io.poolbench.harness;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run directories as one run directory, the same bytes for the same input.
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
   * Merges.
   *
   * @param shards run directories, in any order
   * @param out the run directory to be written
   * @param partial whether shards may be missing or unfinished
   * @param sameHosts whether hosts must not differ in what numbers depend on
   * @throws IllegalArgumentException with what is wrong, when the runs are not parts of one
   */
  public static MergedDirectory write(
      List<Path> shards, Path out, boolean partial, boolean sameHosts) throws IOException {
    requireNew(out);
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

  private static void requireNew(Path out) throws IOException {
    if (Files.exists(out)) {
      boolean empty = false;
      if (Files.isDirectory(out)) {
        try (Stream<Path> files = Files.list(out)) {
          empty = files.findAny().isEmpty();
        }
      }
      if (!empty) {
        throw new IllegalArgumentException(
            "--out: %s: is there already, expected a new or an empty directory; choose another"
                .formatted(out));
      }
    }
  }

  /** Aside, then renamed: what cannot be merged to the end leaves nothing behind. */
  private static void write(Merge.Result merged, Path out) throws IOException {
    Path target = out.toAbsolutePath().normalize();
    Path aside = target.resolveSibling(target.getFileName() + ".part");
    delete(aside);
    try {
      RunDirectory directory = new RunDirectory(aside);
      directory.create();
      for (int input = 0; input < merged.inputs().size(); input++) {
        directory.carryOver(merged.inputs().get(input), merged.newIndexes().get(input));
      }
      directory.write(merged.run());
      Files.move(aside, target, ATOMIC_MOVE);
    } finally {
      delete(aside);
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
