package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the result file of a census: which objects one operation allocates, and where. */
public final class CensusFile {

  /**
   * Objects of one class from one call site, counted one by one.
   *
   * @param allocations per operation
   * @param bytes per operation
   */
  public record Site(String type, String site, double allocations, double bytes) {}

  private CensusFile() {}

  /**
   * Reads the result of one census.
   *
   * @throws InputException for a file that cannot be read
   */
  public static List<Site> read(Path file) {
    List<Site> sites = new ArrayList<>();
    try {
      for (JsonNode site : JsonInput.MAPPER.readTree(Files.readString(file)).path("sites")) {
        sites.add(
            new Site(
                site.path("type").asString(""),
                site.path("site").asString(""),
                site.path("allocations").asDouble(0),
                site.path("bytes").asDouble(0)));
      }
    } catch (JacksonException e) {
      throw JsonInput.malformed(file.toString(), e);
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e, "the result of a census");
    }
    return sites;
  }
}
