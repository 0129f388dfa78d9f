package io.poolbench.reports.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A poolbench run, with what a reader needs to trust or repeat it.
 *
 * @param file label of the input, the same as {@link Benchmark#file} of its measurements
 * @param version poolbench's version, or empty
 * @param started ISO-8601 instant, or empty
 * @param seed of the order of trials
 * @param plan the plan's settings, flat, in the file's order
 * @param environment host, JDK, CPU and so on, flat, in the file's order
 * @param subjects what was measured, in the plan's order
 * @param unmatched benchmarks that only one of several jars had
 * @param trials in the order in which they ran
 * @param sources the code of the variants, by technique in the plan's order; empty where the run
 *     does not carry it
 * @param jars what each arm ran, where that is not the catalogue
 */
public record StoredRun(
    String file,
    String version,
    String started,
    long seed,
    Map<String, String> plan,
    Map<String, String> environment,
    List<Subject> subjects,
    List<Unmatched> unmatched,
    List<Trial> trials,
    List<Source> sources,
    List<Jar> jars) {

  public StoredRun {
    plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    subjects = List.copyOf(subjects);
    unmatched = List.copyOf(unmatched);
    trials = List.copyOf(trials);
    sources = List.copyOf(sources);
    jars = List.copyOf(jars);
  }

  /**
   * The jars and the JVM that one arm ran.
   *
   * @param classPath the jar, or several
   * @param jvm version of the JVM
   */
  public record Jar(String arm, List<String> classPath, String jvm) {

    public Jar {
      classPath = List.copyOf(classPath);
    }
  }

  /**
   * Returns the trials of one kind that one arm of a benchmark has done, in the order in which they
   * ran.
   */
  public List<Trial> done(String kind, String benchmark, String variant) {
    return trials.stream()
        .filter(
            trial ->
                trial.kind().equals(kind)
                    && trial.status().equals("done")
                    && trial.benchmark().equals(benchmark)
                    && trial.variant().equals(variant))
        .toList();
  }

  /**
   * Returns the numbers of forks per arm after which it was looked whether rows are decided; one
   * number where that was fixed beforehand, none where the run does not tell.
   */
  public List<Integer> looks() {
    return Pattern.compile("\\d+")
        .matcher(plan.getOrDefault("forks.looks", ""))
        .results()
        .map(number -> Integer.valueOf(number.group()))
        .toList();
  }

  /**
   * The code of one variant.
   *
   * @param file name without its folder, as in {@code Before.java}
   */
  public record Source(String technique, String variant, String file, List<String> lines) {

    public Source {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One technique under one workload.
   *
   * @param name as in {@code Bufioreuse/op=fakeconn}: a benchmark's name without its variant
   * @param source the change it was taken from
   * @param limits what it cannot reach, and why; may be empty
   * @param seeds the figures that its source tells of it; empty where it tells none
   * @param path what {@code --include} is matched against, as in {@code org.example.Map.get}:
   *     unlike the name it does not depend on what else was measured
   * @param footprint whether it is what idle units retain, of which nothing is timed
   */
  public record Subject(
      String name,
      String technique,
      String workload,
      String source,
      String limits,
      List<String> variants,
      List<Seed> seeds,
      String path,
      boolean footprint) {

    public Subject {
      variants = List.copyOf(variants);
      seeds = List.copyOf(seeds);
    }

    /** Makes one of the catalogue. */
    public Subject(
        String name,
        String technique,
        String workload,
        String source,
        String limits,
        List<String> variants,
        List<Seed> seeds) {
      this(
          name,
          technique,
          workload,
          source,
          limits,
          variants,
          seeds,
          workload.isEmpty() ? technique : technique + "/" + workload,
          false);
    }
  }

  /**
   * One figure of the change that a technique is taken from, in that change's own language and on
   * its own machine.
   *
   * @param variant which stage of ours it belongs to; empty for all
   * @param unit base unit
   * @param before in that unit
   * @param after in that unit
   * @param source where the figure stands
   */
  public record Seed(String variant, String unit, double before, double after, String source) {}

  /**
   * A benchmark that was not measured, since the other arms do not have it.
   *
   * @param arm that has it
   */
  public record Unmatched(String benchmark, String arm) {}

  /**
   * One fork.
   *
   * @param kind what it was for: {@code timing}, {@code census}, {@code footprint} and so on
   * @param benchmark a {@link Subject#name}
   * @param status {@code done}, {@code failed} or {@code pending}
   * @param seconds wall time, 0 where unknown
   * @param started ISO-8601 instant, or empty
   * @param log path inside the run directory, or empty
   * @param result likewise, of what its tool wrote
   * @param iterations what each measured, in order and in the base unit of the fork's first metric;
   *     empty where it is not known, and for other kinds of trials
   * @param metrics one value per base unit; empty until done
   * @param retainedBytes of each class, per unit that is held; empty for other kinds of trials
   */
  public record Trial(
      int index,
      int round,
      String kind,
      String benchmark,
      String variant,
      String status,
      String started,
      double seconds,
      String log,
      String result,
      List<Double> iterations,
      Map<String, Double> metrics,
      Map<String, Double> retainedBytes) {

    public Trial {
      iterations = List.copyOf(iterations);
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
      retainedBytes = Collections.unmodifiableMap(new LinkedHashMap<>(retainedBytes));
    }

    /**
     * Names a file that the trial has left beside its result, inside the run directory.
     *
     * @param ending what tells it from the result, such as {@code -objects.json}
     */
    public String file(String ending) {
      return result.replaceFirst("\\.json$", "") + ending;
    }
  }
}
