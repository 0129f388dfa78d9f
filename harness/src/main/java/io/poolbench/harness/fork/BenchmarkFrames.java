package io.poolbench.harness.fork;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Tells which allocations in a JVM of JMH are a benchmark's: those below the frame of its method,
 * where the code that JMH generates has called it, and those of threads that neither JMH nor the
 * JVM has started. What set-up and tear-down allocate on JMH's threads is not.
 */
final class BenchmarkFrames {

  /** The packages of the code that JMH generates; before 1.21 they have no prefix. */
  private static final Pattern GENERATED = Pattern.compile(".*\\.(jmh_)?generated\\..*");

  /** The method that calls the method {@code take} in the measured time. */
  private static final Pattern STUB = Pattern.compile("(.+)_(thrpt|avgt|sample|ss)_jmhStub");

  /**
   * The method that calls it before and after, while other threads are not ready; named after the
   * benchmark's group where it has one, so that it does not tell methods from set-up.
   */
  private static final Pattern AROUND =
      Pattern.compile(".+_(Throughput|AverageTime|SampleTime|SingleShotTime)");

  /** Threads of the JVM and of what measures; all others work for the operation. */
  private static final Pattern OF_THE_JVM =
      Pattern.compile(
          "main|DestroyJavaVM|C[12] CompilerThread.*|Common-Cleaner|Reference Handler|Finalizer"
              + "|Signal Dispatcher|Attach Listener|Service Thread|Monitor Deflation Thread"
              + "|Notification Thread|JFR .*|async-profiler.*|poolbench-housekeeper");

  private static final Pattern WORKER = Pattern.compile(".+-jmh-worker-\\d+");

  /** The package from which all of JMH's threads come; benchmarks of JMH's own samples do not. */
  private static final String RUNNER = "org.openjdk.jmh.runner.";

  /** Names of the methods that stubs call. */
  private final Set<String> methods = new HashSet<>();

  private BenchmarkFrames() {}

  /** Reads the methods of the benchmark that was recorded. */
  static BenchmarkFrames of(Path recording) throws IOException {
    BenchmarkFrames frames = new BenchmarkFrames();
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        for (RecordedFrame frame : frames(events.readEvent())) {
          Matcher stub = STUB.matcher(frame.getMethod().getName());
          if (stub.matches() && isGenerated(frame)) {
            frames.methods.add(stub.group(1));
          }
        }
      }
    }
    return frames;
  }

  boolean isOfTheBenchmark(RecordedEvent allocation) {
    List<RecordedFrame> frames = frames(allocation);
    for (int at = 0; at < frames.size(); at++) {
      if (at + 1 < frames.size() && isCall(frames.get(at), frames.get(at + 1))) {
        return true;
      }
      if (type(frames.get(at)).startsWith(RUNNER)) {
        return false;
      }
    }
    return !isOfTheJvmOrJmh(allocation.getThread());
  }

  private boolean isCall(RecordedFrame called, RecordedFrame caller) {
    String name = caller.getMethod().getName();
    return methods.contains(called.getMethod().getName())
        && (STUB.matcher(name).matches() || AROUND.matcher(name).matches())
        && isGenerated(caller);
  }

  private static boolean isGenerated(RecordedFrame frame) {
    return GENERATED.matcher(type(frame)).matches();
  }

  private static List<RecordedFrame> frames(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return stack == null ? List.of() : stack.getFrames();
  }

  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  /**
   * Tells whether a thread is the JVM's or JMH's: JMH's wait for work, and hand it in, outside of
   * JMH's own frames.
   */
  private static boolean isOfTheJvmOrJmh(@Nullable RecordedThread thread) {
    String name = thread == null ? null : thread.getJavaName();
    return name != null && (OF_THE_JVM.matcher(name).matches() || WORKER.matcher(name).matches());
  }
}
