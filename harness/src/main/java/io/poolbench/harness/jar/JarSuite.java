package io.poolbench.harness.jar;

import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Setting;
import io.poolbench.harness.plan.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks of jars that a run measures.
 *
 * @param arms the base first
 * @param benchmarks by {@link Arm#path}
 * @param unmatched what only one of several arms has, and is therefore not measured
 * @param counting parameter over which footprints are taken; null where what states retain is taken
 *     as it is
 */
public record JarSuite(
    List<JarArm> arms,
    Map<String, JarBenchmark> benchmarks,
    List<Unmatched> unmatched,
    @Nullable CountingParam counting) {

  @SuppressWarnings({"NullAway", "UnusedVariable"}) // run.json of earlier versions has none
  public JarSuite {
    unmatched = unmatched == null ? List.of() : List.copyOf(unmatched);
  }

  /**
   * A benchmark without its other side.
   *
   * @param benchmark {@link JarBenchmark#path}, or the method where all its parameters are alone
   * @param arm that has it
   */
  public record Unmatched(String benchmark, String arm) {

    @Override
    public String toString() {
      return "%s is in arm %s only: not measured".formatted(benchmark, arm);
    }
  }

  /** The names that a line of an error message bears. */
  private static final int SHOWN = 10;

  /**
   * The part of a suite that is to be measured.
   *
   * @param blocks of the schedule
   */
  public record Selection(JarSuite suite, List<Block> blocks) {

    /** Returns some of its blocks, and of the suite what they need. */
    public Selection only(Predicate<Block> wanted) {
      List<Block> some = blocks.stream().filter(wanted).toList();
      Map<String, JarBenchmark> theirs = new LinkedHashMap<>(suite.benchmarks);
      theirs
          .keySet()
          .retainAll(some.stream().map(block -> block.arms().getFirst().path()).toList());
      return new Selection(new JarSuite(suite.arms, theirs, suite.unmatched, suite.counting), some);
    }
  }

  /**
   * Selects as {@link #select(List, Pattern, List, Set, CountingParam)} does, with footprints of
   * the states as they are.
   */
  public static Selection select(
      List<JarArm> arms, Pattern include, List<String> settings, Set<Trial.Kind> kinds) {
    return select(arms, include, settings, kinds, null);
  }

  /**
   * Selects every benchmark that matches and that at least two arms have, or the only one.
   *
   * @param include regular expression for {@link JarBenchmark#path}
   * @param settings of the JVM, as in {@link Setting}; each benchmark runs in each
   * @param kinds of trials that each arm gets
   * @param counting parameter over which footprints are taken, of the benchmarks that have it; null
   *     where they are taken of the states as they are
   * @throws IllegalArgumentException with what is wrong, when there is nothing to measure
   */
  public static Selection select(
      List<JarArm> arms,
      Pattern include,
      List<String> settings,
      Set<Trial.Kind> kinds,
      @Nullable CountingParam counting) {
    Map<JarBenchmark, List<JarArm>> having = having(arms);
    Set<String> all = having.keySet().stream().map(JarBenchmark::path).collect(Collectors.toSet());
    having.keySet().removeIf(benchmark -> !include.matcher(benchmark.path()).find());
    if (having.isEmpty()) {
      throw new IllegalArgumentException(
          all.isEmpty()
              ? "--vary-param: no benchmark has the parameter " + arms.getFirst().params().keySet()
              : "--include: '%s' matches no benchmark; there are %s".formatted(include, some(all)));
    }
    List<Unmatched> unmatched = removeUnmatched(having, arms.size());
    if (having.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark is in two arms, nothing can be compared: " + unmatched.getFirst());
    }
    if (counting != null) {
      requireParam(counting, having.keySet());
    }
    return schedule(arms, having, settings, kinds, unmatched, counting);
  }

  private static void requireParam(CountingParam counting, Set<JarBenchmark> benchmarks) {
    Set<String> params = new TreeSet<>();
    benchmarks.forEach(benchmark -> params.addAll(benchmark.params().keySet()));
    if (!params.contains(counting.name())) {
      throw new IllegalArgumentException(
          "--footprint-param: no benchmark has the parameter %s, or an arm pins it; there are %s"
              .formatted(counting.name(), params));
    }
  }

  private static Map<JarBenchmark, List<JarArm>> having(List<JarArm> arms) {
    Map<JarBenchmark, List<JarArm>> having = new LinkedHashMap<>();
    JarListing listing = new JarListing();
    for (JarArm arm : arms) {
      for (JarBenchmark benchmark : listing.of(arm)) {
        having.computeIfAbsent(benchmark, _ -> new ArrayList<>()).add(arm);
      }
    }
    return having;
  }

  private static List<Unmatched> removeUnmatched(
      Map<JarBenchmark, List<JarArm>> having, int numberOfArms) {
    Set<String> shared = new HashSet<>();
    Map<JarBenchmark, JarArm> lonely = new LinkedHashMap<>();
    having.forEach(
        (benchmark, arms) -> {
          if (arms.size() < Math.min(2, numberOfArms)) {
            lonely.put(benchmark, arms.getFirst());
          } else {
            shared.add(benchmark.method());
          }
        });
    having.keySet().removeAll(lonely.keySet());
    Set<Unmatched> unmatched = new LinkedHashSet<>();
    lonely.forEach(
        (benchmark, arm) ->
            unmatched.add(
                new Unmatched(
                    shared.contains(benchmark.method()) ? benchmark.path() : benchmark.method(),
                    arm.name())));
    return List.copyOf(unmatched);
  }

  private static Selection schedule(
      List<JarArm> arms,
      Map<JarBenchmark, List<JarArm>> having,
      List<String> settings,
      Set<Trial.Kind> kinds,
      List<Unmatched> unmatched,
      @Nullable CountingParam counting) {
    Set<String> ambiguous = ambiguous(having.keySet());
    Map<String, JarBenchmark> benchmarks = new LinkedHashMap<>();
    // A footprint over a parameter is the same for all values of it.
    Set<Block> blocks = new LinkedHashSet<>();
    having.forEach(
        (benchmark, its) -> {
          String name =
              ambiguous.contains(benchmark.shortName())
                  ? benchmark.method()
                  : benchmark.shortName();
          for (String setting : settings) {
            for (Trial.Kind kind :
                benchmark.isFootprint() ? Set.of(Trial.Kind.FOOTPRINT) : kinds(kinds, setting)) {
              CountingParam counted = kind == Trial.Kind.FOOTPRINT ? counting : null;
              boolean counts = counted != null && benchmark.params().containsKey(counted.name());
              if (counted != null && !counts && !benchmark.isFootprint()) {
                continue;
              }
              JarBenchmark any =
                  counted != null && counts ? benchmark.without(counted.name()) : benchmark;
              List<Arm> block = block(name, any, setting, its);
              benchmarks.put(block.getFirst().path(), any);
              blocks.add(new Block(kind, block));
            }
          }
        });
    return new Selection(new JarSuite(arms, benchmarks, unmatched, counting), List.copyOf(blocks));
  }

  private static List<Arm> block(
      String name, JarBenchmark benchmark, String setting, List<JarArm> arms) {
    return arms.stream()
        .map(arm -> new Arm(name, benchmark.paramNames(), setting, arm.name()))
        .toList();
  }

  /**
   * Returns the kinds of trials for a setting: where a histogram shows no dead objects, these are
   * recorded instead of counted.
   */
  private static Set<Trial.Kind> kinds(Set<Trial.Kind> wanted, String setting) {
    if (!Setting.hidesTheDead(setting) || !wanted.contains(Trial.Kind.SOURCE)) {
      return wanted;
    }
    Set<Trial.Kind> kinds = new TreeSet<>(wanted);
    kinds.remove(Trial.Kind.SOURCE);
    kinds.add(Trial.Kind.CENSUS);
    return kinds;
  }

  private static String some(Set<String> paths) {
    List<String> first = paths.stream().sorted().limit(SHOWN).toList();
    return first + (paths.size() > SHOWN ? " and %d more".formatted(paths.size() - SHOWN) : "");
  }

  /** Returns the short names that two packages use. */
  private static Set<String> ambiguous(Set<JarBenchmark> benchmarks) {
    Map<String, String> methods = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (JarBenchmark benchmark : benchmarks) {
      if (benchmark.isTechnique()) {
        continue;
      }
      String other = methods.putIfAbsent(benchmark.shortName(), benchmark.method());
      if (other != null && !other.equals(benchmark.method())) {
        ambiguous.add(benchmark.shortName());
      }
    }
    return ambiguous;
  }

  /** Returns the SHA-256 of each different arm, in hexadecimal, with blanks between. */
  public String fingerprint() {
    return arms.stream().map(JarArm::sha256).distinct().collect(Collectors.joining(" "));
  }

  /**
   * Returns the versions of the arms' JVMs, as they are now.
   *
   * @throws IllegalArgumentException when one is gone
   */
  public String jvms() {
    Map<String, String> versions = new LinkedHashMap<>();
    arms.forEach(arm -> versions.put(arm.name(), JavaBinary.of(arm.java()).version()));
    return Set.copyOf(versions.values()).size() == 1
        ? versions.values().iterator().next()
        : versions.entrySet().stream()
            .map(arm -> arm.getKey() + ": " + arm.getValue())
            .collect(Collectors.joining(", "));
  }

  public JarArm arm(Trial trial) {
    return arms.stream()
        .filter(arm -> arm.name().equals(trial.variant()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Refuses to go on with other code.
   *
   * @throws IllegalArgumentException when a jar is not what it was
   */
  public void requireUnchanged() {
    arms.forEach(JarArm::requireUnchanged);
  }
}
