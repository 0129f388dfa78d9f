package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what the readers of JSON share. */
final class JsonInput {

  static final JsonMapper MAPPER = new JsonMapper();

  private JsonInput() {}

  /** Reads a whole file. */
  static JsonNode tree(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return MAPPER.readTree(stream);
    } catch (JacksonException e) {
      throw malformed(file.toString(), e);
    }
  }

  /** Makes one line of a parser's exception, whose own message spans several. */
  static InputException malformed(String path, JacksonException e) {
    String place =
        e.getLocation() == null
            ? path
            : path + ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return new InputException(
        place,
        "is malformed JSON: " + message,
        "a complete file",
        "check that the run was not interrupted while it was written");
  }
}
