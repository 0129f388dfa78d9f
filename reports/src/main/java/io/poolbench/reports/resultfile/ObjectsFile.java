package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the objects that a trial counted beside its result, by class. */
public final class ObjectsFile {

  /**
   * Objects of one class.
   *
   * @param objects per operation
   * @param bytes per operation
   */
  public record Counted(String type, double objects, double bytes) {}

  private ObjectsFile() {}

  /**
   * Reads the bytes of each class that one operation allocates.
   *
   * @throws InputException for a file that cannot be read
   */
  public static Map<String, Double> bytes(Path file) {
    Map<String, Double> bytes = new TreeMap<>();
    read(file).forEach(counted -> bytes.merge(counted.type, counted.bytes, Double::sum));
    return bytes;
  }

  /**
   * Reads what one operation allocates, by class; hidden classes may have the same name.
   *
   * @throws InputException for a file that cannot be read
   */
  public static List<Counted> read(Path file) {
    List<Counted> classes = new ArrayList<>();
    try {
      for (JsonNode type : JsonInput.MAPPER.readTree(Files.readString(file)).path("classes")) {
        classes.add(
            new Counted(
                RunAttachments.plain(type.path("type").asString("")),
                type.path("objects").asDouble(0),
                type.path("bytes").asDouble(0)));
      }
    } catch (JacksonException e) {
      throw JsonInput.malformed(file.toString(), e);
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e, "the objects of a trial");
    }
    return classes;
  }
}
