package io.poolbench.reports.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.poolbench.reports.compare.Comparer;
import io.poolbench.reports.compare.Comparisons;
import io.poolbench.reports.compare.Grouping;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Run;
import io.poolbench.reports.render.html.HtmlReport;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Noise;
import io.poolbench.reports.view.NoiseBuilder;
import io.poolbench.reports.view.ProfileView;
import io.poolbench.reports.view.ReportBuilder;
import io.poolbench.reports.view.ReportModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** {@code poolbench report}: the same comparison as one HTML page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes one self-contained HTML page about a run, or about any results.",
    footer = {
      "",
      "Examples:",
      "  poolbench report target/poolbench/latest",
      "  poolbench report before=old.json after=new.json --out report.html"
    })
final class ReportCommand implements Callable<Integer> {

  private static final double ALPHA = 0.05;
  private static final double CONFIDENCE = 0.95;

  private final InputStream standardInput;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "[LABEL=]INPUT",
      description = "Run directory or result files; the first is the base.")
  private List<String> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page; default: report.html in the run directory, else here.")
  private @Nullable Path out;

  @Option(
      names = "--calibrations",
      paramLabel = "DIR",
      defaultValue = Calibrations.FOLDER,
      description = "Where 'calibrate --jar' keeps its runs; default: ${DEFAULT-VALUE}.")
  private Path calibrations = Path.of(Calibrations.FOLDER);

  ReportCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    List<Input> files = Input.of(inputs);
    ResultSet results = ResultFiles.read(files, standardInput);
    String columns = Grouping.defaultColumns(files.size(), results.runs());
    Grouping grouping = Grouping.of(".config", ".fullname", columns, "", "*");
    Comparisons comparisons = Comparer.compare(results, grouping, ALPHA, CONFIDENCE);
    List<String> labels = files.stream().map(Input::label).distinct().toList();
    Path page = out == null ? defaultPage() : out;
    ReportModel model = ReportBuilder.page(labels, results.runs(), comparisons, noises(results));
    write(page, HtmlReport.render(model, profiles(files, results.runs())));
    Objects.requireNonNull(spec).commandLine().getOut().println("report: " + page);
    comparisons.requireIntersection();
    return ExitCode.OK;
  }

  private List<Noise> noises(ResultSet results) {
    Calibrations kept = new Calibrations(calibrations);
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    return results.runs().stream()
        .map(run -> NoiseBuilder.build(results, run, kept.of(Fingerprint.of(List.of(run)), err)))
        .filter(noise -> !noise.rows().isEmpty() || noise.exact() > 0)
        .toList();
  }

  /** Of the only input, if that is a run: among several nobody could tell whose they are. */
  private static List<ProfileView> profiles(List<Input> files, List<Run> runs) {
    return files.size() == 1 && runs.size() == 1
        ? RunProfiles.of(Path.of(files.getFirst().path()), runs.getFirst())
        : List.of();
  }

  private Path defaultPage() {
    Path first = Path.of(inputs.getFirst());
    return inputs.size() == 1 && Files.isDirectory(first)
        ? first.resolve("report.html")
        : Path.of("report.html");
  }

  /** Written aside and renamed: a page that is being read never changes halfway. */
  private static void write(Path page, String html) {
    Path aside = page.resolveSibling(page.getFileName() + ".part");
    try {
      Files.writeString(aside, html);
      Files.move(aside, page, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException(
          page.toString(), "cannot be written (" + e + ")", "a writable place", "give --out FILE");
    }
  }
}
