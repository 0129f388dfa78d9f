package io.poolbench.cli.report;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.OutputFile;
import io.poolbench.cli.shell.Version;
import io.poolbench.reports.history.Database;
import io.poolbench.reports.history.History;
import io.poolbench.reports.history.PastRuns;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.PastRun;
import io.poolbench.reports.model.Series;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.render.HistoryExports;
import io.poolbench.reports.render.HistoryFormats;
import io.poolbench.reports.render.html.HistoryPage;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.unit.BaseUnit;
import io.poolbench.reports.view.HistoryView;
import io.poolbench.reports.view.HistoryViewBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code poolbench history} keeps metrics from run to run in a database. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows each metric from run to run, and where its level changed for good.",
      "",
      "Level changes are found by the E-divisive method with p at most 0.01. Times of different"
          + " machines, JVMs or plans never share a table. Bytes and objects share one wherever JVM,"
          + " flags, plan and cores are the same.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  poolbench history add target/poolbench/latest",
      "  poolbench history add result.json --revision v1.2 --environment ci-runner",
      "  poolbench history --benchmark fakeconn --unit B/op --html history.html",
      "  poolbench history --fail-on-change",
      "  poolbench history --format otava > history.csv",
      "  poolbench history --format otava-config > otava.yaml",
      "  POOLBENCH_DATABASE=jdbc:postgresql://db/bench poolbench history --format csv",
      "",
      "PostgreSQL takes user and password from PGUSER, PGPASSWORD and ~/.pgpass."
    })
public final class HistoryCommand implements Callable<Integer> {

  private static final Path EMBEDDED = Path.of("target/poolbench/history");

  /** The formats in which the history may be written. */
  enum Format {
    TEXT(false),
    CSV(false),
    JSON(false),
    SMALLER_IS_BETTER(true),
    BIGGER_IS_BETTER(true),
    BENCHER(false),
    OTAVA(false),
    OTAVA_CONFIG(true);

    /** Tells whether the format has no room for a metric whose direction is unknown. */
    private final boolean directed;

    Format(boolean directed) {
      this.directed = directed;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The name of the file in the help's example. */
  private static final String OTAVA_FILE = "history.csv";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--database",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "jdbc:postgresql://HOST/DATABASE or jdbc:h2:FILE. Default: the environment "
              + "variable POOLBENCH_DATABASE; without it an embedded database in "
              + "target/poolbench/history.")
  private @Nullable String url;

  @Option(
      names = "--benchmark",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Shows only benchmarks whose name matches.")
  private String benchmark = "";

  @Option(names = "--unit", paramLabel = "UNIT", description = "Shows only this unit, as in B/op.")
  private @Nullable String unit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text, csv or json. For other tools: smaller-is-better and bigger-is-better, the two files"
              + " of github-action-benchmark, each with the metrics of its direction; bencher,"
              + " Bencher's Metric Format; otava, the CSV of Apache Otava, and otava-config, its"
              + " configuration with the direction of each metric. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes a self-contained page with a chart for each series.")
  private @Nullable Path html;

