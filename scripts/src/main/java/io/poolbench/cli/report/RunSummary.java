package io.poolbench.cli.report;

import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.view.RowOrder;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What {@code compare} and {@code report} show of a run that has just been measured, read once. */
public final class RunSummary {

  private RunSummary() {}

  /**
   * Prints the table and writes the page.
   *
   * @param run its directory
   */
  public static void print(Path run, PrintWriter out, PrintWriter err) {
    out.println("run directory: " + run);
    out.println();
    Compared compared =
        Compared.read(Input.of(List.of(run.toString())), InputStream.nullInputStream());
    CompareCommand.print(RowOrder.NAME.apply(compared.table(), false), out, err);
    out.println();
    Path page = run.resolve(ReportCommand.PAGE);
    compared.writePage(page, Path.of(Calibrations.FOLDER), err);
    out.println("report: " + page);
    compared.comparisons().requireIntersection();
  }
}
