package io.poolbench.reports.render.html;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jsoup.nodes.Element;

/** Makes fragment identifiers of the name alone, so that a link outlives the next run. */
final class Anchor {
  private Anchor() {}

  static String ofMetric(String unit) {
    return "metric-" + slug(unit);
  }

  static String ofTechnique(String technique) {
    return "technique-" + slug(technique);
  }

  static String ofBenchmark(String benchmark) {
    return "benchmark-" + slug(benchmark);
  }

  static String of(String part, String benchmark) {
    return slug(part) + "." + slug(benchmark);
  }

  /** Appends the visible link to the element that carries the identifier. */
  static void append(Element parent, String id, String what) {
    parent
        .appendElement("a")
        .addClass("anchor")
        .attr("href", "#" + id)
        .attr("aria-label", "Link to " + what)
        .text("#");
  }

  /** A checksum keeps apart the names that differ only in what a slug cannot hold. */
  private static String slug(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]+", "-");
    if (plain.equals(name)) {
      return plain;
    }
    CRC32 checksum = new CRC32();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    return plain + "-" + Long.toHexString(checksum.getValue());
  }
}
