package io.poolbench.reports.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import jdk.jfr.consumer.RecordingFile;

/** Counts what a recording holds instead of samples. */
final class EventTypes {

  private EventTypes() {}

  /** Counts the events of each type, the most first; of a broken file, those up to the break. */
  static SequencedMap<String, Long> count(Path file) {
    Map<String, Long> counts = new HashMap<>();
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        counts.merge(events.readEvent().getEventType().getName(), 1L, Long::sum);
      }
    } catch (IOException | RuntimeException | Error _) {
      // What was counted so far is better than nothing: the samples are missing either way.
    }
    SequencedMap<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
