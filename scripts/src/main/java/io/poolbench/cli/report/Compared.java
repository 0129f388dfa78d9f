package io.poolbench.cli.report;

import io.poolbench.cli.shell.OutputFile;
import io.poolbench.cli.shell.Version;
import io.poolbench.reports.compare.Comparer;
import io.poolbench.reports.compare.Comparisons;
import io.poolbench.reports.compare.Grouping;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.render.html.HtmlReport;
import io.poolbench.reports.render.html.ScorecardPicture;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Evidence;
import io.poolbench.reports.view.Noise;
import io.poolbench.reports.view.NoiseBuilder;
import io.poolbench.reports.view.Provenance;
import io.poolbench.reports.view.ReportBuilder;
import io.poolbench.reports.view.ReportModel;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Results, compared as they are where nobody says otherwise.
 *
 * @param files the first is the base
 */
record Compared(List<Input> files, ResultSet results, Comparisons comparisons) {

  private static final double ALPHA = 0.05;
  private static final double CONFIDENCE = 0.95;

  static Compared read(List<Input> files, InputStream standardInput) {
    return read(files, new ArmOptions(), standardInput);
  }

  /** Reads and compares files, with the arms that the options tell apart. */
  static Compared read(List<Input> files, ArmOptions arms, InputStream standardInput) {
    arms.requireRight();
    ResultSet results = arms.apply(ResultFiles.read(files, standardInput));
    String columns = arms.columns(files.size(), results.runs());
    Grouping grouping = Grouping.of(".config", ".fullname", columns, "", "*");
    return new Compared(files, results, Comparer.compare(results, grouping, ALPHA, CONFIDENCE));
  }

  private List<String> labels() {
    return files.stream().map(Input::label).distinct().toList();
  }

  /** Makes the report for tables alone. */
  ReportModel table() {
    return ReportBuilder.build(labels(), results.runs(), comparisons);
  }

  /**
   * Writes the page.
   *
   * @param calibrations folder of kept runs
   * @param err told of calibrations that cannot be read
   */
  void writePage(Path page, Path calibrations, PrintWriter err) {
    List<Noise> noises = noises(new Calibrations(calibrations), err);
    ReportModel model = ReportBuilder.page(labels(), results.runs(), comparisons, noises);
    OutputFile.write(page, HtmlReport.render(model, evidence(), Version.text()), "give --out FILE");
  }

  /**
   * Writes the scorecard as a picture.
   *
   * @throws InputException where nothing was compared
   */
  void writeScorecard(Path picture) {
    String drawn;
    try {
      drawn = ScorecardPicture.render(table());
    } catch (IllegalArgumentException e) {
      throw new InputException(
          String.join(", ", labels()),
          String.valueOf(e.getMessage()),
          "results with something to compare",
          "leave out --scorecard, or give a second input");
    }
    OutputFile.write(picture, drawn, "give another --scorecard FILE");
  }

  private List<Noise> noises(Calibrations kept, PrintWriter err) {
    return results.runs().stream()
        .map(run -> NoiseBuilder.build(results, run, kept.of(Fingerprint.of(List.of(run)), err)))
        .filter(noise -> !noise.rows().isEmpty() || noise.exact() > 0)
        .toList();
  }

  /** Reads what is drawn of a run, if it is the only input: among several none could tell whose. */
  private Evidence evidence() {
    SequencedMap<String, List<String>> paths = new LinkedHashMap<>();
    for (Input file : files) {
      paths.computeIfAbsent(file.label(), _ -> new ArrayList<>()).add(file.path());
    }
    List<Provenance> provenances = Provenance.of(paths, results);
    List<StoredRun> runs = results.runs();
    if (files.size() != 1 || runs.size() != 1) {
      return new Evidence(provenances, List.of(), List.of(), List.of());
    }
    Path directory = Path.of(files.getFirst().path());
    RunMemory memory = new RunMemory(directory, runs.getFirst());
    return new Evidence(
        provenances,
        memory.allocated(),
        memory.heaps(),
        RunProfiles.of(directory, runs.getFirst()));
  }
}
