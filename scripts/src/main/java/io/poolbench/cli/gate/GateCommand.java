package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Budget;
import io.poolbench.cli.report.Calibrations;
import io.poolbench.cli.revision.Revisions;
import io.poolbench.cli.shell.ShellWord;
import io.poolbench.cli.shell.Timestamp;
import io.poolbench.cli.shell.Words;
import io.poolbench.reports.model.Renames;
import io.poolbench.reports.view.Verdicts;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench gate}: has anything become worse? */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges whether a candidate became worse than its baseline.",
      "",
      "Each metric of each benchmark is regressed, improved, unchanged, worse within 5 "
          + "%%, or inconclusive. Times are judged by the 10th percentile of a fork's "
          + "iterations (2 %% slower is tolerated), by their mean (10 %%), and by the time "
          + "in collections (2 %% of an operation's time).",
      "",
      "Two revisions or two JMH jars run in turns on this machine. Bytes and objects "
          + "come first: what the source asks for, which is exact, then what the compiler's "
          + "escape analysis leaves of it, and what is retained. Times follow, with as many forks as it takes, 5 "
          + "to 40 per arm. Of what became worse the gate looks for the cause in further "
          + "forks: objects by class and call site, time by call site.",
      "",
      "Two stored results are judged by what does not depend on the machine: bytes, "
          + "objects, descriptors. Their times are refused; ratios of times to the first "
          + "variant are only watched.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 nothing regressed; 1 something regressed; 2 wrong usage, input "
          + "that cannot be read, something missing (a lost fork, too few forks), or nothing "
          + "judged; 3 inconclusive.",
      "",
      "'worse within 5 %%' fails nothing, but it is not 'unchanged': five such changes "
          + "add up to 22 %%, which --release REF sees.",
      "",
      Words.TITLE,
      Words.ARM,
      Words.FORK,
      Words.EXACT,
      "",
      "Examples:",
      "  poolbench gate",
      "  poolbench gate --base v1.2 --head HEAD --build 'make jmh' --jar target/b.jar",
      "  poolbench gate --base-jar old.jar --head-jar new.jar --include 'MapBench'",
      "  poolbench gate --base main --release v1.2",
      "  poolbench gate --base main --jvm /opt/jdk-21 --jvm-args=-Xmx2g",
      "  poolbench gate --counts --comment comment.md",
      "  poolbench gate --counts --baseline counts.csv --exact",
      "  poolbench gate --counts --footprint-param connections=100,200",
      "  poolbench gate --time advise --budget 10m",
      "  poolbench gate --resume target/poolbench/gate-20261127-120000",
      "  poolbench gate runs/main runs/today --junit gate.xml",
      "  poolbench gate target/poolbench/latest --expectations scripts/expectations.csv"
    })
public final class GateCommand implements Callable<Integer> {

  /** The options that a run keeps, so that they are not said again where it is resumed. */
  private static final Set<String> KEPT =
      Stream.concat(
              Stream.of(
                  "--base",
                  "--head",
                  "--release",
                  "--build",
                  "--jar",
                  "--base-jar",
                  "--head-jar",
                  "--release-jar",
                  "--canary",
                  "--include",
                  FootprintOption.OPTION,
                  "--out",
                  "--resume"),
              Stream.of(JvmOptions.NAMES))
          .collect(Collectors.toSet());

