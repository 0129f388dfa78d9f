package io.poolbench.harness;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Recording;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fork of a census: repeats an operation until it allocates the same in every slice of time,
 * then lets async-profiler record every single allocation of K operations, and of 2K more. The
 * profiler starts late because each recorded allocation costs about a microsecond: the compiler
 * would be starved, and objects be counted that it removes from warm code. Afterwards, with the
 * profiler off, JFR watches the collector for as long as the warm-up took.
 */
final class CensusProgram {

  private static final int MOST_TIMES = 10_000;

  /**
   * The result file: two counted phases in the recording.
   *
   * @param operations of the first phase; the second has twice as many
   * @param start of the first, as ISO-8601 instants
   * @param middle between them
   * @param end of the second
   * @param steady whether the operation allocated the same in several slices before it was counted
   * @param watchedOperations while the collector was watched
   */
  record Result(
      long operations,
      String start,
      String middle,
      String end,
      boolean steady,
      long watchedOperations) {

    Census.Phases phases() {
      return new Census.Phases(
          List.of(operations, 2 * operations),
          Instant.parse(start),
          Instant.parse(middle),
          Instant.parse(end),
          steady);
    }
  }

  private CensusProgram() {}

  /** Where the collector's recording lies, beside that of the allocations. */
  static Path collections(Path recording) {
    return recording.resolveSibling(
        recording.getFileName().toString().replaceFirst("\\.jfr$", "-gc.jfr"));
  }

  /** Arguments: technique, workload, variant, milliseconds of warm-up, recording, result file. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    try {
      Workload workload = Catalogue.technique(arguments[0]).workload(arguments[1]);
      try (Operation operation = workload.open(new Variant(arguments[2]));
          Workers workers =
              new Workers(operation, workload.threads(), Setting.isOnVirtualThreads())) {
        Result result =
            take(workers, Duration.ofMillis(Long.parseLong(arguments[3])), Path.of(arguments[4]));
        Files.writeString(Path.of(arguments[5]), JsonMapper.shared().writeValueAsString(result));
      }
      System.exit(0);
    } catch (Profiler.UnavailableException e) {
      System.out.println(ForkedProgram.WHY + e.getMessage());
      System.exit(ForkedProgram.UNAVAILABLE);
    } catch (Throwable e) {
      System.out.println(ForkedProgram.WHY + e);
      e.printStackTrace(System.out);
      System.exit(1);
    }
  }

  /**
   * Takes the census of an operation.
   *
   * @param recording where the profiler writes, as JFR
   */
  static Result take(Workers workers, Duration warmup, Path recording) throws Exception {
    Profiler profiler = Profiler.load();
    boolean steady = workers.warmUp(warmup);
    profiler.startCensus(recording);
    // Threads go on in the buffers that they have, unseen, until they need another.
    System.gc();
    long times = Math.min(MOST_TIMES, workers.timesPerSlice());
    Instant start = pause();
    long operations = workers.repeat(times);
    Instant middle = pause();
    workers.repeat(2 * times);
    Instant end = pause();
    profiler.stop(recording);
    return new Result(
        operations,
        start.toString(),
        middle.toString(),
        end.toString(),
        steady,
        watchCollector(workers, warmup, collections(recording)));
  }

  private static long watchCollector(Workers workers, Duration time, Path file) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.GarbageCollection");
      recording.enable("jdk.GCHeapSummary");
      recording.start();
      long operations = workers.repeatFor(time);
      recording.stop();
      dump(recording, file);
      return operations;
    }
  }

  private static void dump(Recording recording, Path file) throws IOException {
    Files.deleteIfExists(file);
    recording.dump(file);
  }

  /** The clocks of JVM and profiler need not agree to the microsecond. */
  private static Instant pause() throws InterruptedException {
    Thread.sleep(20);
    Instant now = Instant.now();
    Thread.sleep(20);
    return now;
  }
}
