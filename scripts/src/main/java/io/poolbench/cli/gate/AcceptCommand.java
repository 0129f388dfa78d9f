package io.poolbench.cli.gate;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Words;
import io.poolbench.reports.gate.Arms;
import io.poolbench.reports.gate.Expectation;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.NamedArms;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench accept}: what a run shows becomes what later runs are judged by. */
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes down what a run saved, or what its operations allocate, for the gate to guard.",
      "",
      "Only savings that the run shows beyond doubt are written as expectations. With --counts it"
          + " writes what operations allocate as a baseline that 'gate --counts --baseline' judges by"
          + " on any machine. Review the difference before you commit it.",
      ""
    },
    footer = {
      "",
      Words.TITLE,
      Words.ARM,
      Words.FORK,
      Words.EXACT,
      "",
      "Examples:",
      "  poolbench accept target/poolbench/latest",
      "  poolbench gate target/poolbench/latest --expectations scripts/expectations.csv",
      "  poolbench accept RUN --counts counts.csv",
      "  poolbench gate --counts --baseline counts.csv"
    })
public final class AcceptCommand implements Callable<Integer> {

  static final String FILE = "scripts/expectations.csv";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run directory.")
  private String run = "";

  @Option(
      names = "--expectations",
      paramLabel = "FILE",
      defaultValue = FILE,
      description = "The file to write. Default: ${DEFAULT-VALUE}.")
  private Path file = Path.of(FILE);

  @Option(
      names = "--counts",
      paramLabel = "FILE",
      description =
          "Writes what the operations of the run allocate instead: of a gate the head's, "
              + "of any other run of jars the one arm's, of poolbench's own techniques each "
              + "variant's. Eight forks show modes.")
  private @Nullable Path counts;

  @Option(
      names = "--replace",
      description =
          "With --counts: writes the file anew. Else benchmarks that did not run keep their "
              + "lines, and counts that the run agrees with keep their forks.")
  private boolean replace;

  @Option(
      names = "--arm",
      paramLabel = "NAME",
      description = "With --counts: the arm of a run of jars.")
  private @Nullable String arm;

  @Mixin private ExactMetrics exact = new ExactMetrics();

  @Option(
      names = "--vary-benchmark",
      paramLabel = "REGEX",
      description =
          "For results that have no arms: what the one group of the expression matches in "
              + "package.Class.method names the arm.")
  private @Nullable String varied;

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description =
          "The arm of --vary-benchmark that the others are compared with. Default: the "
              + "first that the results name.")
  private @Nullable String base;

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    requireOneKind(command);
    ResultSet results =
        ResultFiles.read(List.of(new Input(run, run)), InputStream.nullInputStream());
    if (counts != null) {
      command
          .getOut()
          .println(
              RunCounts.accept(
                  run, exact.declared(), Optional.ofNullable(arm), counts, replace, results));
      return ExitCode.OK;
    }
    Arms arms = Arms.of(varied == null ? results : NamedArms.of(varied, base).apply(results));
    List<Expectation> expectations = Expectation.of(arms);
    if (expectations.isEmpty()) {
      throw new InputException(
          run,
          "shows no saving beyond doubt",
          "a variant that saves at least 5 %",
          "run more rounds");
    }
    ExpectationsFile.write(file, expectations);
    command.getOut().println(file + ": " + expectations.size() + " expectations");
    return ExitCode.OK;
  }

  private void requireOneKind(CommandLine command) {
    List<String> others =
        counts == null
            ? List.of("--arm", "--replace", ExactMetrics.OPTION)
            : List.of("--expectations", "--vary-benchmark", "--base");
    for (String option : others) {
      if (command.getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            command,
            "%s: %s"
                .formatted(
                    option,
                    counts == null ? "needs --counts" : "of no use with --counts; leave it out"));
      }
    }
  }
}
