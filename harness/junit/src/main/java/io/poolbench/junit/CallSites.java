package io.poolbench.junit;

import io.poolbench.counting.RecordedAllocation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * The places where the objects of an operation are made, as JFR records it. The fork has no buffers
 * of its threads to allocate from, so that each allocation is an event.
 *
 * @param all the most objects first
 * @param missing why some or all are not there
 */
record CallSites(List<Site> all, Optional<String> missing) {

  /**
   * A place that allocates.
   *
   * @param type class of the objects
   * @param place method and line, and the thread where that is not the test's
   * @param share of the objects of that class
   */
  record Site(String type, String place, double share) {}

  /**
   * The version of Java from which on every collector tells of each allocation. Before, compiled
   * code takes small objects from the heap of some without a word if its thread has no buffer.
   */
  static final int ALL_ARE_TOLD = 20;

  /** Young generations of the serial and the parallel collector. */
  private static final Set<String> SILENT = Set.of("Copy", "PS Scavenge");

  private static final String OPERATION = Operation.class.getName();

  private static final int MOST_PER_CLASS = 5;

  /** Records some operations. */
  static CallSites record(Operation operation, long operations) throws Throwable {
    try (Recording recording = new Recording()) {
      RecordedAllocation.EVENTS.forEach(event -> recording.enable(event).withStackTrace());
      recording.start();
      Instant from = Instant.now();
      operation.run(operations);
      Instant to = Instant.now();
      recording.stop();
      Path file = Files.createTempFile("poolbench", ".jfr");
      try {
        recording.dump(file);
        return read(file, from, to);
      } finally {
        Files.delete(file);
      }
    } catch (NoClassDefFoundError | IllegalStateException e) {
      return new CallSites(List.of(), Optional.of("this JVM has no JFR, " + e.getMessage()));
    }
  }

  private static CallSites read(Path file, Instant from, Instant to) throws IOException {
    long own = Thread.currentThread().getId();
    Map<String, Map<String, Integer>> byType = new HashMap<>();
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        Instant time = event.getStartTime();
        if (time.isBefore(from) || time.isAfter(to)) {
          continue;
        }
        Optional<RecordedAllocation> allocation = RecordedAllocation.of(event);
        if (allocation.isPresent() && isOfTheOperation(event, allocation.get().site(), own)) {
          byType
              .computeIfAbsent(allocation.get().type(), type -> new HashMap<>())
              .merge(allocation.get().site() + thread(event.getThread(), own), 1, Integer::sum);
        }
      }
    }
    List<Site> sites = new ArrayList<>();
    byType.forEach(
        (type, places) -> {
          double sum = places.values().stream().mapToInt(Integer::intValue).sum();
          places.forEach((place, count) -> sites.add(new Site(type, place, count / sum)));
        });
    sites.sort(Comparator.comparingDouble(Site::share).reversed().thenComparing(Site::place));
    return new CallSites(
        sites,
        isSilent()
            ? Optional.of(
                "before Java 20, the serial and the parallel collector do not tell where small"
                    + " objects are made; run the tests with -XX:+UseG1GC")
            : Optional.empty());
  }

  private static boolean isSilent() {
    return Runtime.version().feature() < ALL_ARE_TOLD
        && ManagementFactory.getGarbageCollectorMXBeans().stream()
            .anyMatch(collector -> SILENT.contains(collector.getName()));
  }

  /**
   * Tells whether an allocation is the operation's: starting and stopping the recording allocates
   * too.
   */
  private static boolean isOfTheOperation(RecordedEvent event, String site, long own) {
    RecordedThread thread = event.getThread();
    RecordedStackTrace stack = event.getStackTrace();
    if (thread == null || thread.getJavaName() == null || stack == null) {
      return false;
    }
    if (thread.getJavaThreadId() != own) {
      return !thread.getJavaName().startsWith("JFR ");
    }
    // A deep stack may show neither; the operation's loop itself only links what it calls.
    for (RecordedFrame frame : stack.getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (type.equals(OPERATION) || type.equals(CallSites.class.getName())) {
        return type.equals(OPERATION) && !site.startsWith(OPERATION);
      }
    }
    return true;
  }

  private static String thread(@Nullable RecordedThread thread, long own) {
    return thread == null || thread.getJavaThreadId() == own
        ? ""
        : " in thread " + thread.getJavaName();
  }

  /** Returns the places of a class, as far as they matter. */
  List<Site> of(String type) {
    return all.stream().filter(site -> site.type.equals(type)).limit(MOST_PER_CLASS).toList();
  }
}
