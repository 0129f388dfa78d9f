package io.poolbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Technique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of a run: every arm runs once per round, each time in a fresh JVM.
 *
 * @param name as the user chose it
 * @param include which {@code technique/workload} it is for, as a regular expression
 * @param forks how many each arm gets, and when it has enough
 * @param timing what a fork does that tells how long an operation takes; empty where the
 *     annotations of external benchmarks say it
 * @param source how often the objects are counted that the source asks for
 * @param census where objects come from
 * @param footprint what idle units of our own techniques retain; of external benchmarks the states
 *     are looked at instead
 * @param profileMillis how long a profile is sampled, in milliseconds
 * @param jvmArgs flags of the forks; collector and heap are pinned because with default ergonomics
 *     the same 16 KB allocation varied twentyfold between forks
 */
public record RunPlan(
    String name,
    String include,
    Forks forks,
    Optional<Timing> timing,
    Source source,
    Census census,
    Footprint footprint,
    long profileMillis,
    List<String> jvmArgs) {

  /** Transparent huge pages are Linux's; touching small ones takes longer than all the rest. */
  private static final List<String> TOUCHED =
      System.getProperty("os.name").startsWith("Linux")
          ? List.of("-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages")
          : List.of("-XX:+AlwaysPreTouch");

  /**
   * The number of forks that each arm gets.
   *
   * @param looks forks per arm, ascending, after each of which rows stop that are decided; where
   *     there is only one, their number is fixed beforehand
   * @param budget after which no fork is begun, whatever is open
   */
  public record Forks(List<Integer> looks, Optional<Duration> budget) {

    public Forks {
      looks = List.copyOf(looks);
    }

    /** Plans so many forks, whatever they show. */
    public static Forks fixed(int rounds) {
      return new Forks(List.of(rounds), Optional.empty());
    }

    /** Plans as many forks as it takes, looking after so many. */
    public static Forks untilDecided(List<Integer> looks) {
      return new Forks(looks, Optional.empty());
    }

    /** Returns the same, but no longer than that. */
    public Forks within(Duration most) {
      return new Forks(looks, Optional.of(most));
    }

    /** Returns the same, however long it takes. */
    public Forks unbounded() {
      return new Forks(looks, Optional.empty());
    }

    /** Returns the forks per arm that a run begins with. */
    public int first() {
      return looks.getFirst();
    }

    /** Tells whether the number of forks depends on what they show. */
    public boolean untilDecided() {
      return looks.size() > 1;
    }

    @Override
    public String toString() {
      return (untilDecided()
              ? "until decided, looks after "
                  + looks.stream().map(String::valueOf).collect(Collectors.joining(", "))
                  + " forks"
              : String.valueOf(first()))
          + budget.map(most -> ", at most " + most.toSeconds() + " s").orElse("");
    }
  }

  /**
   * The iterations of a fork that tells how long an operation takes.
   *
   * @param warmup before measuring, at most; it ends sooner when an operation is steady
   * @param measured of these; one value per fork comes of them
   * @param objects where the objects of an operation are counted
   */
  public record Timing(Iterations warmup, Iterations measured, Counted objects) {

    /** The forks in which the objects are counted that an operation allocates. */
    public enum Counted {
      /** The timed ones, when their times are taken. */
      WITH_TIMES,
      /** Others, of kind {@link Kind#COUNT}, in which nothing is timed. */
      APART
    }

    @SuppressWarnings({"NullAway", "UnusedVariable"}) // run.json of earlier versions does not say
    public Timing {
      objects = objects == null ? Counted.WITH_TIMES : objects;
    }

    private Timing(Iterations warmup, Iterations measured) {
      this(warmup, measured, Counted.WITH_TIMES);
    }
  }

  /**
   * Equally long stretches of operations.
   *
   * @param count how many
   * @param millis length of each, in milliseconds
   */
  public record Iterations(int count, long millis) {

    /** Returns all together, in milliseconds. */
    public long total() {
      return count * millis;
    }
  }

  /**
   * The forks in which the objects are counted that the source asks for.
   *
   * @param rounds forks per arm; a second one shows that the count repeats
   */
  public record Source(int rounds) {}

  /**
   * The record of where objects come from.
   *
   * @param scope which rows get a fork that records it
   * @param collectorMillis how long the collector is watched in such a fork, in milliseconds
   */
  public record Census(Scope scope, long collectorMillis) {

    /** The rows that get such a fork. */
    public enum Scope {
      NONE,
      /** The rows of which a seed states figures. */
      SEEDS,
      ALL
    }
  }

  /**
   * The measurement of what idle units retain.
   *
   * @param units such as connections, that a trial holds
   */
  public record Footprint(int units) {}

  private static final List<String> PINNED = pinned("256m");

  /**
   * The JVM arguments for pools: in a heap of 512 MB or less, Netty's allocator hardly pools what
   * has 64 KB or more.
   */
  private static final List<String> PINNED_FOR_POOLS = pinned("640m");

  /**
   * The JVM arguments for external benchmarks, unless they or the user say something else of heap
   * or collector.
   */
  private static final List<String> PINNED_FOR_JARS = heap("640m");

  /** Start and end of a fork, beside its iterations; only for estimates before the first trial. */
  private static final long FORK_OVERHEAD_MILLIS = 800;

  /** The time that an operation usually takes to be warm. */
  private static final long USUAL_WARMUP_MILLIS = 1200;

  /**
   * The time that JMH takes for a fork where nobody says otherwise: ten iterations of ten seconds.
   */
  private static final long JMH_MILLIS = 100_000;

  /**
   * The least that a fork is given where the annotations of a benchmark decide: what it does beside
   * its iterations nobody has said.
   */
  private static final long OWN_MILLIS = Duration.ofHours(6).toMillis();

  /** A fork that takes so many times what it is expected to take has hung. */
  private static final int HUNG = 10;

  /** The longest that anything waits, so that an annotation of any length can be reckoned with. */
  private static final long LONGEST_MILLIS = Duration.ofDays(3650).toMillis();

  /** The time of a census beside its warm-up and the time in which the collector is watched. */
  private static final long CENSUS_MILLIS = 1500;

  /** The time of counting objects, behind the timed iterations. */
  private static final long COUNTING_MILLIS = 100;

  /** Warm-up of a fork that counts what the source asks for. */
  private static final long SOURCE_MILLIS = 1000;

  /** About what a TLS connection takes to be made. */
  private static final long UNIT_MILLIS = 25;

  /** Full collections before and after, until what lives has settled. */
  private static final long HISTOGRAMS_MILLIS = 3000;

  /**
   * The pattern of everything that has a before and an after; which pool is best is a question of
   * its own.
   */
  public static final String CHANGES = "^(?!whichpool/)";

  /**
   * The forks after which a row may stop; reports know the share of the error that each look
   * spends.
   */
  private static final List<Integer> LOOKS = List.of(4, 6, 10, 16);

  /** The longest warm-up: it ends when an operation is steady. */
  private static final Iterations WARMUP = new Iterations(30, 100);

  /** The usual timing, of few iterations: forks differ more than the iterations of one. */
  private static final Timing SHORT = new Timing(WARMUP, new Iterations(3, 100));

  private static final Timing LONG = new Timing(WARMUP, new Iterations(10, 100));

  private static final Census NO_CENSUS = new Census(Census.Scope.NONE, 500);

  /** The time that a run of hundreds of forks takes beside them, its start and report included. */
  private static final Duration UNMEASURED = Duration.ofSeconds(20);

  /** The plans that a user can choose. */
  public static final List<RunPlan> NAMED =
      List.of(
          new RunPlan(
              "smoke",
              only(RunPlan::firstOfEach),
              Forks.fixed(1),
              Optional.of(SHORT),
              new Source(1),
              NO_CENSUS,
              new Footprint(100),
              2000,
              PINNED),
          new RunPlan(
              "seeds",
              only(technique -> technique.seeds().stream().map(seed -> seed.operation())),
              Forks.untilDecided(LOOKS).within(measuring(Duration.ofMinutes(5))),
              Optional.of(SHORT),
              new Source(1),
              NO_CENSUS,
              new Footprint(200),
              2000,
              PINNED),
          new RunPlan(
              "standard",
              CHANGES,
              Forks.untilDecided(LOOKS).within(measuring(Duration.ofMinutes(15))),
              Optional.of(SHORT),
              new Source(1),
              new Census(Census.Scope.SEEDS, 500),
              new Footprint(200),
              5000,
              PINNED),
          new RunPlan(
              "full",
              CHANGES,
              Forks.untilDecided(LOOKS),
              Optional.of(LONG),
              new Source(2),
              new Census(Census.Scope.ALL, 4000),
              new Footprint(1000),
              10_000,
              PINNED),
          // The 10th percentile of a fork needs fifty iterations.
          new RunPlan(
              "gate",
              CHANGES,
              Forks.fixed(5),
              Optional.of(new Timing(WARMUP, new Iterations(50, 20))),
              new Source(2),
              new Census(Census.Scope.NONE, 1000),
              new Footprint(200),
              2000,
              PINNED),
          new RunPlan(
              "pools",
              "^whichpool/",
              Forks.fixed(6),
              Optional.of(new Timing(WARMUP, new Iterations(5, 100))),
              new Source(1),
              NO_CENSUS,
              new Footprint(20),
              2000,
              PINNED_FOR_POOLS));

  public RunPlan {
    jvmArgs = List.copyOf(jvmArgs);
  }

  /** Returns what a technique has that a plan is for. */
  @FunctionalInterface
  private interface Operations {
    Stream<String> of(Technique technique);
  }

  /** Returns how long a plan may measure that is to be over, with its report, after that time. */
  private static Duration measuring(Duration all) {
    return all.minus(UNMEASURED);
  }

  private static String only(Operations operations) {
    return Catalogue.techniques().stream()
        .filter(technique -> Pattern.compile(CHANGES).matcher(technique.name() + "/").find())
        .flatMap(technique -> operations.of(technique).map(name -> technique.name() + "/" + name))
        .distinct()
        .collect(Collectors.joining("|", "^(", ")$"));
  }

  private static Stream<String> firstOfEach(Technique technique) {
    List<String> first = new ArrayList<>();
    technique.workloads().stream().limit(1).forEach(workload -> first.add(workload.name()));
    technique.footprints().stream().limit(1).forEach(footprint -> first.add(footprint.name()));
    return first.stream();
  }

  private static List<String> pinned(String heap) {
    List<String> jvmArgs = new ArrayList<>(heap(heap));
    jvmArgs.add("--enable-native-access=ALL-UNNAMED");
    // JMH itself uses Unsafe; without it every log starts with the JDK's warning.
    jvmArgs.add("--sun-misc-unsafe-memory-access=allow");
    return jvmArgs;
  }

  private static List<String> heap(String size) {
    List<String> jvmArgs =
        new ArrayList<>(List.of("-Xms" + size, "-Xmx" + size, "-XX:+UseSerialGC"));
    jvmArgs.addAll(TOUCHED);
    return jvmArgs;
  }

  public static Optional<RunPlan> named(String name) {
    return NAMED.stream().filter(plan -> plan.name.equals(name)).findFirst();
  }

  /**
   * Returns the plan that says how the JVM of a {@code technique/workload} is set, if the gate runs
   * it.
   */
  public static RunPlan forGating(String path) {
    return Stream.of("gate", "pools")
        .flatMap(name -> named(name).stream())
        .filter(plan -> Pattern.compile(plan.include).matcher(path).find())
        .findFirst()
        .orElseThrow();
  }

  /** Returns this plan with a fixed number of forks per arm. */
  public RunPlan withRounds(int rounds) {
    return with(Forks.fixed(rounds));
  }

  /** Returns this plan with other numbers of forks. */
  public RunPlan with(Forks other) {
    return copy(include, other, timing, jvmArgs);
  }

  /** Returns this plan with other parts, of those that are ever changed. */
  private RunPlan copy(
      String which, Forks number, Optional<Timing> iterations, List<String> arguments) {
    return new RunPlan(
        name, which, number, iterations, source, census, footprint, profileMillis, arguments);
  }

  /** Returns this plan with more flags of the forks, behind its own. */
  public RunPlan withJvmArgs(List<String> more) {
    List<String> all = new ArrayList<>(jvmArgs);
    all.addAll(more);
    return copy(include, forks, timing, all);
  }

  /**
   * Returns this plan for external benchmarks: what their annotations say of the JVM stays.
   *
   * @param which of them, as a regular expression
   * @param ownIterations whether warm-up and measurement are as their annotations say
   */
  public RunPlan forJars(String which, boolean ownIterations) {
    return copy(which, forks, ownIterations ? Optional.empty() : timing, PINNED_FOR_JARS);
  }

  /**
   * Returns a fork's JVM arguments as its kind needs them: where nothing is timed, the heap is not
   * touched beforehand, which takes longer than all that is counted in it.
   */
  public static List<String> jvmArgs(List<String> planned, Kind kind) {
    return kind.isTimed()
        ? planned
        : planned.stream().filter(argument -> !TOUCHED.contains(argument)).toList();
  }

  /** Says how many forks each arm gets, as people read it. */
  @JsonProperty
  public String rounds() {
    return forks.toString();
  }

  /** Returns in how many of so many rounds an arm is run by a fork of that kind. */
  int rounds(Kind kind, int of) {
    return switch (kind) {
      case TIMING, COUNT, FOOTPRINT -> of;
      case SOURCE -> Math.min(of, source.rounds);
      case CENSUS, PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE -> 1;
    };
  }

  /** Returns this plan, whose objects are counted in forks of kind {@link Kind#COUNT} alone. */
  public RunPlan countingApart() {
    return copy(
        include,
        forks,
        timing.map(planned -> new Timing(planned.warmup, planned.measured, Timing.Counted.APART)),
        jvmArgs);
  }

  /** Tells whether objects are counted in forks of their own. */
  public boolean countsApart() {
    return timing.filter(planned -> planned.objects == Timing.Counted.APART).isPresent();
  }

  /** Returns how long one trial is expected to take, in milliseconds. */
  public long trialMillis(Kind kind) {
    return FORK_OVERHEAD_MILLIS
        + switch (kind) {
          case TIMING -> (countsApart() ? 0 : COUNTING_MILLIS) + warmup() + measured();
          case SOURCE -> COUNTING_MILLIS + SOURCE_MILLIS;
          case COUNT -> COUNTING_MILLIS + warmup();
          case CENSUS -> warmup() + census.collectorMillis + CENSUS_MILLIS;
          case PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE -> warmup() + 2 * profileMillis;
          case FOOTPRINT ->
              // Units are held three times; an external benchmark warms up and measures twice.
              Math.max(
                  3L * footprint.units * UNIT_MILLIS,
                  warmup() + 2 * measured() + HISTOGRAMS_MILLIS);
        };
  }

  /**
   * Returns the usual length of a warm-up, in milliseconds: most are steady long before the end.
   */
  private long warmup() {
    return timing
        .map(planned -> Math.min(USUAL_WARMUP_MILLIS, planned.warmup.total()))
        .orElse(JMH_MILLIS);
  }

  private long measured() {
    return timing.map(planned -> planned.measured.total()).orElse(0L);
  }

  /**
   * Returns how long a trial may take before it counts as hung.
   *
   * @param annotated milliseconds of the iterations that the annotations of the benchmark ask for,
   *     which count where they decide; 0 where nobody knows
   */
  public Duration timeout(Kind kind, long annotated) {
    return Duration.ofMillis(
        timing.isEmpty() && kind != Kind.SOURCE
            ? Math.max(OWN_MILLIS, HUNG * Math.min(annotated, LONGEST_MILLIS / HUNG))
            : 60_000 + HUNG * trialMillis(kind));
  }
}
