package io.poolbench.cli.run;

import io.poolbench.cli.loop.HarnessRun;
import io.poolbench.cli.loop.Inquiry;
import io.poolbench.cli.loop.Loop;
import io.poolbench.cli.report.RunSummary;
import io.poolbench.cli.run.ShardOptions.Share;
import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Timestamp;
import io.poolbench.cli.shell.Words;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.Interruption;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.run.Run;
import io.poolbench.harness.rundir.RunLock;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.stats.Looks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code poolbench run}: measures, then shows what was measured as a table and as a page. */
@Command(
    name = "run",
    description = {
      "Measures every technique before and after, or the benchmarks of any JMH jar.",
      "",
      "Arms run in turns, each time in a fresh JVM. The run ends with its answer on "
          + "one screen and writes report.html.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      Words.TITLE,
      Words.ARM,
      Words.FORK,
      Words.ROUND,
      Words.SEED,
      Words.SHARD,
      "",
      "Examples:",
      "  poolbench run --plan smoke",
      "  poolbench run --plan seeds",
      "  poolbench run --budget 30m",
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
      "  poolbench run --jar b.jar --vary-benchmark '(Plain|Pooled)\\.get' --base Plain",
      "  poolbench run --jar b.jar --heap 2g --gc g1 --jvm-args=-Dpool.size=64",
      "  poolbench run --jar b.jar --vary-param a=x,y --footprint-param conns=100,200",
      "  poolbench run --arm base=old.jar --arm head=new.jar --census",
      "",
      "On several machines, put together by 'poolbench merge':",
      "  poolbench run --plan full --shard 2/4 --costs runs/yesterday --out shard-2",
      "  poolbench run --shard auto/4    # Kubernetes says which of the four",
      "  poolbench run --shard auto      # GitLab says which, and of how many"
    })
