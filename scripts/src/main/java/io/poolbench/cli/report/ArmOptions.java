package io.poolbench.cli.report;

import io.poolbench.reports.compare.Grouping;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.NamedArms;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name arms by part of a benchmark's name, in results that have none. */
final class ArmOptions {

  @Option(
      names = "--vary-benchmark",
      paramLabel = "REGEX",
      description =
          "Compares methods or classes: what the one group of the expression matches in "
              + "package.Class.method names the arm, as in 'ClaimRelease\\.(\\w+)\\.cycle'. "
              + "Benchmarks that do not match are left out.")
  private @Nullable String regex;

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description =
          "The arm of --vary-benchmark that the others are compared with. Default: the "
              + "first that the results name.")
  private @Nullable String base;

  /** Refuses wrong options before anything is read. */
  void requireRight() {
    if (regex != null) {
      NamedArms.of(regex, base);
    } else if (base != null) {
      throw new InputException("--base", "needs --vary-benchmark", "both or none of them");
    }
  }

  /** Returns the results with these arms, or as they are where nobody asks. */
  ResultSet apply(ResultSet results) {
    return regex == null ? results : NamedArms.of(regex, base).apply(results);
  }

  /** Returns the column projection where nobody names one. */
  String columns(int inputs, List<StoredRun> runs) {
    return regex == null
        ? Grouping.defaultColumns(inputs, runs)
        : inputs == 1 ? Grouping.BY_VARIANT : Grouping.BY_FILE + "," + Grouping.BY_VARIANT;
  }
}
