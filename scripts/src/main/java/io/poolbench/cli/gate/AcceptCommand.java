package io.poolbench.cli.gate;

import io.poolbench.cli.shell.ExitCode;
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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench accept}: what a run saves becomes what later runs must save. */
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the savings that a run shows beyond doubt as expectations of later runs.",
      "Review the difference before you commit it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  poolbench accept target/poolbench/latest",
      "  poolbench gate target/poolbench/latest --expectations scripts/expectations.csv"
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
      description = "What to write; default: ${DEFAULT-VALUE}.")
  private Path file = Path.of(FILE);

  @Option(
      names = "--vary-benchmark",
      paramLabel = "REGEX",
      description = {
        "Of results without arms: what the one group matches in package.Class.method is the arm."
      })
  private @Nullable String varied;

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description = "Which arm of --vary-benchmark is first; default: as they come.")
  private @Nullable String base;

  @Override
  public Integer call() {
    ResultSet results =
        ResultFiles.read(List.of(new Input(run, run)), InputStream.nullInputStream());
    Arms arms = Arms.of(varied == null ? results : NamedArms.of(varied, base).apply(results));
    List<Expectation> expectations = Expectation.of(arms);
    if (expectations.isEmpty()) {
      throw new InputException(
          run, "no saving beyond doubt", "a variant that saves at least 5 %", "run more rounds");
    }
    ExpectationsFile.write(file, expectations);
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(file + ": " + expectations.size() + " expectations");
    return ExitCode.OK;
  }
}
