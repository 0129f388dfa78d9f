package io.poolbench.cli.report;

import io.poolbench.cli.shell.OutputFile;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.render.Format;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.RowOrder;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Shows a run that has just been measured, read once. */
public final class RunSummary {

  static final String TABLES = "tables.txt";

  private RunSummary() {}

  /**
   * Prints the answer on one screen, and writes the page and the tables.
   *
   * @param run its directory
   * @param verbose whether the tables and every warning are printed too
   */
  public static void print(Path run, boolean verbose, PrintWriter out, PrintWriter err) {
    Compared compared =
        Compared.read(Input.of(List.of(run.toString())), InputStream.nullInputStream());
    ReportModel report = RowOrder.NAME.apply(compared.table(), false);
    if (verbose) {
      CompareCommand.print(report, out, err);
      out.println();
    }
    Path tables = run.resolve(TABLES);
    OutputFile.write(tables, Format.TEXT.render(report, false).output(), "make space");
    Path page = run.resolve(ReportCommand.PAGE);
    compared.writePage(page, Path.of(Calibrations.FOLDER), err);
    StoredRun measured = compared.results().runs().getFirst();
    Screen.lines(
            measured,
            Answer.of(measured, report.tables()),
            report.findings(),
            List.of("run directory: " + run, "tables: " + tables, "report: " + page))
        .forEach(out::println);
    out.flush();
    compared.comparisons().requireIntersection();
  }
}
