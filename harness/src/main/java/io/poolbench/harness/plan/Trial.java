package io.poolbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.poolbench.harness.machine.MachineLoad;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fork (a fresh JVM) of one arm on one workload, and what became of it.
 *
 * @param index place in the order of execution, from 0
 * @param round from 0; every round runs each arm once
 * @param kind what it is for
 * @param technique as in {@link Arm}
 * @param workload as in {@link Arm}
 * @param setting of the JVM, as in {@link Setting}
 * @param variant label of the arm
 * @param status what became of it
 * @param attempts how often it was started
 * @param started ISO-8601 instant of the last attempt
 * @param seconds wall time of the last attempt
 * @param operations operations in the measured iterations, or units that were held
 * @param metrics one value per Go benchmark unit, such as {@code ns/op}; empty until done
 * @param findings what a reader must know before trusting the values
 * @param disturbance what others did to the machine meanwhile, where the system tells
 * @param failure why the last attempt failed, in one line
 */
public record Trial(
    int index,
    int round,
    Kind kind,
    String technique,
    String workload,
    String setting,
    String variant,
    Status status,
    int attempts,
    @Nullable String started,
    double seconds,
    long operations,
    Map<String, Double> metrics,
    List<String> findings,
    MachineLoad.@Nullable Disturbance disturbance,
    @Nullable String failure) {

  /** What a trial is for: each has a fork of its own, so that none bends what another measures. */
  public enum Kind {
    /**
     * How long an operation takes and, when that is measured, what it allocates: objects by class.
     */
    TIMING,
    /** How many objects the source asks for: counted with escape analysis switched off. */
    SOURCE,
    /**
     * How many objects a warm operation allocates: as a timing trial counts them, without times.
     */
    COUNT,
    /** Where objects come from: every allocation is recorded. */
    CENSUS,
    /** What an idle unit retains. */
    FOOTPRINT,
    /** Where allocated bytes come from, sampled. */
    PROFILE_ALLOC,
    /** Where processor time goes, sampled. */
    PROFILE_CPU,
    /** Where what is still alive at the end comes from, sampled. */
    PROFILE_LIVE;

    /** Whether its fork must be alone on the machine; others run as many at a time as fit. */
    public boolean isTimed() {
      return switch (this) {
        case TIMING, PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE -> true;
        case SOURCE, COUNT, CENSUS, FOOTPRINT -> false;
      };
    }
  }

  /** The fate of a trial. */
  public enum Status {
    PENDING,
    DONE,
    FAILED,
    /** Cannot be run on this system. */
    SKIPPED
  }

  public static Trial pending(int index, int round, Kind kind, Arm arm) {
    return new Trial(
        index,
        round,
        kind,
        arm.technique(),
        arm.workload(),
        arm.setting(),
        arm.variant(),
        Status.PENDING,
        0,
        null,
        0,
        0,
        Map.of(),
        List.of(),
        null,
        null);
  }

  public Trial done(String start, double duration, Outcome outcome) {
    return new Trial(
        index,
        round,
        kind,
        technique,
        workload,
        setting,
        variant,
        Status.DONE,
        attempts + 1,
        start,
        duration,
        outcome.operations(),
        outcome.metrics(),
        outcome.findings(),
        null,
        null);
  }

  /** The same trial once more, as if it had not ended; what its forks printed is kept. */
  public Trial again() {
    return new Trial(
        index,
        round,
        kind,
        technique,
        workload,
        setting,
        variant,
        Status.PENDING,
        attempts,
        null,
        0,
        0,
        Map.of(),
        List.of(),
        null,
        null);
  }

  public Trial failed(String start, double duration, String why) {
    return ended(Status.FAILED, start, duration, why);
  }

  /** Cannot be run on this system. */
  public Trial skipped(String why) {
    return ended(Status.SKIPPED, started, seconds, why);
  }

  private Trial ended(Status fate, @Nullable String start, double duration, String why) {
    return new Trial(
        index,
        round,
        kind,
        technique,
        workload,
        setting,
        variant,
        fate,
        attempts + 1,
        start,
        duration,
        0,
        Map.of(),
        List.of(),
        null,
        why);
  }

  /** The same trial with what others did to the machine meanwhile. */
  public Trial disturbed(MachineLoad.Disturbance others) {
    return new Trial(
        index,
        round,
        kind,
        technique,
        workload,
        setting,
        variant,
        status,
        attempts,
        started,
        seconds,
        operations,
        metrics,
        findings,
        others,
        failure);
  }

  /** The same trial in another place of the order. */
  public Trial at(int otherIndex, int otherRound) {
    return new Trial(
        otherIndex,
        otherRound,
        kind,
        technique,
        workload,
        setting,
        variant,
        status,
        attempts,
        started,
        seconds,
        operations,
        metrics,
        findings,
        disturbance,
        failure);
  }

  public Arm arm() {
    return new Arm(technique, workload, setting, variant);
  }

  /** As people read it: {@code profile alloc}. */
  public String kindName() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public boolean isDone() {
    return status == Status.DONE;
  }

  /** What its arms have in common, as Go would name it. */
  @JsonProperty
  public String benchmark() {
    return arm().benchmark();
  }

  /** JMH's own result of this fork, relative to the run directory; sorts in order of execution. */
  @JsonProperty
  public String result() {
    return fileStem() + ".json";
  }

  /** What an operation allocates by class, where it was counted, relative to the run directory. */
  public String objects() {
    return fileStem() + "-objects.json";
  }

  /** What the profiler recorded, where it did, relative to the run directory. */
  public String recording() {
    return fileStem() + ".jfr";
  }

  /** What the fork of the last attempt printed, relative to the run directory. */
  @JsonProperty
  public String log() {
    return log(attempts);
  }

  /**
   * What the fork of one attempt, from 1, printed; a second attempt leaves the first one's alone.
   */
  public String log(int attempt) {
    return fileStem() + (attempt > 1 ? "." + attempt : "") + ".log";
  }

  private String fileStem() {
    String stem =
        Stream.of(technique, workload, variant, setting, kind == Kind.TIMING ? "" : kindName())
            .filter(part -> !part.isEmpty())
            .map(part -> part.replaceAll("[^A-Za-z0-9_.]", "-"))
            .collect(Collectors.joining("-"));
    // Of benchmarks that are not ours the parameters may be longer than a file's name.
    return String.format(Locale.ROOT, "trials/%s-%.150s", number(index), stem);
  }

  /** What the names of a trial's files begin with. */
  public static String number(int index) {
    return String.format(Locale.ROOT, "%04d", index);
  }
}
