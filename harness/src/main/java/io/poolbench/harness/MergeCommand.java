package io.poolbench.harness;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code poolbench merge}: run directories to a run directory, the same bytes for the same input.
 * Found by the entry point as {@link RunCommand} is.
 */
@Command(
    name = "merge",
    description = "Puts the shards of a run, which several machines have measured, together.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  poolbench merge shard-1 shard-2 shard-3 --out whole",
      "  poolbench merge shards/* --out whole --same-hosts",
      "  poolbench merge shards/* --out whole --partial    # one machine was lost",
      "",
      "Each benchmark was measured on one host, with all its variants. Where hosts",
      "differ, every report of the merged run says in what. Refused, exit 2: shards",
      "of different code, plans, arms or versions of poolbench; a benchmark of two",
      "hosts; without --partial also shards that are missing or unfinished."
    })
public final class MergeCommand implements Callable<Integer>, ToolProvider {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "SHARD", description = "run directories, in any order")
  private List<Path> shards = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "the run directory to be written; new or empty")
  private Path out = Path.of("");

  @Option(
      names = "--same-hosts",
      description =
          "refuse hosts that differ in os, cpu, cores, kernel, jvm, governor or memory, instead of"
              + " telling it in every report")
  private boolean sameHosts;

  @Option(
      names = "--partial",
      description = "merge what is there, and tell in every report what is missing or unfinished")
  private boolean partial;

  /**
   * Merges.
   *
   * @throws ParameterException with one clear line, for whatever the user can put right
   */
  @Override
  public Integer call() {
    try {
      requireNew();
      List<MergeInput> inputs = new ArrayList<>();
      for (Path shard : shards) {
        inputs.add(MergeInput.read(shard));
      }
      Merge.Result merged = Merge.of(inputs, partial, sameHosts);
      write(merged);
      tell(merged);
      return 0;
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
      throw mistake(
          "%s: cannot be read or written; is the whole run directory there, and space on the disk?"
              .formatted(cause));
    }
  }

  private void requireNew() throws IOException {
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
  private void write(Merge.Result merged) throws IOException {
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

  private void tell(Merge.Result merged) {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    RunRecord run = merged.run();
    run.findings().forEach(finding -> command.getErr().println("poolbench: warning: " + finding));
    command
        .getOut()
        .printf(
            Locale.ROOT,
            "%d runs of %d hosts, %d benchmarks, %d trials: %s%nnext: poolbench compare %s%n",
            merged.inputs().size(),
            merged.hosts(),
            run.benchmarks().size(),
            run.trials().size(),
            out,
            out);
  }

  private ParameterException mistake(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  @Override
  public String name() {
    return "poolbench-merge";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new MergeCommand()).setOut(out).setErr(err).execute(args);
  }
}
