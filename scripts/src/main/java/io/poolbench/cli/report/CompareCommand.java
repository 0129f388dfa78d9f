package io.poolbench.cli.report;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Words;
import io.poolbench.reports.compare.Comparer;
import io.poolbench.reports.compare.Comparisons;
import io.poolbench.reports.compare.Grouping;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Renames;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.render.Format;
import io.poolbench.reports.render.Rendered;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.ReportBuilder;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.RowOrder;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench compare} prints benchstat's table of any results. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares benchmark results: median, confidence interval, Mann-Whitney U test.",
      "",
      "Reads the text of Go benchmarks, go test -json, the JSON and CSV of JMH, each "
          + "also compressed with gzip, and run directories of poolbench. Prints benchstat's "
          + "table.",
      ""
    },
    footer = {
      "",
      Words.TITLE,
      Words.ARM,
      Words.KEY,
      "",
      "Examples:",
      "  poolbench compare old.txt new.txt",
      "  poolbench compare before=old.json after=new.json --format markdown",
      "  poolbench compare runs/today --changed --sort delta",
      "  poolbench compare jmh.json --vary-benchmark '(Plain|Pooled)\\.get' --base Plain",
      "  poolbench compare --col /format --row .name --filter '.unit:B/op' new.txt"
    })
public final class CompareCommand implements Callable<Integer> {

  private final InputStream standardInput;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "[LABEL=]INPUT",
      description =
          "A result file, a run directory, or - for standard input. The first is the base.")
  private List<String> inputs = List.of();

  @Option(
      names = {"--format", "-format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = {"--row", "-row"},
      paramLabel = "KEYS",
      defaultValue = ".fullname",
      description = "Makes a row for each value of these keys. Default: ${DEFAULT-VALUE}.")
  private String row = "";

  @Option(
      names = {"--col", "-col"},
      paramLabel = "KEYS",
      description =
          "Makes a column for each value of these keys. Default: .file; of a single run "
              + "directory /variant.")
  private @Nullable String column;

  @Option(
      names = {"--table", "-table"},
      paramLabel = "KEYS",
      defaultValue = ".config",
      description =
          "Makes a table for each unit and each value of these keys. Default: "
              + "${DEFAULT-VALUE}.")
  private String table = "";

  @Option(
      names = {"--ignore", "-ignore"},
      paramLabel = "KEYS",
      defaultValue = "",
      description = "Leaves these keys out when it decides what belongs to one row.")
  private String ignore = "";

  @Option(
      names = {"--filter", "-filter"},
      paramLabel = "QUERY",
      defaultValue = "*",
      description = "Takes only results that match, as in '/size:(1k OR 2k) -.unit:B/op'.")
  private String filter = "";

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description =
          "Tells that the benchmark Class.method had another name before; may be repeated.")
  private List<String> renames = List.of();

  @Mixin private ArmOptions arms = new ArmOptions();

  @Option(
      names = {"--alpha", "-alpha"},
      paramLabel = "P",
      defaultValue = "0.05",
      description =
          "A difference is significant where p is at most this. Default: ${DEFAULT-VALUE}.")
  private double alpha;

  @Option(
      names = {"--confidence", "-confidence"},
      paramLabel = "LEVEL",
      defaultValue = "0.95",
      description = "Level of the confidence intervals. Default: ${DEFAULT-VALUE}.")
  private double confidence;

  @Option(
      names = "--sort",
      paramLabel = "BY",
      defaultValue = "name",
      description =
          "Order of the rows. name: as --row says; delta: the largest decrease first; "
              + "-delta: the largest increase first. Default: ${DEFAULT-VALUE}.")
  private String sort = "";

  @Option(names = "--changed", description = "Shows only rows with a significant change.")
  private boolean changed;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "Colors what is better and what is worse: auto, always or never. auto colors on "
              + "a terminal, unless NO_COLOR is set. Default: ${DEFAULT-VALUE}.")
  private String color = "";

  public CompareCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    requireProbability("--alpha", alpha);
    requireProbability("--confidence", confidence);
    order();
    isColored();
    List<Input> files = Input.of(inputs);
    // Syntax errors first: reading may take long, and standard input can be read only once.
    grouping(Grouping.BY_FILE);
    arms.requireRight();
    ResultSet results =
        arms.apply(Renames.of(renames).apply(ResultFiles.read(files, standardInput)));
    Grouping grouping = grouping(arms.columns(files.size(), results.runs()));
    Comparisons comparisons = Comparer.compare(results, grouping, alpha, confidence);
    List<String> labels = files.stream().map(Input::label).distinct().toList();
    ReportModel report = ReportBuilder.build(labels, results.runs(), comparisons);
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    Rendered rendered = format.render(order().apply(report, changed), isColored());
    print(rendered, command.getOut(), command.getErr());
    comparisons.requireIntersection();
    return ExitCode.OK;
  }

  private Grouping grouping(String defaultColumn) {
    return Grouping.of(table, row, column == null ? defaultColumn : column, ignore, filter);
  }

  private RowOrder order() {
    return switch (sort) {
      case "name" -> RowOrder.NAME;
      case "delta" -> RowOrder.DELTA;
      case "-delta" -> RowOrder.DELTA_DESCENDING;
      default ->
          throw new InputException("--sort", "found '" + sort + "'", "name, delta or -delta");
    };
  }

  private boolean isColored() {
    return switch (color) {
      case "always" -> true;
      case "never" -> false;
      case "auto" -> isColorWelcome();
      default ->
          throw new InputException("--color", "found '" + color + "'", "auto, always or never");
    };
  }

  private static void requireProbability(String option, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new InputException(option, "found " + value, "a probability from 0 to 1");
    }
  }

  private static boolean isColorWelcome() {
    String refused = System.getenv("NO_COLOR");
    return (refused == null || refused.isEmpty())
        && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** Prints the report as text, in color if that is welcome. */
  static void print(ReportModel report, PrintWriter out, PrintWriter err) {
    print(Format.TEXT.render(report, isColorWelcome()), out, err);
  }

  private static void print(Rendered rendered, PrintWriter out, PrintWriter err) {
    out.print(rendered.output());
    out.flush();
    err.print(rendered.warnings());
    err.flush();
  }
}