  @Option(
      names = "--fail-on-change",
      description =
          "Ends with exit code 1 if the latest run brings a change of level to light that is for the"
              + " worse. A change for the better is told.")
  private boolean failOnChange;

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Adds runs to the history: all of them, or none if one cannot be read.",
        "",
        "A run that is there already changes nothing. If it was resumed since, it "
            + "replaces what was there.",
        ""
      },
      footer = {
        "",
        "Examples:",
        "  poolbench history add target/poolbench/latest",
        "  poolbench history add result.json --revision v1.2 --environment ci-runner"
      })
  int add(
      @Parameters(
              arity = "1..*",
              paramLabel = "RUN",
              description = "A run directory, JMH JSON or Go benchmark text.")
          List<String> runs,
      @Option(
              names = "--revision",
              paramLabel = "REVISION",
              defaultValue = "",
              description = "Revision of the code that was measured. Default: what the run says.")
          String revision,
      @Option(
              names = "--environment",
              paramLabel = "NAME",
              defaultValue = "",
              description = "Name of the machine. Default: a fingerprint of what the run says.")
          String environment,
      @Option(
              names = "--time",
              paramLabel = "INSTANT",
              defaultValue = "",
              description =
                  "When it was measured, as in 2026-11-26T21:30:00Z. Default: what the run says; "
                      + "otherwise when the file was written.")
          String time) {
    Database database = database();
    List<PastRun> read = new ArrayList<>();
    for (String run : runs) {
      read.add(read(run, revision, environment, time));
    }
    Map<String, History.Fate> fates;
    try (History history = History.open(database, System.getenv())) {
      fates = history.add(read);
    }
    PrintWriter out = out();
    for (PastRun run : read) {
      History.Fate fate = Objects.requireNonNull(fates.get(run.identity()));
      out.printf(
          Locale.ROOT,
          "%s: %s, %d values of %s, environment %s%n",
          Visible.text(run.label()),
          switch (fate) {
            case ADDED -> "added";
            case COMPLETED -> "replaces what was there of this run";
            case THERE -> "there already";
          },
          run.values().size(),
          run.started(),
          Visible.text(run.environment()));
      if (fate == History.Fate.ADDED && run.environment().equals(Fingerprint.UNRECORDED)) {
        spec()
            .commandLine()
            .getErr()
            .printf(
                "%s: does not say where it was measured; its series mix machines unless --environment"
                    + " names them%n",
                Visible.text(run.label()));
      }
    }
    return ExitCode.OK;
  }

  private static PastRun read(String run, String revision, String environment, String time) {
    Instant fallback = time.isEmpty() ? written(Path.of(run)) : instant(time);
    return PastRuns.of(
        ResultFiles.read(List.of(new Input(run, run)), InputStream.nullInputStream()),
        run,
        fallback,
        revision,
        environment);
  }

  private static Instant instant(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new InputException(
          "--time", "found '" + time + "'", "an instant such as 2026-11-26T21:30:00Z");
    }
  }

  /** Returns when a file was written, or the epoch: that it is missing is told by the parser. */
  private static Instant written(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  @Override
  public Integer call() {
    Pattern wanted = pattern();
    Database database = database();
    List<Series> all = List.of();
    if (database.isThere()) {
      try (History history = History.open(database, System.getenv())) {
        all = history.series();
      }
    }
    List<HistoryView> views =
        all.stream()
            .filter(series -> wanted.matcher(series.benchmark()).find())
            .filter(series -> unit == null || BaseUnit.of(unit).name().equals(series.unit()))
            .map(HistoryViewBuilder::build)
            .toList();
    if (views.isEmpty()) {
      throw new InputException(
          database.name(),
          all.isEmpty() ? "the history is empty" : "none of " + all.size() + " series matches",
          "runs that were added",
          all.isEmpty()
              ? "add one with 'poolbench history add RUN'"
              : "leave out --benchmark or --unit");
    }
    out()
        .print(
            switch (format) {
              case TEXT -> HistoryFormats.text(views);
              case CSV -> HistoryFormats.csv(views);
              case JSON -> HistoryFormats.json(views);
              case SMALLER_IS_BETTER -> HistoryExports.githubAction(views, Better.LOWER);
              case BIGGER_IS_BETTER -> HistoryExports.githubAction(views, Better.HIGHER);
              case BENCHER -> HistoryExports.bencher(views);
              case OTAVA -> HistoryExports.otava(views);
              case OTAVA_CONFIG -> HistoryExports.otavaConfiguration(views, OTAVA_FILE);
            });
    if (html != null) {
      OutputFile.write(html, HistoryPage.of(views, Version.text()), "give another --html FILE");
    }
    tellLeftOut(views);
    return failOnChange && tellChanges(views) ? ExitCode.REGRESSED : ExitCode.OK;
  }

  private void tellLeftOut(List<HistoryView> views) {
    String units =
        views.stream()
            .filter(view -> view.better() == Better.UNKNOWN)
            .map(view -> Visible.text(view.unit()))
            .distinct()
            .collect(Collectors.joining(", "));
    if (format.directed && !units.isEmpty()) {
      spec()
          .commandLine()
          .getErr()
          .println("left out, since nobody knows which direction is better: " + units);
    }
  }

  /** Tells the levels that the latest run brought to light; returns whether one is worse. */
  private boolean tellChanges(List<HistoryView> views) {
    boolean worse = false;
    for (HistoryView view : HistoryView.current(views)) {
      Optional<HistoryView.Row> found = HistoryViewBuilder.found(view);
      worse |= found.filter(view::isWorse).isPresent();
      found.ifPresent(row -> tell(view, row));
    }
    return worse;
  }

  private void tell(HistoryView view, HistoryView.Row row) {
    spec()
        .commandLine()
        .getErr()
        .printf(
            "%s, %s: new level since %s%s: %s, %s%n",
            Visible.text(view.name()),
            Visible.text(view.unit()),
            row.when(),
            row.revision().isEmpty() ? "" : ", revision " + Visible.text(row.revision()),
            row.level(),
            view.better() == Better.UNKNOWN
                ? "of which nobody knows whether it is worse"
                : view.isWorse(row) ? "worse" : "better");
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(benchmark);
    } catch (PatternSyntaxException e) {
      throw new InputException("--benchmark", "found '" + benchmark + "'", "a regular expression");
    }
  }

  private Database database() {
    String given = url == null ? System.getenv("POOLBENCH_DATABASE") : url;
    return given == null || given.isEmpty() ? Database.in(EMBEDDED) : Database.of(given);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }
}
