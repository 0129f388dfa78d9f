package io.poolbench.reports.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads how full the heap was around the collections of a recording. */
public final class HeapReader {

  private static final String SUMMARY = "jdk.GCHeapSummary";

  /**
   * The heap right before or right after a collection.
   *
   * @param seconds since the first one of the recording
   * @param usedBytes of the heap
   * @param after whether the collection was over
   */
  public record Level(double seconds, double usedBytes, boolean after) {}

  private record Event(int collection, Instant when, double usedBytes, boolean after) {}

  private HeapReader() {}

  /** Returns the levels in the order of time; none where the recording has none or is broken. */
  public static List<Level> read(Path file) {
    List<Event> events = new ArrayList<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(SUMMARY)) {
          events.add(
              new Event(
                  event.getInt("gcId"),
                  event.getStartTime(),
                  event.getLong("heapUsed"),
                  event.getString("when").startsWith("After")));
        }
      }
    } catch (IOException | RuntimeException | Error _) {
      // Of a broken recording no picture is drawn: its numbers stand in the tables already.
      return List.of();
    }
    // A recording may begin or end within a collection, of which it then has one end only.
    Map<Integer, Long> ends =
        events.stream().collect(Collectors.groupingBy(Event::collection, Collectors.counting()));
    events.removeIf(event -> Objects.equals(ends.get(event.collection), 1L));
    events.sort(Comparator.comparing(Event::when));
    List<Level> levels = new ArrayList<>();
    for (Event event : events) {
      double seconds = Duration.between(events.getFirst().when(), event.when()).toNanos() / 1e9;
      levels.add(new Level(seconds, event.usedBytes(), event.after()));
    }
    return levels;
  }
}
