package io.poolbench.harness;

import io.poolbench.harness.Schedule.Block;
import io.poolbench.harness.ShardOptions.Share;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code poolbench run}. Found by the entry point through {@link ToolProvider}, so that harness and
 * reports need not know each other; its result is the run directory.
 */
@Command(
    name = "run",
    description =
        "Measures every technique before and after, or the benchmarks of any JMH jar, in interleaved"
            + " forks.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  poolbench run --plan smoke",
      "  poolbench run --include '^bufioreuse/' --out /tmp/bufioreuse",
      "  poolbench run --include '^recvpool/readat-plain-1m$' --gc serial,g1,zgc",
      "  poolbench run --include '^tlsoutbuf/write$' --profile alloc,cpu",
      "  poolbench run --resume target/poolbench/latest",
      "  poolbench run --resume target/poolbench/latest --rounds 12 --only '/gc=g1$'",
      "",
      "Benchmarks of your own, in any JMH jar:",
      "  poolbench run --arm base=old.jar --arm head=new.jar --include 'MapBench.get'",
      "  poolbench run --jar b.jar --arm j17=jvm=/opt/jdk-17 --arm j25=jvm=/opt/jdk-25",
      "  poolbench run --jar b.jar --vary-param impl=before,after",
      "  poolbench run --arm base=old.jar --arm head=new.jar --census",
      "",
      "On several machines, put together by 'poolbench merge':",
      "  poolbench run --plan full --shard 2/4 --costs runs/yesterday --out shard-2",
      "  poolbench run --shard auto/4    # the number from Kubernetes' JOB_COMPLETION_INDEX",
      "  poolbench run --shard auto      # both numbers from GitLab's CI_NODE_INDEX and _TOTAL"
    })
