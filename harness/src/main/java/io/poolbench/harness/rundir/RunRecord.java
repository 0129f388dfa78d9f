package io.poolbench.harness.rundir;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.plan.Trial;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Seed;
import io.poolbench.scenarios.Technique;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of {@code run.json}: all that a reader needs to trust, repeat or resume a run.
 *
 * @param schema {@link #SCHEMA}
 * @param poolbench version of poolbench
 * @param started ISO-8601 instant
 * @param plan how much is measured
 * @param seed of the order of the trials
 * @param code fingerprint of the measured code; a run is only ever resumed with the same
 * @param environment what the numbers depend on, by name
 * @param benchmarks what is compared
 * @param trials in order of execution
 * @param findings what a reader must know before trusting the numbers
 * @param jars the jars that are measured; null where the catalogue is
 * @param shard which part of a run this is; null where it is the whole
 * @param parts the runs that this one was merged from; null where it was measured as one
 */
public record RunRecord(
    String schema,
    String poolbench,
    String started,
    RunPlan plan,
    long seed,
    String code,
    Map<String, String> environment,
    List<BenchmarkRecord> benchmarks,
    List<Trial> trials,
    List<String> findings,
    @Nullable JarSuite jars,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shard shard,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Part> parts) {

  public static final String SCHEMA = "poolbench-run/1";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A benchmark of the run.
   *
   * @param name what its arms have in common, {@code Bufioreuse/op=fakeconn}
   * @param technique as in {@link Arm}
   * @param workload as in {@link Arm}
   * @param setting of the JVM, as in {@link io.poolbench.harness.plan.Setting}
   * @param source the change that the technique is taken from
   * @param limits what it cannot reach on the JVM, and why; may be empty
   * @param variants labels of its arms, the base first
   * @param seeds the figures that its source tells of it
   * @param footprint whether it is what idle units retain, and nothing else of it is measured
   * @param host {@link Part#host} of a merged run, where all its trials ran; null in any other
   */
  public record BenchmarkRecord(
      String name,
      String technique,
      String workload,
      String setting,
      String source,
      String limits,
      List<String> variants,
      List<SeedRecord> seeds,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean footprint,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String host) {

    public BenchmarkRecord {
      variants = List.copyOf(variants);
      // Runs of older versions have none.
      seeds = seeds == null ? List.of() : List.copyOf(seeds);
    }

    private List<Arm> arms() {
      return variants.stream()
          .map(variant -> new Arm(technique, workload, setting, variant))
          .toList();
    }

    /**
     * Makes the records of all blocks.
     *
     * @param of the record of a benchmark of these arms
     */
    public static List<BenchmarkRecord> all(
        List<Block> blocks, Function<List<Arm>, BenchmarkRecord> of) {
      Set<List<Arm>> operations =
          blocks.stream()
              .filter(block -> block.kind() != Trial.Kind.FOOTPRINT)
              .map(Block::arms)
              .collect(Collectors.toSet());
      return blocks.stream()
          .map(Block::arms)
          .distinct()
          .map(arms -> of.apply(arms).footprint(!operations.contains(arms)))
          .toList();
    }

    /** Makes the record of a benchmark of the catalogue. */
    public static BenchmarkRecord of(List<Arm> arms) {
      Technique technique = Catalogue.technique(arms.getFirst().technique());
      return of(
          arms,
          technique.source(),
          technique.limits(),
          Catalogue.seeds(technique.name(), arms.getFirst().workload()).stream()
              .map(SeedRecord::of)
              .toList());
    }

    /** Makes the record of a benchmark of a jar. */
    public static BenchmarkRecord ofJar(List<Arm> arms) {
      return of(arms, "", "", List.of());
    }

    private static BenchmarkRecord of(
        List<Arm> arms, String source, String limits, List<SeedRecord> seeds) {
      Arm first = arms.getFirst();
      return new BenchmarkRecord(
          first.benchmark(),
          first.technique(),
          first.workload(),
          first.setting(),
          source,
          limits,
          arms.stream().map(Arm::variant).toList(),
          seeds,
          false,
          null);
    }

    private BenchmarkRecord footprint(boolean only) {
      return new BenchmarkRecord(
          name, technique, workload, setting, source, limits, variants, seeds, only, host);
    }

    public BenchmarkRecord on(String host) {
      return new BenchmarkRecord(
          name, technique, workload, setting, source, limits, variants, seeds, footprint, host);
    }

    /** Tells whether a kind of fork says something of it: footprints have forks of their own. */
    private boolean takes(Trial.Kind kind) {
      return footprint == (kind == Trial.Kind.FOOTPRINT);
    }
  }

  /**
   * One figure of a source, as in {@link Seed}.
   *
   * @param variant which stage of ours it belongs to
   */
  public record SeedRecord(
      String variant, String unit, double before, double after, String source) {

    private static SeedRecord of(Seed seed) {
      return new SeedRecord(
          seed.variant().label(), seed.unit(), seed.before(), seed.after(), seed.source());
    }
  }

  /**
   * A run that has been merged into this one.
   *
   * @param host name of the machine; numbered where two different machines have the same name
   * @param shard as in {@link Shard#name}; empty where it was none
   * @param started as in {@link RunRecord}
   * @param seed as in {@link RunRecord}
   * @param environment as in {@link RunRecord}
   */
  public record Part(
      String host, String shard, String started, long seed, Map<String, String> environment) {}

  /**
   * Refuses a run of an older version, whose plan says nothing of forks: it can be read, but
   * neither be continued nor be merged.
   *
   * @throws IllegalArgumentException with the version that wrote it
   */
  public void requirePlanOfThisVersion() {
    if (plan.forks() == null) {
      throw new IllegalArgumentException(
          "was written by poolbench %s, whose plan this version does not know; use that version, or measure again"
              .formatted(poolbench));
    }
  }

  /** Returns this record with a trial that has ended, and with what it tells the reader. */
  public RunRecord ended(Trial trial) {
    List<Trial> changed = new ArrayList<>(trials);
    changed.set(trial.index(), trial);
    RunRecord run = with(plan, changed, findings);
    if (trial.status() == Trial.Status.SKIPPED) {
      run = run.withFinding("no " + trial.kindName() + ": " + trial.failure());
    }
    for (String finding : trial.findings()) {
      run = run.withFinding(finding);
    }
    return run;
  }

  public RunRecord withFinding(String finding) {
    if (findings.contains(finding)) {
      return this;
    }
    List<String> more = new ArrayList<>(findings);
    more.add(finding);
    return with(plan, trials, more);
  }

  public RunRecord withoutFindings(Predicate<String> stale) {
    return with(plan, trials, findings.stream().filter(stale.negate()).toList());
  }

  /**
   * Returns this record with more trials.
   *
   * @param rounds how many there are to be
   * @param wanted names of the benchmarks that get more
   */
  public RunRecord extended(int rounds, Predicate<String> wanted) {
    return extended(
        benchmarks.stream().flatMap(benchmark -> blocks(benchmark).stream()).toList(),
        rounds,
        wanted);
  }

  /**
   * Returns this record with more trials of a kind, whether there are any of it yet or not, of the
   * benchmarks that take it.
   */
  public RunRecord extended(Trial.Kind kind, int rounds, Predicate<String> wanted) {
    return extended(
        benchmarks.stream()
            .filter(benchmark -> benchmark.takes(kind))
            .map(benchmark -> new Block(kind, benchmark.arms()))
            .toList(),
        rounds,
        wanted);
  }

  private RunRecord extended(List<Block> blocks, int rounds, Predicate<String> wanted) {
    List<Trial> more =
        Schedule.extended(
            trials, blocks, plan, rounds, seed, block -> wanted.test(block.benchmark()));
    return with(plan, more, findings);
  }

  /** Returns this record by another plan, whose trials are there already or will be. */
  public RunRecord by(RunPlan other) {
    return with(other, trials, findings);
  }

  /**
   * Returns this record without the trials at its end that have not begun, but for the first of
   * each kind of each arm: what was never begun is told as such.
   */
  public RunRecord withoutRest() {
    int end = trials.size();
    while (end > 0 && trials.get(end - 1).status() == Trial.Status.PENDING) {
      end--;
    }
    List<Trial> kept = new ArrayList<>(trials.subList(0, end));
    Set<Object> known = new HashSet<>();
    kept.forEach(trial -> known.add(List.of(trial.kind(), trial.arm())));
    for (Trial rest : trials.subList(end, trials.size())) {
      if (known.add(List.of(rest.kind(), rest.arm()))) {
        kept.add(rest.at(kept.size(), rest.round()));
      }
    }
    return with(plan, kept, findings);
  }

  /** Returns for how long there was a fork, in all stretches of the run together. */
  public Duration measuredFor() {
    List<Trial> begun =
        trials.stream()
            .filter(trial -> trial.started() != null)
            .sorted(Comparator.comparing(RunRecord::start))
            .toList();
    Duration sum = Duration.ZERO;
    Instant until = Instant.MIN;
    for (Trial trial : begun) {
      Instant start = start(trial);
      Instant end = start.plusNanos(Math.round(1e9 * trial.seconds()));
      if (end.isAfter(until)) {
        sum = sum.plus(Duration.between(start.isAfter(until) ? start : until, end));
        until = end;
      }
    }
    return sum;
  }

  private static Instant start(Trial trial) {
    return Instant.parse(String.valueOf(trial.started()));
  }

  /** Returns a block for each kind of its trials. */
  private List<Block> blocks(BenchmarkRecord benchmark) {
    return trials.stream()
        .filter(trial -> trial.benchmark().equals(benchmark.name))
        .map(Trial::kind)
        .distinct()
        .sorted()
        .map(kind -> new Block(kind, benchmark.arms()))
        .toList();
  }

  private RunRecord with(RunPlan plan, List<Trial> trials, List<String> findings) {
    return new RunRecord(
        schema,
        poolbench,
        started,
        plan,
        seed,
        code,
        environment,
        benchmarks,
        trials,
        findings,
        jars,
        shard,
        parts);
  }

  public long count(Trial.Status status) {
    return trials.stream().filter(trial -> trial.status() == status).count();
  }

  /** Returns the finished trials of each arm in order of rounds; arms in order of the catalogue. */
  public List<List<Trial>> finishedByArm() {
    return benchmarks.stream()
        .flatMap(benchmark -> benchmark.arms().stream())
        .map(
            arm ->
                trials.stream()
                    .filter(trial -> trial.isDone() && trial.arm().equals(arm))
                    .sorted(Comparator.comparing(Trial::kind))
                    .toList())
        .filter(arm -> !arm.isEmpty())
        .toList();
  }

  /** Writes a trial as a line of JSON. */
  static String line(Trial trial) {
    return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(trial);
  }

  /** Reads the trial of such a line. */
  static Trial trial(String line) {
    return JSON.readValue(line, Trial.class);
  }

  public String toJson() {
    return JSON.writeValueAsString(this) + "\n";
  }

  /**
   * Reads a {@code run.json}.
   *
   * @throws IllegalArgumentException with what is wrong, when the text is not a run of this schema
   */
  public static RunRecord fromJson(String json) {
    RunRecord run;
    try {
      run = JSON.readValue(json, RunRecord.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("is not readable JSON: " + e.getOriginalMessage(), e);
    }
    if (!SCHEMA.equals(run.schema())) {
      throw new IllegalArgumentException(
          "has schema %s, expected %s".formatted(run.schema(), SCHEMA));
    }
    return run;
  }
}
