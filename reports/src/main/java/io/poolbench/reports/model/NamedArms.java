package io.poolbench.reports.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Arms that are told apart by a part of a benchmark's name, as where each pool has a class or a
 * method of its own: what the group of a regular expression matches is the arm, and the rest of the
 * name the benchmark. Nothing else splits a name in these two.
 */
public final class NamedArms {

  /** Stands in the name of a benchmark for what its arms are called. */
  static final String ANY = "*";

  private static final String OPTION = "--vary-benchmark";

  private static final String EXPECTED =
      "a regular expression with one group that matches what tells the arms apart, as in"
          + " 'Cache\\.(\\w+)Get'";

  /** The most names that a line of an error message bears. */
  private static final int SHOWN = 10;

  private final Pattern pattern;
  private final @Nullable String base;

  /**
   * A name in two.
   *
   * @param benchmark the name with a {@code *} for the arm: {@code org.example.Cache.*Get}
   * @param arm what stood there
   */
  public record Split(String benchmark, String arm) {}

  private NamedArms(Pattern pattern, @Nullable String base) {
    this.pattern = pattern;
    this.base = base;
  }

  /**
   * Reads the expression.
   *
   * @param regex with one group; found anywhere in {@code package.Class.method}
   * @param base the arm that is first; null where the first that is found is
   * @throws InputException for an expression that is none, or has not exactly one group
   */
  public static NamedArms of(String regex, @Nullable String base) {
    try {
      Pattern pattern = Pattern.compile(regex);
      int groups = pattern.matcher("").groupCount();
      if (groups != 1) {
        throw new InputException(
            OPTION,
            "found '%s' with %s".formatted(regex, groups == 0 ? "no group" : groups + " groups"),
            EXPECTED,
            groups == 0
                ? "put parentheses around what tells the arms apart"
                : "write (?:…) for the other groups");
      }
      return new NamedArms(pattern, base);
    } catch (PatternSyntaxException e) {
      throw new InputException(
          OPTION, "found '%s' (%s)".formatted(regex, e.getDescription()), EXPECTED);
    }
  }

  /**
   * Splits names, each {@code package.Class.method}.
   *
   * @return by name, those that match; of the same benchmark at least two arms
   * @throws InputException where nothing matches, or a benchmark has one arm only
   */
  public SequencedMap<String, Split> split(Collection<String> names) {
    SequencedMap<String, Split> splits = new LinkedHashMap<>();
    Map<String, Set<String>> arms = new LinkedHashMap<>();
    for (String name : names) {
      split(name)
          .ifPresent(
              split -> {
                splits.put(name, split);
                arms.computeIfAbsent(split.benchmark, _ -> new LinkedHashSet<>()).add(split.arm);
              });
    }
    if (splits.isEmpty()) {
      throw new InputException(
          OPTION,
          "'%s' matches no benchmark".formatted(pattern),
          EXPECTED,
          "there are " + some(names));
    }
    arms.forEach(
        (benchmark, its) -> {
          if (its.size() < 2) {
            throw new InputException(
                OPTION,
                "'%s' gives %s one arm only, %s".formatted(pattern, benchmark, its),
                "at least two of each benchmark",
                "write it so that it matches others of " + some(names));
          }
        });
    return splits;
  }

  /**
   * Splits one name; empty where it does not match.
   *
   * @throws InputException where the arm would have no name
   */
  public Optional<Split> split(String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.find() && matcher.group(1) != null
        ? Optional.of(split(name, matcher))
        : Optional.empty();
  }

  private Split split(String name, Matcher matcher) {
    String arm = matcher.group(1);
    if (arm.isEmpty()) {
      throw new InputException(
          OPTION,
          "the group of '%s' matches nothing in %s".formatted(pattern, name),
          "the name of an arm",
          "let it match at least one character");
    }
    return new Split(
        name.substring(0, matcher.start(1)) + ANY + name.substring(matcher.end(1)), arm);
  }

  private static String some(Collection<String> names) {
    List<String> first = new TreeSet<>(names).stream().limit(SHOWN).toList();
    int more = new TreeSet<>(names).size() - first.size();
    return first + (more > 0 ? " and %d more".formatted(more) : "");
  }

  /**
   * Returns the arms in their order, the base first.
   *
   * @throws InputException when none has the name of the base
   */
  public List<String> arms(Collection<Split> splits) {
    SequencedSet<String> arms = new LinkedHashSet<>();
    splits.forEach(split -> arms.add(split.arm));
    if (base != null && !arms.contains(base)) {
      throw new InputException("--base", "there is no arm " + base, "one of " + arms);
    }
    if (base != null) {
      arms.addFirst(base);
    }
    return List.copyOf(arms);
  }

