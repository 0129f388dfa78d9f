package io.poolbench.cli.report;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.OutputFile;
import io.poolbench.cli.shell.Version;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.profile.Kind;
import io.poolbench.reports.profile.Profile;
import io.poolbench.reports.profile.ProfileReader;
import io.poolbench.reports.profile.Recording;
import io.poolbench.reports.render.ProfileFormats;
import io.poolbench.reports.render.html.ProfileSection;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.view.Per;
import io.poolbench.reports.view.ProfileView;
import io.poolbench.reports.view.ProfileViewBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench profile} tells what a recording sampled, or what changed between two. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows which call sites allocate or take time, from JFR recordings.",
      "",
      "Reads recordings of the JDK and of async-profiler, also compressed with gzip. "
          + "Two recordings are compared.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  poolbench profile before.jfr after.jfr",
      "  poolbench profile base=old.jfr head=new.jfr --out diff.html",
      "  poolbench profile app.jfr --kind cpu --by class --format markdown"
    })
public final class ProfileCommand implements Callable<Integer> {

  /** The narrowest frame, as a share of the whole; narrower ones cannot be seen. */
  private static final double NARROWEST = 0.005;

  /** A share of the longer duration: what differs less is told by the table's head alone. */
  private static final double UNEQUAL = 0.1;

  private static final int SHOWN = 3;

  /** The formats in which the tables may be written. */
  enum Format {
    TEXT,
    MARKDOWN,
    JSON
  }

  /** The rows that the tables may have. */
  enum By {
    SITE,
    CLASS
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..2",
      paramLabel = "[LABEL=]FILE",
      description = "A JFR recording, and another to compare it with.")
  private List<String> inputs = List.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What was sampled: ${COMPLETION-CANDIDATES}. Default: all that the recordings hold.")
  private @Nullable Kind kind;

  @Option(
      names = "--by",
      paramLabel = "ROWS",
      defaultValue = "site",
      description =
          "Makes a row for each call site or for each class: ${COMPLETION-CANDIDATES}. "
              + "Default: ${DEFAULT-VALUE}.")
  private By by = By.SITE;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "Shows so many rows. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also writes a self-contained HTML page with flame graphs.")
  private @Nullable Path out;

  @Option(
      names = "--per",
      paramLabel = "WHAT",
      defaultValue = "recording",
      description =
          "recording: shows totals; second: divides them by the recorded time; share: "
              + "divides them by the total, so that recordings of different lengths and loads "
              + "can be compared. Default: ${DEFAULT-VALUE}.")
  private Per per = Per.RECORDING;

  @Override
  public Integer call() {
    List<Input> files = Input.of(inputs);
    List<Recording> recordings =
        files.stream().map(file -> ProfileReader.read(Path.of(file.path()))).toList();
    List<ProfileView> views = views(files, recordings);
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.print(
        switch (format) {
          case TEXT -> ProfileFormats.text(views);
          case MARKDOWN -> ProfileFormats.markdown(views);
          case JSON -> ProfileFormats.json(views);
        });
    writer.flush();
    warn(recordings);
    if (out != null) {
      OutputFile.write(out, ProfileSection.page(views, Version.text()), "give another --out FILE");
    }
    return ExitCode.OK;
  }

  private void warn(List<Recording> recordings) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    recordings.stream().flatMap(recording -> recording.findings().stream()).forEach(err::println);
    double first = recordings.getFirst().seconds();
    double last = recordings.getLast().seconds();
    if (per == Per.RECORDING && Math.abs(last - first) > UNEQUAL * Math.max(first, last)) {
      err.printf(
          Locale.ROOT,
          "profile: %.1f s against %.1f s: totals differ for that alone; see --per second and"
              + " --per share%n",
          first,
          last);
    }
    err.flush();
  }

  private List<ProfileView> views(List<Input> files, List<Recording> recordings) {
    List<String> labels = files.stream().map(Input::label).toList();
    List<Double> seconds = recordings.stream().map(Recording::seconds).toList();
    List<ProfileView> views = new ArrayList<>();
    for (Kind each : kind == null ? List.of(Kind.values()) : List.of(kind)) {
      List<Profile> both =
          recordings.stream()
              .map(recording -> recording.profiles().get(each))
              .filter(Objects::nonNull)
              .toList();
      if (both.size() == files.size()) {
        views.add(
            new ProfileViewBuilder(NARROWEST)
                .build(labels, both, seconds, per, by == By.CLASS, top));
      }
    }
    if (views.isEmpty()) {
      throw new InputException(
          String.join(", ", labels),
          "holds no samples"
              + (kind == null ? "" : " of " + kind)
              + (files.size() > 1 ? " in both" : "")
              + instead(recordings),
          "events of " + (kind == null ? "allocations, CPU time or live objects" : kind),
          "record with settings=profile, or with async-profiler");
    }
    return views;
  }

  /** Tells what the recordings hold, where that is no samples. */
  private static String instead(List<Recording> recordings) {
    String types =
        recordings.stream()
            .flatMap(recording -> recording.otherEvents().entrySet().stream())
            .limit(SHOWN)
            .map(type -> type.getValue() + " " + type.getKey())
            .collect(Collectors.joining(", "));
    return types.isEmpty() ? "" : ", but " + types;
  }
}
