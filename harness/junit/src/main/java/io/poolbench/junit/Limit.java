package io.poolbench.junit;

import io.poolbench.counting.ObjectCounts;
import io.poolbench.junit.Allocations.UncountableException;
import java.util.Locale;
import org.opentest4j.AssertionFailedError;

/**
 * The most that a test may allocate.
 *
 * @param test its name
 * @param objects per operation, infinite where these have no limit
 * @param bytes per operation, infinite where these have no limit
 */
record Limit(String test, double objects, double bytes) {

  /** Allocations that are recorded to find the call sites; to read an event back is slow. */
  private static final double RECORDED = 1_000;

  private static final double MOST_RECORDED_NANOS = 0.2e9;

  /** Fails if an operation allocates more, twice: a slow machine may not have compiled it yet. */
  void check(Operation operation) throws Throwable {
    try {
      if (isKept(Allocations.of(operation))) {
        return;
      }
      Allocations found = Allocations.of(operation);
      if (!isKept(found)) {
        throw new AssertionFailedError(message(operation, found));
      }
    } catch (UncountableException e) {
      throw new AssertionFailedError(test + " cannot be counted: " + e.getMessage());
    }
  }

  private boolean isKept(Allocations found) {
    return found.counts().objects() <= objects
        && found.counts().bytes() <= bytes
        && !(isZero() && found.leastBytes() > 0);
  }

  private boolean isZero() {
    return objects == 0 || bytes == 0;
  }

  private String message(Operation operation, Allocations found) throws Throwable {
    ObjectCounts counts = found.counts();
    double each = counts.objects();
    long operations =
        each > 0
            ? (long) Math.max(1, Math.min(RECORDED / each, MOST_RECORDED_NANOS / found.nanos()))
            : found.operations();
    CallSites sites = CallSites.record(operation, operations);
    StringBuilder message = new StringBuilder(test).append(" allocates ");
    if (each > 0) {
      message.append(objects(each)).append(" and ").append(bytes(counts.bytes()));
      message.append(" per operation; ").append(allowed());
      for (ObjectCounts.Tally tally : counts.classes()) {
        message.append("\n  ").append(number(tally.objects())).append(" x ").append(tally.type());
        message.append(", ").append(bytes(tally.bytes()));
        for (CallSites.Site site : sites.of(tally.type())) {
          message.append("\n    ").append(number(site.share() * tally.objects()));
          message.append(" at ").append(site.place());
        }
      }
    } else {
      message.append("now and then: ").append(bytes((double) found.leastBytes())).append(" in ");
      message.append(found.operations()).append(" operations; ").append(allowed());
      for (CallSites.Site site : sites.all()) {
        message.append("\n  ").append(site.type()).append(" at ").append(site.place());
      }
    }
    sites.missing().ifPresent(why -> message.append("\n  call sites are missing: ").append(why));
    return message.toString();
  }

  private String allowed() {
    String most =
        objects == Double.POSITIVE_INFINITY
            ? bytes(bytes)
            : bytes == Double.POSITIVE_INFINITY
                ? objects(objects)
                : objects(objects) + " and " + bytes(bytes);
    return "allowed: at most " + most;
  }

  private static String objects(double objects) {
    return number(objects) + (objects == 1 ? " object" : " objects");
  }

  private static String bytes(double bytes) {
    return number(bytes) + (bytes == 1 ? " byte" : " bytes");
  }

  private static String number(double value) {
    return Math.rint(value) == value
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
