package io.poolbench.reports.render;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.view.ReportModel;

/** The formats that a comparison can be written in. */
public enum Format {
  TEXT,
  CSV,
  MARKDOWN,
  JSON;

  /** The report in this format, its findings among the warnings. */
  public Rendered render(ReportModel report) {
    StringBuilder warnings = new StringBuilder();
    for (Finding finding : report.findings()) {
      warnings.append(finding).append('\n');
    }
    String output =
        switch (this) {
          case TEXT -> TextRenderer.render(report);
          case CSV -> CsvRenderer.render(report, warnings);
          case MARKDOWN -> MarkdownRenderer.render(report);
          case JSON -> JsonRenderer.render(report);
        };
    return new Rendered(output, warnings.toString());
  }
}
