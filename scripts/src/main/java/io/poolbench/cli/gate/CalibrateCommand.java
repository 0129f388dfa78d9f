package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Inquiry;
import io.poolbench.cli.loop.LiveRun;
import io.poolbench.cli.loop.Loop;
import io.poolbench.cli.report.Calibrations;
import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Words;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.run.Run;
import io.poolbench.reports.gate.Calibration;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench calibrate}: what this machine can see. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows how much forks of the same code differ, and what the gate would see.",
      "",
      "For each metric it tells the smallest change that the gate would find nine "
          + "times in ten with 5 to 30 forks per arm. It reads a stored run, or runs a jar "
          + "against itself. poolbench keeps such a run, and reports from the same "
          + "environment show it.",
      ""
    },
    footer = {
      "",
      Words.TITLE,
      Words.ARM,
      Words.FORK,
      Words.EXACT,
      Words.ANY,
      "",
      "Examples:",
      "  poolbench calibrate target/poolbench/latest",
      "  poolbench calibrate --jar benchmarks.jar --include MapBench"
    })
public final class CalibrateCommand implements Callable<Integer> {

  /** Ten forks of each arm know their deviation to a sixth. */
  private static final int ROUNDS = 10;

  private final GateRuns runs;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "A stored run directory.")
  private @Nullable String run;

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description = "Runs the JMH benchmarks of this jar against themselves.")
  private @Nullable String jar;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Measures only benchmarks whose name matches.")
  private @Nullable Pattern include;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes the run of --jar here. It is then not kept for reports.")
  private @Nullable Path out;

  @Option(
      names = "--calibrations",
      paramLabel = "DIR",
      defaultValue = Calibrations.FOLDER,
      description = "Where runs are kept, by environment and time. Default: ${DEFAULT-VALUE}.")
  private Path calibrations = Path.of(Calibrations.FOLDER);

  @Mixin private JvmOptions jvm = new JvmOptions();

  @Mixin private FootprintOption footprint = new FootprintOption();

  public CalibrateCommand(GateRuns runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    if ((run == null) == (jar == null)) {
      throw new ParameterException(
          command, "give either a stored run or --jar, to have something to look at");
    }
    if (run != null) {
      print(read(run), command.getOut());
      return ExitCode.OK;
    }
    Calibrations kept = new Calibrations(calibrations);
    Path directory = out == null ? kept.begin() : requireNew(out);
    GateRuns.Jars both = new GateRuns.Jars("--jar", String.valueOf(jar));
    Inquiry noise = Inquiry.fixed(ROUNDS);
    LiveRun live =
        runs.begin(
            directory,
            noise.looks(),
            GateRuns.Sides.ofJars(both, both, jvm.jvm(), include).counting(footprint.counting()),
            "poolbench run --resume");
    ResultSet results =
        Loop.answer(
            noise, live.only(Set.of(Kind.TIMING, Kind.COUNT, Kind.FOOTPRINT)), command.getErr());
    print(results, command.getOut());
    if (out == null) {
      command.getOut().println("kept: " + kept.keep(directory, Fingerprint.of(results.runs())));
    }
    return ExitCode.OK;
  }

  private static Path requireNew(Path directory) {
    try {
      Run.requireNew(directory);
      return directory;
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private static ResultSet read(String directory) {
    ResultSet results =
        ResultFiles.read(List.of(new Input(directory, directory)), InputStream.nullInputStream());
    if (results.runs().isEmpty()) {
      throw new InputException(
          directory, "is no run of poolbench", "a run directory", "make one with 'poolbench run'");
    }
    return results;
  }

  private static void print(ResultSet results, PrintWriter out) {
    List<Calibration> calibrations =
        Calibration.of(results, results.runs().getFirst(), Rule.STANDARD);
    int name =
        calibrations.stream().mapToInt(c -> Visible.text(c.benchmark()).length()).max().orElse(0);
    String line = "%-" + Math.max(9, name) + "s  %-16s %6s %9s";
    out.printf(line, "benchmark", "unit", "forks", "spread");
    Rule.STANDARD.looks().forEach(n -> out.printf(" %9s", "sees @" + n));
    out.println();
    for (Calibration c : calibrations) {
      out.printf(
          line,
          Visible.text(c.benchmark()),
          Visible.text(c.unit()),
          c.forks(),
          c.exact() ? "exact" : percent(c.spread()));
      c.detectable().forEach((n, seen) -> out.printf(" %9s", c.exact() ? "any" : seen(seen)));
      out.println();
    }
  }

  /** So few forks show nothing, however large. */
  private static String seen(double ratio) {
    return Double.isFinite(ratio) ? "+" + percent(ratio - 1) : "-";
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f%%", 100 * share) : "?";
  }
}
