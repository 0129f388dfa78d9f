package io.poolbench.harness.fork;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads from a recording of JFR what the collector did while an operation was repeated. */
final class Pauses {

  private double pauseSeconds;
  private double longestSeconds;
  private long peakBytes = -1;

  private Pauses() {}

  /** Returns the file of the recording of the collector, beside that of the allocations. */
  static Path beside(Path recording) {
    return recording.resolveSibling(
        recording.getFileName().toString().replaceFirst("\\.jfr$", "-gc.jfr"));
  }

  /**
   * Reads the pauses of a recording.
   *
   * @param operations that were done meanwhile
   * @return pauses per million operations, the longest pause, and the most that was live after a
   *     collection, which is missing when there was none
   */
  static SequencedMap<String, Double> read(Path recording, long operations) throws IOException {
    Pauses collections = new Pauses();
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        collections.add(events.readEvent());
      }
    }
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("gc-pause-sec/Mop", 1e6 * collections.pauseSeconds / operations);
    metrics.put("gc-pause-max-sec", collections.longestSeconds);
    if (collections.peakBytes >= 0) {
      metrics.put("peak-heap-B", (double) collections.peakBytes);
    }
    return metrics;
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.GarbageCollection" -> {
        pauseSeconds += event.getDuration("sumOfPauses").toNanos() / 1e9;
        longestSeconds =
            Math.max(longestSeconds, event.getDuration("longestPause").toNanos() / 1e9);
      }
      case "jdk.GCHeapSummary" -> {
        if (event.getString("when").equals("After GC")) {
          peakBytes = Math.max(peakBytes, event.getLong("heapUsed"));
        }
      }
      default -> {}
    }
  }
}
