package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.StoredRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what lies in a run directory beside its tables: the code of the variants, the classes that
 * a footprint retains. Older runs have neither, so whatever is not there is left out.
 */
final class RunAttachments {

  /** Larger files are no source of ours, and would fill the page. */
  private static final long LARGEST = 1 << 20;

  private final RunFiles files;

  RunAttachments(Path root) {
    files = new RunFiles(root);
  }

  /** Reads {@code sources/<technique>/<Variant>.java}, for every variant of the run. */
  List<StoredRun.Source> sources(List<StoredRun.Subject> subjects) throws IOException {
    Set<List<String>> variants = new LinkedHashSet<>();
    subjects.forEach(
        subject -> subject.variants().forEach(v -> variants.add(List.of(subject.technique(), v))));
    List<StoredRun.Source> sources = new ArrayList<>();
    for (List<String> each : variants) {
      Optional<Path> file = source(each.getFirst(), each.getLast());
      if (file.isPresent()) {
        String code = new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8);
        String name = file.get().getFileName().toString();
        sources.add(
            new StoredRun.Source(each.getFirst(), each.getLast(), name, code.lines().toList()));
      }
    }
    return sources;
  }

  private Optional<Path> source(String technique, String variant) throws IOException {
    Optional<Path> folder = files.folder("sources/" + technique);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> sources = Files.list(folder.get())) {
      return sources
          .filter(file -> file.getFileName().toString().equalsIgnoreCase(variant + ".java"))
          .flatMap(file -> readable(file).stream())
          .findFirst();
    }
  }

  /** Heap bytes by class, as a footprint trial found them; empty for any other trial. */
  Map<String, Double> retainedBytes(JsonNode trial) throws IOException {
    Map<String, Double> bytes = new TreeMap<>();
    if (!trial.path("kind").asString("").equals("footprint")) {
      return bytes;
    }
    Optional<Path> file =
        files.file(trial.path("result").asString("")).flatMap(RunAttachments::readable);
    if (file.isPresent()) {
      try (InputStream stream = Files.newInputStream(file.get())) {
        JsonInput.MAPPER
            .readTree(stream)
            .path("bytesByClass")
            .properties()
            .forEach(e -> bytes.merge(plain(e.getKey()), e.getValue().asDouble(0), Double::sum));
      } catch (JacksonException e) {
        throw JsonInput.malformed(file.get().toString(), e);
      }
    }
    return bytes;
  }

  /** The address behind the name of a hidden class is another in every fork. */
  static String plain(String className) {
    return className.replaceFirst("/0x[0-9a-f]+$", "");
  }

  private static Optional<Path> readable(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
