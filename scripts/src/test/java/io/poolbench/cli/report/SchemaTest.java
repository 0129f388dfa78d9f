package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.poolbench.cli.Cli;
import io.poolbench.reports.render.VerdictFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden JSON against the published schemas. */
final class SchemaTest {

  private static final Path GOLDEN = Cli.resource("golden");

  private static Schema schema(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            VerdictFiles.class.getResourceAsStream(name + ".schema.json"), name)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(stream.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "poolbench-compare-1, run.json",
    "poolbench-compare-1, missing-rows.json",
    "poolbench-verdict-1, gate.json",
    "poolbench-history-1, history.json"
  })
  void whatIsWrittenIsWhatTheSchemaSays(String schema, String golden) throws IOException {
    String json = Files.readString(GOLDEN.resolve(golden));
    assertThat(schema(schema).validate(json, InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
    String json = Files.readString(GOLDEN.resolve("run.json")).replace("\"alpha\"", "\"beta\"");
    assertThat(schema("poolbench-compare-1").validate(json, InputFormat.JSON)).isNotEmpty();
  }
}
