package io.poolbench.harness;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One fork (a fresh JVM) of one arm on one workload, and what became of it.
 *
 * @param index place in the order of execution, from 0
 * @param round from 0; every round runs each arm once
 * @param technique as in the catalogue
 * @param workload as in the catalogue
 * @param variant label of the arm
 * @param status what became of it
 * @param attempts how often it was started
 * @param started ISO-8601 instant of the last attempt
 * @param seconds wall time of the last attempt
 * @param operations operations in the measured iterations
 * @param metrics one value per Go benchmark unit, such as {@code ns/op}; empty until done
 * @param failure why the last attempt failed, in one line
 */
record Trial(
    int index,
    int round,
    String technique,
    String workload,
    String variant,
    Status status,
    int attempts,
    @Nullable String started,
    double seconds,
    long operations,
    Map<String, Double> metrics,
    @Nullable String failure) {

  /** The fate of a trial. */
  enum Status {
    PENDING,
    DONE,
    FAILED
  }

  static Trial pending(int index, int round, Arm arm) {
    return new Trial(
        index,
        round,
        arm.technique(),
        arm.workload(),
        arm.variant(),
        Status.PENDING,
        0,
        null,
        0,
        0,
        Map.of(),
        null);
  }

  Trial done(String started, double seconds, long operations, SequencedMap<String, Double> values) {
    return new Trial(
        index,
        round,
        technique,
        workload,
        variant,
        Status.DONE,
        attempts + 1,
        started,
        seconds,
        operations,
        values,
        null);
  }

  Trial failed(String started, double seconds, String why) {
    return new Trial(
        index,
        round,
        technique,
        workload,
        variant,
        Status.FAILED,
        attempts + 1,
        started,
        seconds,
        0,
        Map.of(),
        why);
  }

  Arm arm() {
    return new Arm(technique, workload, variant);
  }

  boolean isDone() {
    return status == Status.DONE;
  }

  /** What its arms have in common, as Go would name it. */
  @JsonProperty
  String benchmark() {
    return arm().benchmark();
  }

  /** JMH's own result of this fork, relative to the run directory; sorts in order of execution. */
  @JsonProperty
  String result() {
    return fileStem() + ".json";
  }

  /** What the fork of the last attempt printed, relative to the run directory. */
  @JsonProperty
  String log() {
    return log(attempts);
  }

  /**
   * What the fork of one attempt, from 1, printed; a second attempt leaves the first one's alone.
   */
  String log(int attempt) {
    return fileStem() + (attempt > 1 ? "." + attempt : "") + ".log";
  }

  private String fileStem() {
    return String.format(Locale.ROOT, "trials/%04d-%s-%s-%s", index, technique, workload, variant);
  }
}