public final class RunCommand
    implements Callable<@Nullable Path>, IExitCodeGenerator, ToolProvider {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private PlanOptions plan = new PlanOptions();

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "run directory; default target/poolbench/<timestamp>")
  private @Nullable Path out;

  @Mixin private ResumeOptions resumed = new ResumeOptions();

  @Mixin private JarOptions jars = new JarOptions();

  @Mixin private ShardOptions shards = new ShardOptions();

  @Option(names = "--exit-with-parent", hidden = true)
  private boolean exitWithParent;

  private int exitCode;

  /**
   * Runs and records.
   *
   * @return the run directory; null where a shard has nothing to measure
   * @throws ParameterException with one clear line, for whatever the user can put right
   */
  @Override
  public @Nullable Path call() throws IOException {
    if (exitWithParent) {
      Interruption.withParent();
    }
    Path there = resumed.directory();
    RunDirectory directory = new RunDirectory(there == null ? newRoot() : there);
    Optional<Run> begun;
    try {
      begun = there == null ? begin(directory) : Optional.of(resume(directory));
    } catch (UncheckedIOException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
    if (begun.isEmpty()) {
      return null;
    }
    Run run = begun.get();
    try (MachineLock _ = lock()) {
      run.save();
      if (there == null && out == null) {
        directory.linkAsLatest();
      }
      measure(run, directory);
    } catch (IOException | UncheckedIOException e) {
      throw mistake(stopped(e, directory));
    }
    return directory.root();
  }

  /** A disk that is full or a folder that cannot be written: no bug, and nothing is lost. */
  private String stopped(Exception e, RunDirectory directory) {
    // An unchecked one has the message of its cause with the cause's class in front.
    String why = String.valueOf(e.getMessage()).replaceFirst("^java\\.[a-zA-Z.]*Exception: ", "");
    return directory.holdsRun()
        ? "%s; every finished trial is kept, make space and continue with: %s %s"
            .formatted(why, resumed.command(), directory.root())
        : "%s; nothing was measured, expected space for a run in %s; make some, or choose another --out"
            .formatted(why, directory.root());
  }

  private void measure(Run run, RunDirectory directory) {
    List<Trial> trials = run.left();
    int left = trials.size();
    long millis = trials.stream().mapToLong(trial -> run.plan().trialMillis(trial.kind())).sum();
    System.err.printf(
        Locale.ROOT,
        "poolbench: plan %s, %d trials, about %s, into %s%n",
        run.plan().name(),
        left,
        Progress.minutes(Duration.ofMillis(millis)),
        directory.root());
    run.findings().forEach(finding -> System.err.println("poolbench: warning: " + finding));
    // JDK 22 to 24 always have a console, 25 has one on a terminal only.
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    try (Interruption _ = Interruption.guard(directory.root(), resumed.command());
        Progress progress = Progress.of(run.plan(), trials, terminal)) {
      run.finish(progress);
    }
    if (run.failed() > 0) {
      exitCode = 1;
      System.err.printf(
          Locale.ROOT,
          "poolbench: %d of %d trials failed; why stands in %s and in the logs beside it%n",
          run.failed(),
          run.trials(),
          directory.runJson());
    }
  }

  private Optional<Run> begin(RunDirectory directory) {
    if (directory.holdsRun()) {
      throw mistake(
          directory.root()
              + ": holds a run already, expected a new directory; choose another --out, or continue"
              + " it with --resume");
    }
    if (resumed.isNarrowed()) {
      throw mistake("--only: needs --resume; a new run selects with --include");
    }
    try {
      RunPlan chosen = plan.chosen();
      long order = plan.order();
      return jars.areGiven()
          ? beginJars(directory, chosen, order)
          : beginOurs(directory, chosen, order);
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Run> beginOurs(RunDirectory directory, RunPlan chosen, long order) {
    List<Block> blocks = selection.blocks(chosen);
    Optional<Share> share = shards.share(blocks, chosen, System.getenv());
    if (share.isEmpty()) {
      return Optional.of(Run.begin(directory, chosen, order, blocks, null, home()));
    }
    List<Block> mine = blocks.stream().filter(share.get()::has).toList();
    return mine.isEmpty()
        ? nothingFor(share.get().shard())
        : Optional.of(Run.begin(directory, chosen, order, mine, share.get().shard(), home()));
  }

  private Optional<Run> beginJars(RunDirectory directory, RunPlan chosen, long order) {
    JarSuite.Selection all = selection.of(jars.arms(), jars.kinds());
    RunPlan ours = chosen.forJars(selection.ofJars().pattern(), jars.ownIterations());
    Optional<Share> share = shards.share(all.blocks(), ours, System.getenv());
    if (share.isEmpty()) {
      return Optional.of(Run.begin(directory, ours, order, all, null, home()));
    }
    JarSuite.Selection mine = all.only(share.get()::has);
    return mine.blocks().isEmpty()
        ? nothingFor(share.get().shard())
        : Optional.of(Run.begin(directory, ours, order, mine, share.get().shard(), home()));
  }

  /** A matrix of CI has as many jobs as somebody wrote once: one too many is no failure. */
  private static Optional<Run> nothingFor(Shard shard) {
    System.err.printf(
        Locale.ROOT,
        "poolbench: shard %s: there are only %d benchmarks, none for this shard; nothing is"
            + " measured or written%n",
        shard.name(),
        shard.benchmarks().size());
    return Optional.empty();
  }

  private Run resume(RunDirectory directory) {
    if (!directory.holdsRun()) {
      throw mistake(
          directory.root() + ": holds no run.json; give the directory that the run printed");
    }
    if (shards.areGiven()) {
      throw mistake(
          directory.root()
              + ": knows its shard already; leave out --shard and --costs with --resume");
    }
    Predicate<String> wanted;
    Integer rounds;
    try {
      wanted = resumed.only();
      rounds = plan.rounds();
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
    try {
      Run run = Run.resume(directory, home(), resumed.onSameMachine());
      run.narrow(wanted, rounds);
      return run;
    } catch (IllegalArgumentException e) {
      throw mistake(directory.runJson() + ": " + e.getMessage());
    }
  }

  private Path newRoot() {
    if (out != null) {
      return out.toAbsolutePath().normalize();
    }
    DateTimeFormatter timestamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    return home()
        .resolve("target/poolbench")
        .resolve(LocalDateTime.now(ZoneId.systemDefault()).format(timestamp));
  }

  /** The project that the launcher belongs to; without a launcher, the working directory. */
  private static Path home() {
    return Path.of(System.getProperty("poolbench.home", "")).toAbsolutePath();
  }

  private MachineLock lock() throws IOException {
    try {
      return MachineLock.tryAcquire()
          .orElseThrow(
              () ->
                  mistake(
                      MachineLock.file()
                          + ": another JMH run on this machine holds it, and two at once spoil each"
                          + " other; wait until it ends"));
    } catch (AccessDeniedException e) {
      throw mistake(
          MachineLock.file()
              + ": cannot be written, it is another user's; remove it while no benchmark runs, or"
              + " have a folder of your own: POOLBENCH_OPTS=-Djava.io.tmpdir=DIR");
    }
  }

  private ParameterException mistake(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public String name() {
    return "poolbench-run";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... args) {
    // Of its own, so that no option of an earlier run stays.
    return new CommandLine(new RunCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(RunCommand::toldInOneLine)
        // One is for trials that failed; this has not even tried.
        .setExitCodeExceptionMapper(_ -> 2)
        .execute(args);
  }

  private static int toldInOneLine(ParameterException e, String[] args) {
    e.getCommandLine().getErr().println(e.getMessage());
    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }
}
