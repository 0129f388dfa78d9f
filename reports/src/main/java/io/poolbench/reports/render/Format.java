package io.poolbench.reports.render;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.view.ReportModel;

/** The formats that a comparison can be written in. */
public enum Format {
  TEXT,
  CSV,
  MARKDOWN,
  JSON;

  /** Renders the report in this format, its findings among the warnings. */
  public Rendered render(ReportModel report) {
    return render(report, false);
  }

  /** Renders the same, in color where the format has any. */
  public Rendered render(ReportModel report, boolean colored) {
    StringBuilder warnings = new StringBuilder();
    for (Finding finding : report.findings()) {
      warnings.append(finding).append('\n');
    }
    String output =
        switch (this) {
          case TEXT -> TextRenderer.render(report, colored);
          case CSV -> CsvRenderer.render(report, warnings);
          case MARKDOWN -> MarkdownRenderer.render(report);
          case JSON -> JsonRenderer.render(report);
        };
    return new Rendered(output, warnings.toString());
  }
}
