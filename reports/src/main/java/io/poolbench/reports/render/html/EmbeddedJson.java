package io.poolbench.reports.render.html;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.view.ReportModel;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The model as JSON: every sample unrounded, so that each number can be computed again. */
final class EmbeddedJson {
  static final String SCHEMA = "poolbench-report/1";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .addMixIn(StoredRun.class, WithoutSources.class)
          .addMixIn(StoredRun.Trial.class, WithoutMetrics.class)
          .addMixIn(ReportModel.class, WithoutDerived.class)
          .build();

  /** Code holds no number, and its difference stands in the page. */
  @JsonIgnoreProperties("sources")
  private interface WithoutSources {}

  /** They are the samples of the tables, once more. */
  @JsonIgnoreProperties("metrics")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private interface WithoutMetrics {}

  /** The code, and once more the samples, in the order of the trials. */
  @JsonIgnoreProperties({"changes", "orders"})
  private interface WithoutDerived {}

  /** The model as it is, behind the name of its schema. */
  private record Document(String schema, @JsonUnwrapped ReportModel report) {}

  private EmbeddedJson() {}

  /**
   * Writes JSON of the schema {@value #SCHEMA}: ASCII without {@code <}, {@code >} and {@code &}:
   * such text ends no script element and opens no comment in it. All three stand in strings alone,
   * where JSON has an escape for them.
   */
  static String of(ReportModel model) {
    return MAPPER
        .writeValueAsString(new Document(SCHEMA, model))
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }
}
