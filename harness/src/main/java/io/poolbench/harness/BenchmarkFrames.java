package io.poolbench.harness;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * Which allocations in a JVM of JMH are a benchmark's: those below the frame of its method, where
 * the code that JMH generates has called it, and those of threads that neither JMH nor the JVM has
 * started. What set-up and tear-down allocate on JMH's threads is not.
 */
final class BenchmarkFrames {

  /** Before 1.21 without the prefix. */
  private static final Pattern GENERATED = Pattern.compile(".*\\.(jmh_)?generated\\..*");

  /** What calls the method {@code take}: {@code take_avgt_jmhStub}, {@code take_AverageTime}. */
  private static final Pattern CALLER =
      Pattern.compile(
          "(.+)_((thrpt|avgt|sample|ss)_jmhStub|Throughput|AverageTime|SampleTime|SingleShotTime)");

  /** Its threads all come from here; benchmarks of JMH's own samples do not. */
  private static final String RUNNER = "org.openjdk.jmh.runner.";

  private BenchmarkFrames() {}

  static boolean isOfTheBenchmark(RecordedEvent allocation) {
    RecordedStackTrace stack = allocation.getStackTrace();
    List<RecordedFrame> frames = stack == null ? List.of() : stack.getFrames();
    for (int at = 0; at < frames.size(); at++) {
      String caller = at + 1 < frames.size() ? caller(frames.get(at + 1)) : null;
      if (frames.get(at).getMethod().getName().equals(caller)) {
        return true;
      }
      if (type(frames.get(at)).startsWith(RUNNER)) {
        return false;
      }
    }
    return !isOfTheJvm(allocation.getThread());
  }

  /** The benchmark's method that a frame of generated code is for. */
  private static @Nullable String caller(RecordedFrame frame) {
    Matcher method = CALLER.matcher(frame.getMethod().getName());
    return method.matches() && GENERATED.matcher(type(frame)).matches() ? method.group(1) : null;
  }

  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private static boolean isOfTheJvm(@Nullable RecordedThread thread) {
    String name = thread == null ? null : thread.getJavaName();
    return name != null && Census.NOT_OF_THE_OPERATION.matcher(name).matches();
  }
}