  private final InputStream standardInput;
  private final GateRuns runs;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..2",
      paramLabel = "[LABEL=]INPUT",
      description = "Stored baseline and candidate: run directories, JMH JSON or Go text.")
  private List<String> inputs = List.of();

  @Option(names = "--base-jar", paramLabel = "JAR", description = "JMH benchmarks of the baseline.")
  private @Nullable String baseJar;

  @Option(
      names = "--head-jar",
      paramLabel = "JAR",
      description = "JMH benchmarks of the candidate.")
  private @Nullable String headJar;

  @Option(
      names = "--release-jar",
      paramLabel = "JAR",
      description = "JMH benchmarks of a release, by which the candidate is judged, too.")
  private @Nullable String releaseJar;

  @Mixin private Revisions revisions = new Revisions();

  @Mixin private JvmOptions jvm = new JvmOptions();

  @Mixin private FootprintOption footprint = new FootprintOption();

  @Option(
      names = "--expectations",
      paramLabel = "FILE",
      description =
          "Judges one stored run by the savings that this file expects of it. 'accept' "
              + "writes such files.")
  private @Nullable Path expectations;

  @Option(
      names = "--vary-benchmark",
      paramLabel = "REGEX",
      description =
          "With --expectations, for results that have no arms: what the one group of the "
              + "expression matches in package.Class.method names the arm. The expectations name "
              + "their base.")
  private @Nullable String varied;

  @Option(
      names = "--canary",
      description =
          "Tries the gate on known changes: 25 %% slower in one, 16 bytes more in the other. A gate "
              + "that finds nothing here cannot fail on this machine. With --include Injected it "
              + "tries 0, 3, 5, 10 and 20 %% slower.")
  private boolean canary;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Judges only benchmarks whose name matches.")
  private @Nullable Pattern include;

  @Option(
      names = "--counts",
      description = "Judges bytes and objects only. It takes minutes, and no clock has a say.")
  private boolean counts;

  @Mixin private BaselineOptions baseline = new BaselineOptions();

  @Mixin private ExactMetrics exactMetrics = new ExactMetrics();

  /** Says what times are good for, where they are measured. */
  enum Clock {
    GATE,
    ADVISE
  }

  @Option(
      names = "--time",
      paramLabel = "gate|advise",
      defaultValue = "gate",
      description =
          "gate: slower fails. advise: slower is told and never fails. Default: "
              + "${DEFAULT-VALUE}.")
  private Clock time = Clock.GATE;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Time for the forks that are timed, such as 90s, 15m or 2h. Default: until all "
              + "is decided.")
  private @Nullable String budget;

  @Option(
      names = "--calibrations",
      paramLabel = "DIR",
      defaultValue = Calibrations.FOLDER,
      description =
          "Where 'calibrate' keeps runs that say which metrics are exact. Default: "
              + "${DEFAULT-VALUE}.")
  private Path calibrations = Path.of(Calibrations.FOLDER);

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description =
          "Tells that a benchmark of stored results had another name before; may be repeated.")
  private List<String> renames = List.of();

  @Option(
      names = "--allow-new",
      description =
          "Does not fail for benchmarks that only the candidate has. They are still told.")
  private boolean allowNew;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run directory. Default: target/poolbench/gate-<timestamp>.")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Continues a gate that was stopped, with all that it had measured. It starts the "
              + "JVMs and jars that run.json names, so give only a directory that you trust.")
  private @Nullable Path resume;

  @Mixin private VerdictOutput output = new VerdictOutput();

  public GateCommand(InputStream standardInput, GateRuns runs) {
    this.standardInput = standardInput;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    requireOneKind(command);
    if (inputs.size() == 2) {
      return output.write(
          StoredGate.judge(
              inputs,
              Renames.of(renames),
              new Calibrations(calibrations),
              standardInput,
              command.getErr()),
          command);
    }
    if (expectations != null) {
      return output.write(StoredGate.judge(inputs.getFirst(), expectations, varied), command);
    }
    LiveGate gate =
        new LiveGate(directory(), scope(command), runs, command.getErr(), resumes(command));
    if (resume == null) {
      gate.requireNew();
    } else {
      gate.requireBegun();
    }
    Verdicts verdicts;
    try (GateRuns.Hold _ = runs.hold(gate.directory())) {
      verdicts =
          resume == null
              ? gate.judge(sides(gate, command).counting(footprint.counting()))
              : gate.resume();
    }
    return output.write(verdicts, command);
  }

  /** Refuses options that would be ignored silently. */
  private void requireOneKind(CommandLine command) {
    if (inputs.size() == 1 && expectations == null) {
      throw new ParameterException(
          command,
          "there is one stored result; give a baseline and a candidate, or --expectations");
    }
    if (expectations != null && inputs.size() != 1) {
      throw new ParameterException(
          command, "--expectations: found %d runs, expected one".formatted(inputs.size()));
    }
    baseline.require(command, counts);
    if (baseline.isGiven()) {
      refuse(
          command,
          "the baseline is a file",
          "--base",
          "--base-jar",
          "--release",
          "--release-jar",
          "--canary");
    } else if ((baseJar == null) != (headJar == null)) {
      throw new ParameterException(command, "--base-jar and --head-jar belong together; give both");
    }
    if (releaseJar != null && (baseJar == null || headJar == null)) {
      throw new ParameterException(
          command, "--release-jar: needs --base-jar and --head-jar; of revisions, give --release");
    }
    if (varied != null && expectations == null) {
      throw new ParameterException(
          command, "--vary-benchmark: needs --expectations; 'poolbench run' compares arms, too");
    }
    List<String> kinds = new ArrayList<>();
    kinds.addAll(inputs.isEmpty() ? List.of() : List.of("stored results"));
    kinds.addAll(resume == null ? List.of() : List.of("--resume"));
    kinds.addAll(canary ? List.of("--canary") : List.of());
    kinds.addAll(headJar == null ? List.of() : List.of("--head-jar"));
    kinds.addAll(revisions.areGiven() ? List.of("--base, --head or --release") : List.of());
    if (kinds.size() > 1) {
      throw new ParameterException(
          command,
          "found %s together, expected one of them".formatted(String.join(" and ", kinds)));
    }
    if (!inputs.isEmpty()) {
      refuse(
          command,
          "of no use with stored results",
          "--include",
          FootprintOption.OPTION,
          "--out",
          "--allow-new",
          "--counts",
          "--time",
          "--budget",
          ExactMetrics.OPTION);
      refuse(command, "of no use with stored results", JvmOptions.NAMES);
    }
    if (counts) {
      refuse(command, "no fork is timed with --counts", "--time", "--budget");
    }
    if (resume != null) {
      refuse(
          command,
          "the run keeps what it began with",
          "--include",
          "--out",
          FootprintOption.OPTION);
      refuse(command, "the run keeps what it began with", JvmOptions.NAMES);
    }
    if (!kinds.isEmpty() && !revisions.areGiven()) {
      refuse(command, "only for revisions, which are built", "--build", "--jar");
    }
  }

  private LiveGate.Scope scope(CommandLine command) {
    LiveGate.Time use =
        counts
            ? LiveGate.Time.NONE
            : time == Clock.ADVISE ? LiveGate.Time.ADVISE : LiveGate.Time.GATE;
    return new LiveGate.Scope(
        allowNew,
        use,
        Budget.given(command, budget),
        new Calibrations(calibrations),
        exactMetrics.declared(),
        baseline.accepted());
  }

  /** Returns the command that goes on, with all options but those that the run keeps. */
  private static String resumes(CommandLine command) {
    StringBuilder resumes = new StringBuilder("poolbench gate");
    for (OptionSpec option : command.getParseResult().matchedOptionsSet()) {
      if (KEPT.contains(option.longestName())) {
        continue;
      }
      if (option.arity().max() == 0) {
        resumes.append(' ').append(option.longestName());
      } else {
        option
            .originalStringValues()
            .forEach(
                value ->
                    resumes
                        .append(' ')
                        .append(option.longestName())
                        .append(' ')
                        .append(ShellWord.of(value)));
      }
    }
    return resumes + " --resume";
  }

  private static void refuse(CommandLine command, String why, String... options) {
    for (String option : options) {
      if (command.getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(command, "%s: %s; leave it out".formatted(option, why));
      }
    }
  }

  private GateRuns.Sides sides(LiveGate gate, CommandLine command) {
    if (canary) {
      return GateRuns.Sides.ofParameter(
          new GateRuns.Jars("--canary", System.getProperty("java.class.path")),
          jvm.jvm(),
          "revision",
          include == null ? Pattern.compile("Canary") : include);
    }
    if (baseline.isGiven()) {
      GateRuns.Jars head =
          headJar == null
              ? new GateRuns.Jars("what the candidate builds", built(gate, command).toString())
              : new GateRuns.Jars("--head-jar", headJar);
      return GateRuns.Sides.ofHead(head, jvm.jvm(), include);
    }
    if (baseJar != null && headJar != null) {
      GateRuns.Sides sides =
          GateRuns.Sides.ofJars(
              new GateRuns.Jars("--base-jar", baseJar),
              new GateRuns.Jars("--head-jar", headJar),
              jvm.jvm(),
              include);
      return releaseJar == null
          ? sides
          : sides.and(
              new GateRuns.Side(
                  Arms.release(fileName(releaseJar)),
                  new GateRuns.Jars("--release-jar", releaseJar)));
    }
    GateRuns.Jvm both = jvm.jvm();
    Revisions.Built built =
        revisions.build(Path.of("").toAbsolutePath(), gate.directory(), command.getErr());
    GateRuns.Sides sides =
        GateRuns.Sides.ofJars(
            new GateRuns.Jars("what the baseline builds", built.base().toString()),
            new GateRuns.Jars("what the candidate builds", built.head().toString()),
            both,
            include);
    return built
        .release()
        .map(jar -> new GateRuns.Jars("what the release builds", jar.toString()))
        .map(
            jars ->
                sides.and(new GateRuns.Side(Arms.release(revisions.release().orElseThrow()), jars)))
        .orElse(sides);
  }

  private static String fileName(String jar) {
    return jar.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.jar$", "");
  }

  private Path built(LiveGate gate, CommandLine command) {
    return revisions.buildHead(Path.of("").toAbsolutePath(), gate.directory(), command.getErr());
  }

  private Path directory() {
    if (resume != null) {
      return resume;
    }
    if (out != null) {
      return out.toAbsolutePath().normalize();
    }
    return Path.of("target/poolbench/gate-" + Timestamp.now()).toAbsolutePath();
  }
}
