package io.poolbench.reports.resultfile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what {@code go test -json} writes: one object per line, of which those of the action {@code
 * output} hold pieces of the benchmark text. Packages are tested side by side, so that their pieces
 * are mixed.
 */
final class GoTestJson {

  private final String path;
  private final Collector collector;
  private final Map<String, ByteArrayOutputStream> packages = new LinkedHashMap<>();
  private int broken;
  private int firstBroken;

  private GoTestJson(String path, Collector collector) {
    this.path = path;
    this.collector = collector;
  }

  /** Tells whether a file that begins so is one. */
  static boolean isStart(String start) {
    String line = start.lines().findFirst().orElse("");
    return line.contains("\"Action\"")
        && (line.contains("\"Package\"")
            || line.contains("\"ImportPath\"")
            || line.contains("\"Output\""));
  }

  static void read(InputStream stream, String path, String label, Collector collector)
      throws IOException {
    GoTestJson json = new GoTestJson(path, collector);
    for (LineReader lines = new LineReader(stream); lines.next(); ) {
      json.line(
          lines.number(),
          new String(
              lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8));
    }
    if (json.broken > 0) {
      collector.find(
          path + ":" + json.firstBroken,
          "%s lines are no events of go test -json; they are left out".formatted(json.broken));
    }
    for (ByteArrayOutputStream text : json.packages.values()) {
      GoBenchmarkText.read(new ByteArrayInputStream(text.toByteArray()), path, label, collector);
    }
  }

  private void line(int number, String line) {
    if (line.isBlank()) {
      return;
    }
    JsonNode event;
    try {
      event = JsonInput.MAPPER.readTree(line);
    } catch (JacksonException _) {
      event = JsonInput.MAPPER.missingNode();
    }
    if (!event.isObject()) {
      firstBroken = broken++ == 0 ? number : firstBroken;
      return;
    }
    String name = event.path("Package").asString("");
    switch (event.path("Action").asString("")) {
      case "output" ->
          packages
              .computeIfAbsent(name, GoTestJson::begin)
              .writeBytes(event.path("Output").asString("").getBytes(StandardCharsets.UTF_8));
      case "fail" -> {
        if (!event.has("Test")) {
          collector.find(path + ":" + number, name + " failed");
        }
      }
      default -> {
        // Begins and ends of tests.
      }
    }
  }

  /** The text says its package itself, but for lines that come before. */
  private static ByteArrayOutputStream begin(String name) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    if (!name.isEmpty()) {
      text.writeBytes(("pkg: " + name + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return text;
  }
}
