package io.poolbench.cli.report;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Words;
import io.poolbench.reports.resultfile.Input;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench report} writes the same comparison as one HTML page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {"Writes one self-contained HTML page about a run, or about any results.", ""},
    footer = {
      "",
      Words.TITLE,
      Words.ARM,
      "",
      "Examples:",
      "  poolbench report target/poolbench/latest",
      "  poolbench report before=old.json after=new.json --out report.html",
      "  poolbench report target/poolbench/latest --scorecard scorecard.svg"
    })
public final class ReportCommand implements Callable<Integer> {

  static final String PAGE = "report.html";

  private final InputStream standardInput;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "[LABEL=]INPUT",
      description =
          "A run directory, or result files as 'compare' reads them. The first is the base.")
  private List<String> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The page. Default: report.html in the run directory; of result files in the "
              + "working directory.")
  private @Nullable Path out;

  @Option(
      names = "--scorecard",
      paramLabel = "FILE.svg",
      description =
          "Also writes the page's first table as a picture, for a README or a pull request.")
  private @Nullable Path scorecard;

  @Option(
      names = "--calibrations",
      paramLabel = "DIR",
      defaultValue = Calibrations.FOLDER,
      description = "Where 'calibrate --jar' keeps its runs. Default: ${DEFAULT-VALUE}.")
  private Path calibrations = Path.of(Calibrations.FOLDER);

  @Mixin private ArmOptions arms = new ArmOptions();

  public ReportCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    Compared compared = Compared.read(Input.of(inputs), arms, standardInput);
    Path page = out == null ? defaultPage() : out;
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    compared.writePage(page, calibrations, command.getErr());
    command.getOut().println("report: " + page);
    compared.comparisons().requireIntersection();
    if (scorecard != null) {
      compared.writeScorecard(scorecard);
      command.getOut().println("scorecard: " + scorecard);
    }
    return ExitCode.OK;
  }

  private Path defaultPage() {
    Path first = Path.of(inputs.getFirst());
    return inputs.size() == 1 && Files.isDirectory(first) ? first.resolve(PAGE) : Path.of(PAGE);
  }
}
