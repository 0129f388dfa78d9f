package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The objects that a timing trial counted beside its result, by class. */
public final class ObjectsFile {

  private ObjectsFile() {}

  /**
   * Reads the bytes of each class that one operation allocates.
   *
   * @throws InputException for a file that cannot be read
   */
  public static Map<String, Double> bytes(Path file) {
    Map<String, Double> bytes = new TreeMap<>();
    try {
      for (JsonNode type : Json.MAPPER.readTree(Files.readString(file)).path("classes")) {
        bytes.merge(
            RunAttachments.plain(type.path("type").asString("")),
            type.path("bytes").asDouble(0),
            Double::sum);
      }
    } catch (JacksonException e) {
      throw Json.malformed(file.toString(), e);
    } catch (IOException e) {
      throw new InputException(
          file.toString(), "cannot be read: " + e, "the objects of a trial", "check the run");
    }
    return bytes;
  }
}
