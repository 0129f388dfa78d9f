package io.poolbench.counting;

import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/**
 * An allocation in a recording of JFR or async-profiler.
 *
 * @param type the class, as Java's source has it
 * @param site the innermost method outside the JDK, with its line
 * @param bytes what the object takes
 */
public record RecordedAllocation(String type, String site, long bytes) {

  /** The names of the events that tell of one. */
  public static final List<String> EVENTS =
      List.of("jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB");

  private static final List<String> OF_THE_JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** Reads an event; empty where it is of something else. */
  public static Optional<RecordedAllocation> of(RecordedEvent event) {
    if (!EVENTS.contains(event.getEventType().getName())) {
      return Optional.empty();
    }
    RecordedClass type = event.getValue("objectClass");
    return Optional.of(
        new RecordedAllocation(
            ClassNames.readable(type.getName()),
            site(event.getStackTrace()),
            event.getLong("allocationSize")));
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
    return place(stack.getFrames().get(0));
  }

  private static String place(RecordedFrame frame) {
    String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    return frame.getLineNumber() > 0 ? method + ":" + frame.getLineNumber() : method;
  }
}