public final class RunCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private PlanOptions plan = new PlanOptions();

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run directory. It must be new or empty. Default: target/poolbench/<timestamp>.")
  private @Nullable Path out;

  @Mixin private ResumeOptions resumed = new ResumeOptions();

  @Mixin private JarOptions jars = new JarOptions();

  @Mixin private ShardOptions shards = new ShardOptions();

  @Option(
      names = "--verbose",
      description =
          "Also prints benchstat's tables. They are kept in tables.txt with or without it.")
  private boolean verbose;

  @Option(names = "--exit-with-parent", hidden = true)
  private boolean exitWithParent;

  /**
   * Runs and records.
   *
   * @throws ParameterException with one clear line, for whatever the user can put right
   */
  @Override
  public Integer call() throws IOException {
    if (exitWithParent) {
      Interruption.withParent();
    }
    Path there = resumed.directory();
    Path root = there == null ? newRoot() : there;
    long failed;
    try (RunLock _ = lock(root, there != null)) {
      Optional<Run> run = prepared(root, there != null);
      if (run.isEmpty()) {
        return ExitCode.OK;
      }
      failed = measure(run.get(), there == null && out == null);
    }
    CommandLine command = command();
    RunSummary.print(root, verbose, command.getOut(), command.getErr());
    return failed > 0 ? ExitCode.TRIALS_FAILED : ExitCode.OK;
  }

  /** Before it is read, since another process may be writing to it. */
  private RunLock lock(Path root, boolean resuming) {
    try {
      if (resuming) {
        Run.requireBegun(root);
      } else {
        Run.requireNew(root);
      }
      return RunLock.acquire(root);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw mistake(e);
    }
  }

  private long measure(Run run, boolean asLatest) {
    HarnessRun live = new HarnessRun(run, "poolbench run --resume", asLatest);
    try {
      Loop.answer(inquiry(run), live, command().getErr());
    } catch (InputException e) {
      throw mistake(e);
    }
    return live.failed();
  }

  private Inquiry inquiry(Run run) {
    RunPlan.Forks chosen = plan.forks().orElse(run.plan().forks());
    return chosen.untilDecided() && Looks.after(chosen.looks()).isPresent()
        ? new Changes(Looks.UNTIL_DECIDED)
        : Inquiry.fixed(chosen.first());
  }

  private Optional<Run> prepared(Path root, boolean resuming) {
    try {
      return resuming ? Optional.of(resume(root)) : begin(root);
    } catch (IllegalArgumentException | InputException | UncheckedIOException e) {
      throw mistake(e);
    }
  }

  private Optional<Run> begin(Path root) {
    if (resumed.isNarrowed()) {
      throw new IllegalArgumentException(
          "--only: needs --resume; a new run selects with --include");
    }
    RunPlan chosen = plan.chosen();
    plan.tooFewRounds().ifPresent(this::warn);
    long order = plan.order();
    return jars.areGiven() ? beginJars(root, chosen, order) : beginOurs(root, chosen, order);
  }

  private Optional<Run> beginOurs(Path root, RunPlan plan, long order) {
    RunPlan chosen = plan.withJvmArgs(selection.jvmArgs());
    List<Block> blocks = selection.blocks(chosen);
    Optional<Share> share = shards.share(blocks, chosen, System.getenv());
    List<Block> mine = blocks.stream().filter(within(share)).toList();
    if (mine.isEmpty()) {
      return nothingFor(share.orElseThrow().shard());
    }
    Optional<Room> room = Room.in(chosen, mine);
    List<Block> fitting = mine.stream().filter(hasRoom(room)).toList();
    return Optional.of(
        telling(
            room, Run.begin(root, chosen, order, fitting, share.map(Share::shard).orElse(null))));
  }

  private Optional<Run> beginJars(Path root, RunPlan chosen, long order) {
    JarSuite.Selection all =
        selection.of(jars.arms(selection.ofJars()), jars.kinds(), jars.counting());
    if (all.suite().arms().size() == 1) {
      warn(
          "there is one arm, so nothing is compared; to compare, give --arm twice, --vary-benchmark"
              + " or --vary-param");
    }
    // A plan's own budget is for our benchmarks; how long anyone's jar takes nobody knows.
    RunPlan ours =
        chosen
            .with(plan.forks().orElse(chosen.forks().unbounded()))
            .forJars(selection.ofJars().pattern(), jars.ownIterations());
    Optional<Share> share = shards.share(all.blocks(), ours, System.getenv());
    JarSuite.Selection mine = all.only(within(share));
    if (mine.blocks().isEmpty()) {
      return nothingFor(share.orElseThrow().shard());
    }
    Optional<Room> room = Room.in(ours, mine.blocks());
    JarSuite.Selection fitting = mine.only(hasRoom(room));
    return Optional.of(
        telling(room, Run.begin(root, ours, order, fitting, share.map(Share::shard).orElse(null))));
  }

  /** A matrix of CI has as many jobs as somebody wrote once: one too many is no failure. */
  private Optional<Run> nothingFor(Shard shard) {
    warn(
        "shard %s: there are only %d benchmarks, none for this shard; nothing is measured or written"
            .formatted(shard.name(), shard.benchmarks().size()));
    return Optional.empty();
  }

  private void warn(String text) {
    command().getErr().println("poolbench: " + text);
    command().getErr().flush();
  }

  private static Predicate<Block> within(Optional<Share> share) {
    return block -> share.map(its -> its.has(block)).orElse(true);
  }

  private static Predicate<Block> hasRoom(Optional<Room> room) {
    return block -> room.map(its -> its.has(block)).orElse(true);
  }

  /** Lets the run say, before its first trial and in its report, what the budget leaves out. */
  private static Run telling(Optional<Room> room, Run run) {
    room.flatMap(Room::told).ifPresent(run::addFinding);
    return run;
  }

  private Run resume(Path root) {
    if (shards.areGiven()) {
      throw new IllegalArgumentException(
          root + ": knows its shard already; leave out --shard and --costs with --resume");
    }
    Predicate<String> wanted = resumed.only();
    Optional<RunPlan.Forks> chosen = plan.forks();
    Run run = Run.resume(root, false);
    run.narrow(wanted);
    // What only some benchmarks get is not how the run was made, but needs time all the same.
    chosen.ifPresent(
        forks -> run.choose(resumed.isNarrowed() ? run.plan().forks().unbounded() : forks));
    return run;
  }

  private Path newRoot() {
    if (out != null) {
      return out.toAbsolutePath().normalize();
    }
    return Run.home().resolve("target/poolbench").resolve(Timestamp.now());
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private ParameterException mistake(Exception e) {
    return new ParameterException(command(), String.valueOf(e.getMessage()));
  }
}