  /**
   * Returns the same results with the arms for variants, those of the base first. What does not
   * match is left out and told.
   *
   * @throws InputException as {@link #split} and {@link #arms}, and for results that have variants
   */
  public ResultSet apply(ResultSet results) {
    SequencedSet<String> names = new LinkedHashSet<>();
    results.measurements().forEach(m -> names.add(m.benchmark().name().qualifiedBase()));
    return new Applied(split(names)).to(results, names);
  }

  /** Splits that are known, on their way through results. */
  private final class Applied {

    private final Map<String, Split> splits;
    private final List<String> arms;
    private final Map<Benchmark, Benchmark> before = new HashMap<>();

    Applied(SequencedMap<String, Split> splits) {
      this.splits = splits;
      this.arms = arms(splits.values());
    }

    ResultSet to(ResultSet results, Set<String> names) {
      List<Measurement> measurements = new ArrayList<>();
      Map<Benchmark, Optional<Benchmark>> renamed = new HashMap<>();
      for (Measurement m : results.measurements()) {
        renamed
            .computeIfAbsent(m.benchmark(), this::benchmark)
            .ifPresent(to -> measurements.add(m.of(to)));
      }
      measurements.sort(Comparator.comparingInt(m -> arms.indexOf(m.benchmark().name().variant())));
      List<Finding> findings = new ArrayList<>(results.findings());
      names.stream()
          .filter(name -> !splits.containsKey(name))
          .forEach(
              name -> findings.add(new Finding(OPTION, name + ": does not match and is left out")));
      return new ResultSet(
          measurements,
          results.metrics(),
          results.runs().stream().map(this::run).toList(),
          results.origins().stream().map(this::origin).toList(),
          findings);
    }

    private Optional<Benchmark> benchmark(Benchmark benchmark) {
      return name(benchmark.name())
          .map(
              name -> {
                Map<String, String> configuration = new LinkedHashMap<>(benchmark.configuration());
                if (!name.origin().isEmpty()) {
                  configuration.put("pkg", name.origin());
                }
                Benchmark to = new Benchmark(benchmark.file(), name, configuration);
                Benchmark other = before.putIfAbsent(to, benchmark);
                if (other != null && !other.name().equals(benchmark.name())) {
                  throw new InputException(
                      OPTION,
                      "%s has the variants %s and %s already"
                          .formatted(
                              benchmark.file(), other.name().variant(), benchmark.name().variant()),
                      "results without arms",
                      "compare them as they are, or leave some out");
                }
                return to;
              });
    }

    private Optional<BenchmarkName> name(BenchmarkName name) {
      return Optional.ofNullable(splits.get(name.qualifiedBase()))
          .map(split -> name.withBase(split.benchmark).withVariant(split.arm));
    }

    /** Gives arms to a run that was measured as if it had one. */
    private StoredRun run(StoredRun run) {
      SequencedMap<String, StoredRun.Subject> subjects = new LinkedHashMap<>();
      for (StoredRun.Subject subject : run.subjects()) {
        name(subject.name())
            .ifPresent(
                name ->
                    subjects.putIfAbsent(
                        name.withoutVariant().path(), subject(subject, name.withoutVariant())));
      }
      List<StoredRun.Trial> trials = new ArrayList<>();
      run.trials().forEach(t -> name(t.benchmark()).ifPresent(name -> trials.add(trial(t, name))));
      return new StoredRun(
          run.file(),
          run.version(),
          run.started(),
          run.seed(),
          run.plan(),
          run.environment(),
          List.copyOf(subjects.values()),
          run.unmatched(),
          trials,
          run.sources(),
          run.jars());
    }

    private Optional<BenchmarkName> name(String path) {
      return name(new BenchmarkName("", path, ""));
    }

    private StoredRun.Subject subject(StoredRun.Subject subject, BenchmarkName name) {
      return new StoredRun.Subject(
          name.path(),
          name.base(),
          subject.workload(),
          subject.source(),
          subject.limits(),
          arms,
          subject.seeds(),
          subject.path(),
          subject.footprint());
    }

    private static StoredRun.Trial trial(StoredRun.Trial trial, BenchmarkName name) {
      return new StoredRun.Trial(
          trial.index(),
          trial.round(),
          trial.kind(),
          name.withoutVariant().path(),
          name.variant(),
          trial.status(),
          trial.started(),
          trial.seconds(),
          trial.log(),
          trial.result(),
          trial.iterations(),
          trial.metrics(),
          trial.retainedBytes());
    }

    private Origin origin(Origin origin) {
      Map<BenchmarkName, Map<String, String>> settings = new LinkedHashMap<>();
      origin.settings().forEach((name, its) -> name(name).ifPresent(to -> settings.put(to, its)));
      return new Origin(origin.file(), settings);
    }
  }
}
