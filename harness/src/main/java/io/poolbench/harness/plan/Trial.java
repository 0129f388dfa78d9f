package io.poolbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * @param arm what it runs
 * @param fate what became of it
 */
public record Trial(
    int index, int round, Kind kind, @JsonUnwrapped Arm arm, @JsonUnwrapped Fate fate) {

  /**
   * Tells what became of a trial.
   *
   * @param status how it stands
   * @param attempts how often it was started
   * @param started ISO-8601 instant of the last attempt
   * @param seconds wall time of the last attempt
   * @param operations operations in the measured iterations, or units that were held
   * @param metrics one value per Go benchmark unit, such as {@code ns/op}; empty until done
   * @param findings what a reader must know before trusting the values
   * @param disturbance what others did to the machine meanwhile, where the system tells
   * @param failure why the last attempt failed, in one line
   */
  public record Fate(
      Status status,
      int attempts,
      @Nullable String started,
      double seconds,
      long operations,
      Map<String, Double> metrics,
      List<String> findings,
      MachineLoad.@Nullable Disturbance disturbance,
      @Nullable String failure) {

    private static final Fate PENDING =
        new Fate(Status.PENDING, 0, null, 0, 0, Map.of(), List.of(), null, null);

    /** Returns another fate, without a value. */
    private static Fate without(
        Status status, int attempts, @Nullable String start, double seconds, @Nullable String why) {
      return new Fate(status, attempts, start, seconds, 0, Map.of(), List.of(), null, why);
    }

    private Fate disturbed(MachineLoad.Disturbance others) {
      return new Fate(
          status, attempts, started, seconds, operations, metrics, findings, others, failure);
    }
  }

  /**
   * The purpose of a trial: each has a fork of its own, so that none bends what another measures.
   */
  public enum Kind {
    /**
     * Tells how long an operation takes and, when that is measured, what it allocates: objects by
     * class.
     */
    TIMING,
    /** Tells how many objects the source asks for: counted with escape analysis switched off. */
    SOURCE,
    /**
     * Tells how many objects a warm operation allocates. Nothing is timed, and the compiler decides
     * alike in every fork.
     */
    COUNT,
    /** Tells where objects come from: every allocation is recorded. */
    CENSUS,
    /** Tells what an idle unit retains. */
    FOOTPRINT,
    /** Tells where allocated bytes come from, sampled. */
    PROFILE_ALLOC,
    /** Tells where processor time goes, sampled. */
    PROFILE_CPU,
    /** Tells where what is still alive at the end comes from, sampled. */
    PROFILE_LIVE;

    /** Tells whether its fork must be alone on the machine; others run as many at a time as fit. */
    public boolean isTimed() {
      return switch (this) {
        case TIMING, PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE -> true;
        case SOURCE, COUNT, CENSUS, FOOTPRINT -> false;
      };
    }
  }

  /** How a trial stands. */
  public enum Status {
    PENDING,
    DONE,
    FAILED,
    /** The trial cannot be run on this system. */
    SKIPPED
  }

  /** Returns a trial that has not been started. */
  public static Trial pending(int index, int round, Kind kind, Arm arm) {
    return new Trial(index, round, kind, arm, Fate.PENDING);
  }

  /** Returns this trial with what its last attempt, which took these seconds, has found. */
  public Trial done(String start, double duration, Outcome outcome) {
    return with(
        new Fate(
            Status.DONE,
            attempts() + 1,
            start,
            duration,
            outcome.operations(),
            outcome.metrics(),
            outcome.findings(),
            null,
            null));
  }

  /** Returns the same trial as if it had not ended; what its forks printed is kept. */
  public Trial again() {
    return with(Fate.without(Status.PENDING, attempts(), null, 0, null));
  }

  /** Returns this trial with what its last attempt, which took these seconds, failed of. */
  public Trial failed(String start, double duration, String why) {
    return with(Fate.without(Status.FAILED, attempts() + 1, start, duration, why));
  }

  /** Returns this trial as one that cannot be run on this system. */
  public Trial skipped(String why) {
    return with(Fate.without(Status.SKIPPED, attempts() + 1, started(), seconds(), why));
  }

  /** Returns this trial with what others did to the machine meanwhile. */
  public Trial disturbed(MachineLoad.Disturbance others) {
    return with(fate.disturbed(others));
  }

  private Trial with(Fate other) {
    return new Trial(index, round, kind, arm, other);
  }

  /** Returns this trial in another place of the order. */
  public Trial at(int otherIndex, int otherRound) {
    return new Trial(otherIndex, otherRound, kind, arm, fate);
  }

  public String technique() {
    return arm.technique();
  }

  public String workload() {
    return arm.workload();
  }

  public String setting() {
    return arm.setting();
  }

  public String variant() {
    return arm.variant();
  }

  public Status status() {
    return fate.status;
  }

  public int attempts() {
    return fate.attempts;
  }

  public @Nullable String started() {
    return fate.started;
  }

  public double seconds() {
    return fate.seconds;
  }

  public long operations() {
    return fate.operations;
  }

  public Map<String, Double> metrics() {
    return fate.metrics;
  }

  public List<String> findings() {
    return fate.findings;
  }

  public MachineLoad.@Nullable Disturbance disturbance() {
    return fate.disturbance;
  }

  public @Nullable String failure() {
    return fate.failure;
  }

  /** Names the kind as people read it: {@code profile alloc}. */
  public String kindName() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public boolean isDone() {
    return fate.status == Status.DONE;
  }

  /** Returns the name of the benchmark, which its arms have in common, as Go would write it. */
  @JsonProperty
  public String benchmark() {
    return arm.benchmark();
  }

  /**
   * Returns the file of the fork's own result, relative to the run directory; sorts in order of
   * execution.
   */
  @JsonProperty
  public String result() {
    return fileStem() + ".json";
  }

  /**
   * Returns the file of what an operation allocates by class, where it was counted, relative to the
   * run directory.
   */
  public String objects() {
    return fileStem() + "-objects.json";
  }

  /**
   * Returns the file of what the profiler recorded, where it did, relative to the run directory.
   */
  public String recording() {
    return fileStem() + ".jfr";
  }

  /**
   * Returns the file of what the fork of the last attempt printed, relative to the run directory.
   */
  @JsonProperty
  public String log() {
    return log(attempts());
  }

  /**
   * Returns the file of what the fork of one attempt, from 1, printed; a second attempt leaves the
   * first one's alone.
   */
  public String log(int attempt) {
    return fileStem() + (attempt > 1 ? "." + attempt : "") + ".log";
  }

  private String fileStem() {
    String stem =
        Stream.of(
                technique(),
                workload(),
                variant(),
                setting(),
                kind == Kind.TIMING ? "" : kindName())
            .filter(part -> !part.isEmpty())
            .map(part -> part.replaceAll("[^A-Za-z0-9_.]", "-"))
            .collect(Collectors.joining("-"));
    // Of external benchmarks the parameters may be longer than a file's name.
    return String.format(Locale.ROOT, "trials/%s-%.150s", number(index), stem);
  }

  /** Returns the text with which the names of a trial's files begin. */
  public static String number(int index) {
    return String.format(Locale.ROOT, "%04d", index);
  }
}
