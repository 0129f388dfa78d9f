package io.poolbench.harness.fork;

import io.poolbench.counting.ObjectCounts;
import io.poolbench.counting.RecordedAllocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * The places where the objects of an operation come from: every allocation of some operations, one
 * by one. Recording slows the code and bends what is compiled, so that the shares of the call sites
 * are right and their sum need not be; it is scaled to what was counted without a profiler.
 *
 * @param operations that were recorded
 * @param sites the one of the most bytes first
 */
record CallSites(long operations, List<Site> sites) {

  /**
   * A place where objects of a class come from.
   *
   * @param type the class
   * @param site the innermost method outside the JDK, with its line
   * @param allocations per operation
   * @param bytes per operation
   */
  record Site(String type, String site, double allocations, double bytes) {}

  /** The place of objects that were counted, but not when allocations were recorded. */
  private static final String NOT_RECORDED = "(not recorded)";

  private record Key(String type, String site) {}

  private static final class Count {
    long allocations;
    long bytes;
  }

  CallSites {
    sites = List.copyOf(sites);
  }

  /**
   * Reads the call sites from a recording.
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
        Optional<RecordedAllocation> allocation = RecordedAllocation.of(event);
        if (!time.isBefore(from)
            && time.isBefore(to)
            && allocation.isPresent()
            && counts.test(event)) {
          RecordedAllocation is = allocation.get();
          Count count = sites.computeIfAbsent(new Key(is.type(), is.site()), _ -> new Count());
          count.allocations++;
          count.bytes += is.bytes();
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

  /** Returns the same sites, with the sums by class that were counted without a profiler. */
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
}
