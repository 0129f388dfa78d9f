package io.poolbench.harness.fork;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of an operation come from: every allocation of some operations, one by one.
 * Recording slows the code and bends what is compiled, so that the shares of the call sites are
 * right and their sum need not be; it is scaled to what was counted without a profiler.
 *
 * @param operations that were recorded
 * @param sites the one of the most bytes first
 */
record CallSites(long operations, List<Site> sites) {

  /**
   * Where objects of a class come from.
   *
   * @param type the class
   * @param site the innermost method outside the JDK, with its line
   * @param allocations per operation
   * @param bytes per operation
   */
  record Site(String type, String site, double allocations, double bytes) {}

  /** Of objects that were counted, but not when allocations were recorded. */
  private static final String NOT_RECORDED = "(not recorded)";

  private static final List<String> OF_THE_JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private record Key(String type, String site) {}

  private static final class Count {
    long allocations;
    long bytes;
  }

  CallSites {
    sites = List.copyOf(sites);
  }

  /**
   * Reads a recording.
   *
   * @param from when the operations began
   * @param to when they had ended
   * @param counts whether an allocation is one of the operation's
   */
  static CallSites read(
      Path recording, Instant from, Instant to, long operations, Predicate<RecordedEvent> counts)
      throws IOException {
    Map<Key, Count> sites = new TreeMap<>(Comparator.comparing(Key::type).thenComparing(Key::site));
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        Instant time = event.getStartTime();
        if (!time.isBefore(from)
            && time.isBefore(to)
            && isAllocation(event)
            && counts.test(event)) {
          Count count = sites.computeIfAbsent(key(event), _ -> new Count());
          count.allocations++;
          count.bytes += event.getLong("allocationSize");
        }
      }
    }
    double each = Math.max(1, operations);
    List<Site> found = new ArrayList<>();
    sites.forEach(
        (key, count) ->
            found.add(new Site(key.type, key.site, count.allocations / each, count.bytes / each)));
    return new CallSites(operations, largestFirst(found));
  }

  /** The same sites, with the sums by class that were counted without a profiler. */
  CallSites scaledTo(ObjectCounts counts) {
    Map<String, Double> recorded = new HashMap<>();
    Map<String, Double> recordedBytes = new HashMap<>();
    for (Site site : sites) {
      recorded.merge(site.type, site.allocations, Double::sum);
      recordedBytes.merge(site.type, site.bytes, Double::sum);
    }
    List<Site> scaled = new ArrayList<>();
    for (ObjectCounts.Tally tally : counts.classes()) {
      double sum = recorded.getOrDefault(tally.type(), 0.0);
      if (sum == 0) {
        scaled.add(new Site(tally.type(), NOT_RECORDED, tally.objects(), tally.bytes()));
        continue;
      }
      for (Site site : sites) {
        if (site.type.equals(tally.type())) {
          double share = site.allocations / sum;
          double shareOfBytes =
              site.bytes / Math.max(1e-9, recordedBytes.getOrDefault(site.type, 0.0));
          scaled.add(
              new Site(
                  site.type, site.site, share * tally.objects(), shareOfBytes * tally.bytes()));
        }
      }
    }
    return new CallSites(operations, largestFirst(scaled));
  }

  private static List<Site> largestFirst(List<Site> sites) {
    return sites.stream().sorted(Comparator.comparingDouble(Site::bytes).reversed()).toList();
  }

  double allocationsPerOperation() {
    return sites.stream().mapToDouble(Site::allocations).sum();
  }

  private static boolean isAllocation(RecordedEvent event) {
    String type = event.getEventType().getName();
    return type.equals("jdk.ObjectAllocationInNewTLAB")
        || type.equals("jdk.ObjectAllocationOutsideTLAB");
  }

  private static Key key(RecordedEvent event) {
    RecordedClass type = event.getValue("objectClass");
    return new Key(ClassNames.readable(type.getName()), site(event.getStackTrace()));
  }

  private static String site(@Nullable RecordedStackTrace stack) {
    if (stack == null || stack.getFrames().isEmpty()) {
      return "unknown";
    }
    for (RecordedFrame frame : stack.getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (OF_THE_JDK.stream().noneMatch(type::startsWith)) {
        return place(frame);
      }
    }
    return place(stack.getFrames().getFirst());
  }

  private static String place(RecordedFrame frame) {
    String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    return frame.getLineNumber() > 0 ? method + ":" + frame.getLineNumber() : method;
  }
}
