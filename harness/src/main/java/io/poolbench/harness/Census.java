package io.poolbench.harness;

import java.io.IOException;
import java.lang.constant.ClassDesc;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * The allocations of an operation, counted one by one.
 *
 * @param operations in each phase; the second has about twice as many
 * @param allocations in each phase
 * @param bytes in each phase
 * @param steady whether the operation had become steady before
 * @param sites of the second phase, the largest first
 */
record Census(
    List<Long> operations,
    List<Long> allocations,
    List<Long> bytes,
    boolean steady,
    List<Site> sites) {

  /**
   * When what was counted ran.
   *
   * @param operations in each of the two phases
   * @param middle between them
   * @param steady whether the operation had become steady before
   */
  record Phases(
      List<Long> operations, Instant start, Instant middle, Instant end, boolean steady) {}

  /**
   * Where objects of a class come from.
   *
   * @param type the class
   * @param site the innermost method outside the JDK, with its line
   * @param allocations per operation
   * @param bytes per operation
   */
  record Site(String type, String site, double allocations, double bytes) {}

  /** Threads of the JVM and of what measures; all others work for the operation. */
  static final Pattern NOT_OF_THE_OPERATION =
      Pattern.compile(
          "main|DestroyJavaVM|C[12] CompilerThread.*|Common-Cleaner|Reference Handler|Finalizer"
              + "|Signal Dispatcher|Attach Listener|Service Thread|Monitor Deflation Thread"
              + "|Notification Thread|JFR .*|async-profiler.*|poolbench-housekeeper");

  /** Objects in a phase that may be anybody's. */
  private static final double STRAY = 10;

  private record Key(String type, String site) {}

  private static final class Count {
    long allocations;
    long bytes;
  }

  /**
   * Reads a recording of an operation of ours.
   *
   * @param phases when the counted phases were
   */
  static Census read(Path recording, CensusProgram.Result phases) throws IOException {
    return read(recording, phases.phases(), Census::isOfTheOperation);
  }

  /**
   * Reads a recording.
   *
   * @param counts whether an allocation is one of the operation's
   */
  static Census read(Path recording, Phases phases, Predicate<RecordedEvent> counts)
      throws IOException {
    Count first = new Count();
    Count second = new Count();
    Map<Key, Count> sites = new TreeMap<>(Comparator.comparing(Key::type).thenComparing(Key::site));
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        Instant time = event.getStartTime();
        if (time.isBefore(phases.start)
            || !time.isBefore(phases.end)
            || !isAllocation(event)
            || !counts.test(event)) {
          continue;
        }
        long bytes = event.getLong("allocationSize");
        if (time.isBefore(phases.middle)) {
          add(first, bytes);
        } else {
          add(second, bytes);
          add(sites.computeIfAbsent(key(event), _ -> new Count()), bytes);
        }
      }
    }
    double operations = phases.operations.get(1);
    return new Census(
        phases.operations,
        List.of(first.allocations, second.allocations),
        List.of(first.bytes, second.bytes),
        phases.steady,
        sites.entrySet().stream()
            .map(
                site ->
                    new Site(
                        site.getKey().type,
                        site.getKey().site,
                        site.getValue().allocations / operations,
                        site.getValue().bytes / operations))
            .sorted(Comparator.comparingDouble(Site::bytes).reversed())
            .toList());
  }

  /**
   * Per operation, from what the second phase made more than the first, so that what each phase
   * makes once cancels out; and to the power of ten that ten stray objects cannot change.
   */
  double allocationsPerOperation() {
    double each = perOperation(allocations);
    double counted = isLonger() ? more(operations) : operations.get(1);
    int digits = (int) Math.floor(Math.log10(Math.max(1, counted) / STRAY));
    return BigDecimal.valueOf(Math.max(0, each))
        .setScale(digits, RoundingMode.HALF_EVEN)
        .doubleValue();
  }

  double bytesPerOperation() {
    return Math.max(0, perOperation(bytes));
  }

  /**
   * Whether twice the operations have made twice the objects, but for strays and half a per cent.
   * Where a time was repeated and not a number, as many times more as there were operations.
   */
  boolean isProportional() {
    double expected = (double) allocations.get(0) * operations.get(1) / operations.get(0);
    double difference = Math.abs(expected - allocations.get(1));
    return difference <= Math.max(0.005 * allocations.get(1), STRAY);
  }

  private double perOperation(List<Long> counts) {
    return isLonger()
        ? more(counts) / more(operations)
        : (double) counts.get(1) / Math.max(1, operations.get(1));
  }

  /**
   * Where a time was repeated, a disturbed machine may have done hardly more in the longer phase,
   * or less: what it made more would be divided by next to nothing.
   */
  private boolean isLonger() {
    return 2 * operations.get(1) >= 3 * operations.get(0);
  }

  /** What the second phase has more. */
  private static double more(List<Long> phases) {
    return (double) phases.get(1) - phases.get(0);
  }

  private static void add(Count count, long bytes) {
    count.allocations++;
    count.bytes += bytes;
  }

  private static boolean isAllocation(RecordedEvent event) {
    String type = event.getEventType().getName();
    return type.equals("jdk.ObjectAllocationInNewTLAB")
        || type.equals("jdk.ObjectAllocationOutsideTLAB");
  }

  private static boolean isOfTheOperation(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    return (name == null || !NOT_OF_THE_OPERATION.matcher(name).matches())
        && !isDriving(event.getStackTrace());
  }

  /**
   * What drives the operation runs on its threads too; virtual ones go by their carriers' names.
   */
  private static boolean isDriving(@Nullable RecordedStackTrace stack) {
    return stack != null && isIn(stack, Workers.DRIVE) && !isIn(stack, Workers.REPEAT);
  }

  private static boolean isIn(RecordedStackTrace stack, String method) {
    return stack.getFrames().stream()
        .map(RecordedFrame::getMethod)
        .anyMatch(
            found ->
                found.getName().equals(method)
                    && found.getType().getName().equals(Workers.class.getName()));
  }

  private static Key key(RecordedEvent event) {
    RecordedClass type = event.getValue("objectClass");
    return new Key(readable(type.getName()), site(event.getStackTrace()));
  }

  /** {@code byte[]} for {@code [B}. */
  private static String readable(String type) {
    int dimensions = type.lastIndexOf('[') + 1;
    if (dimensions == 0) {
      return type;
    }
    String element =
        ClassDesc.ofDescriptor(type.substring(dimensions).replace('.', '/')).displayName();
    String full =
        type.charAt(dimensions) == 'L'
            ? type.substring(dimensions + 1, type.length() - 1)
            : element;
    return full + "[]".repeat(dimensions);
  }

  private static String site(@Nullable RecordedStackTrace stack) {
    if (stack == null || stack.getFrames().isEmpty()) {
      return "unknown";
    }
    for (RecordedFrame frame : stack.getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
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
