package io.poolbench.harness;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The fork of a profile: repeats a warm operation while async-profiler samples it. */
final class ProfileProgram {

  /**
   * The result file.
   *
   * @param operations that were sampled
   */
  record Result(long operations) {}

  private ProfileProgram() {}

  /**
   * Arguments: technique, workload, variant, kind of trial, milliseconds of warm-up and of
   * sampling, recording, result file.
   */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    try {
      Workload workload = Catalogue.technique(arguments[0]).workload(arguments[1]);
      Path recording = Path.of(arguments[6]);
      Profiler profiler = Profiler.load();
      try (Operation operation = workload.open(new Variant(arguments[2]));
          Workers workers =
              new Workers(operation, workload.threads(), Setting.isOnVirtualThreads())) {
        workers.warmUp(Duration.ofMillis(Long.parseLong(arguments[4])));
        profiler.start(Trial.Kind.valueOf(arguments[3]), recording);
        long operations = workers.repeatFor(Duration.ofMillis(Long.parseLong(arguments[5])));
        profiler.stop(recording);
        Files.writeString(
            Path.of(arguments[7]), JsonMapper.shared().writeValueAsString(new Result(operations)));
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
}
