package io.poolbench.harness.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much is measured: every arm runs once per round, each time in a fresh JVM.
 *
 * @param name as the user chose it
 * @param include which {@code technique/workload} it is for, as a regular expression
 * @param rounds forks per arm; the sample size of every comparison
 * @param warmupIterations most iterations before measuring, per fork; it ends sooner when all is
 *     steady
 * @param warmupMillis length of each, in milliseconds
 * @param measurementIterations measured iterations per fork; one value per fork comes of them; 0
 *     where the annotations of a benchmark that is not ours decide
 * @param measurementMillis length of each, in milliseconds
 * @param sourceRounds forks per arm that count the objects that the source asks for; a second one
 *     shows that the count repeats
 * @param everyCallSite whether every arm gets a fork that records where its objects come from; else
 *     the first workload of each technique does
 * @param collectorMillis how long the collector is watched in such a fork
 * @param footprintUnits idle units, such as connections, that a footprint trial holds
 * @param profileMillis how long a profile is sampled, in milliseconds
 * @param jvmArgs flags of the forks; collector and heap are pinned because with default ergonomics
 *     the same 16 KB allocation varied twentyfold between forks
 */
public record RunPlan(
    String name,
    String include,
    int rounds,
    int warmupIterations,
    long warmupMillis,
    int measurementIterations,
    long measurementMillis,
    int sourceRounds,
    boolean everyCallSite,
    long collectorMillis,
    int footprintUnits,
    long profileMillis,
    List<String> jvmArgs) {

  /** Transparent huge pages are Linux's; touching small ones takes longer than all the rest. */
  private static final List<String> TOUCHED =
      System.getProperty("os.name").startsWith("Linux")
          ? List.of("-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages")
          : List.of("-XX:+AlwaysPreTouch");

  private static final List<String> PINNED = pinned("256m");

  /** In a heap of 512 MB or less, Netty's allocator hardly pools what has 64 KB or more. */
  private static final List<String> PINNED_FOR_POOLS = pinned("640m");

  /**
   * For benchmarks that are not ours, unless they or the user say something else of heap or
   * collector.
   */
  private static final List<String> PINNED_FOR_JARS = heap("640m");

  /** Start and end of a fork, beside its iterations; only for estimates before the first trial. */
  private static final long FORK_OVERHEAD_MILLIS = 400;

  /** What an operation usually takes to be warm. */
  private static final long USUAL_WARMUP_MILLIS = 1200;

  /** What JMH takes for a fork where nobody says otherwise: ten iterations of ten seconds. */
  private static final long JMH_MILLIS = 100_000;

  /** Nobody has said how long the annotations of a benchmark may make its forks. */
  private static final Duration LONGEST_OWN = Duration.ofHours(6);

  /** What a census takes beside its warm-up and the time in which the collector is watched. */
  private static final long CENSUS_MILLIS = 1500;

  /** What counting objects takes, behind the timed iterations. */
  private static final long COUNTING_MILLIS = 400;

  /** Warm-up of a fork that counts what the source asks for. */
  private static final long SOURCE_MILLIS = 220;

  /** About what a TLS connection takes to be made. */
  private static final long UNIT_MILLIS = 5;

  /** Full collections before and after, until what lives has settled. */
  private static final long HISTOGRAMS_MILLIS = 3000;

  /** Everything that has a before and an after; which pool is best is a question of its own. */
  public static final String CHANGES = "^(?!pools/)";

  /** Six rounds are the fewest for which the median has a bounded 95 % interval. */
  public static final List<RunPlan> NAMED =
      List.of(
          new RunPlan("smoke", CHANGES, 6, 30, 100, 5, 100, 1, false, 1000, 200, 2000, PINNED),
          new RunPlan(
              "standard", CHANGES, 10, 30, 100, 10, 100, 2, false, 2000, 1000, 5000, PINNED),
          new RunPlan("full", CHANGES, 20, 30, 100, 50, 100, 2, true, 4000, 2000, 10_000, PINNED),
          // The 10th percentile of a fork needs fifty iterations.
          new RunPlan("gate", CHANGES, 5, 30, 100, 50, 20, 2, false, 1000, 200, 2000, PINNED),
          new RunPlan(
              "pools", "^pools/", 6, 30, 100, 5, 100, 1, false, 500, 20, 2000, PINNED_FOR_POOLS));

  public RunPlan {
    jvmArgs = List.copyOf(jvmArgs);
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

  /** The plan that says how the JVM of a {@code technique/workload} is set, if the gate runs it. */
  public static RunPlan forGating(String path) {
    return Stream.of("gate", "pools")
        .flatMap(name -> named(name).stream())
        .filter(plan -> Pattern.compile(plan.include).matcher(path).find())
        .findFirst()
        .orElseThrow();
  }

  public RunPlan withRounds(int rounds) {
    return new RunPlan(
        name,
        include,
        rounds,
        warmupIterations,
        warmupMillis,
        measurementIterations,
        measurementMillis,
        sourceRounds,
        everyCallSite,
        collectorMillis,
        footprintUnits,
        profileMillis,
        jvmArgs);
  }

  /**
   * The same for benchmarks that are not ours: what their annotations say of the JVM stays.
   *
   * @param include which of them
   * @param ownIterations whether warm-up and measurement are as their annotations say
   */
  public RunPlan forJars(String include, boolean ownIterations) {
    return new RunPlan(
        name,
        include,
        rounds,
        ownIterations ? 0 : warmupIterations,
        ownIterations ? 0 : warmupMillis,
        ownIterations ? 0 : measurementIterations,
        ownIterations ? 0 : measurementMillis,
        sourceRounds,
        everyCallSite,
        collectorMillis,
        0,
        profileMillis,
        PINNED_FOR_JARS);
  }

  /** Whether the benchmarks' annotations say how long is warmed up and measured. */
  public boolean hasOwnIterations() {
    return measurementIterations == 0;
  }

  /** How often each arm is run in a fork of that kind. */
  int rounds(Trial.Kind kind) {
    return switch (kind) {
      case TIMING, FOOTPRINT -> rounds;
      case SOURCE -> Math.min(rounds, sourceRounds);
      case CENSUS, PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE -> 1;
    };
  }

  /** How long one trial is expected to take, in milliseconds. */
  public long trialMillis(Trial.Kind kind) {
    return FORK_OVERHEAD_MILLIS
        + switch (kind) {
          case TIMING ->
              COUNTING_MILLIS
                  + (hasOwnIterations()
                      ? JMH_MILLIS
                      : warmup() + measurementIterations * measurementMillis);
          case SOURCE -> COUNTING_MILLIS + SOURCE_MILLIS;
          case CENSUS ->
              (hasOwnIterations() ? JMH_MILLIS : warmup()) + collectorMillis + CENSUS_MILLIS;
          case PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE ->
              (hasOwnIterations() ? JMH_MILLIS : warmup()) + 2 * profileMillis;
          case FOOTPRINT -> hasOwnIterations() ? JMH_MILLIS : footprintMillis();
        };
  }

  /** Most are steady long before the end. */
  private long warmup() {
    return Math.min(USUAL_WARMUP_MILLIS, warmupIterations * warmupMillis);
  }

  /** A benchmark that is not ours has no units; it warms up and measures twice. */
  private long footprintMillis() {
    return footprintUnits == 0
        ? warmup() + 2 * measurementMillis + HISTOGRAMS_MILLIS
        : footprintUnits * UNIT_MILLIS;
  }

  /** How long a trial may take before it counts as hung. */
  public Duration timeout(Trial.Kind kind) {
    return hasOwnIterations() && kind != Trial.Kind.SOURCE
        ? LONGEST_OWN
        : Duration.ofMillis(60_000 + 10 * trialMillis(kind));
  }
}
