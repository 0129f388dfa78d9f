package io.poolbench.reports.gate;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.unit.Decimals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what the operations of one revision allocate, fork by fork, as somebody has accepted it: a
 * baseline that carries to other machines, since it has no times.
 *
 * @param jvm that counted, since its compiler decides what is left of objects; empty where unknown
 * @param rows by benchmark and unit, sorted
 */
public record AcceptedCounts(String jvm, List<Row> rows) {

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::benchmark).thenComparing(Row::unit);

  public AcceptedCounts {
    rows = rows.stream().sorted(ORDER).toList();
  }

  /**
   * Holds one metric of one benchmark.
   *
   * @param benchmark its {@link StoredRun.Subject#path}
   * @param modes how many forks had which value
   */
  public record Row(String benchmark, String unit, NavigableMap<Double, Integer> modes) {

    /** Counts the forks behind it. */
    public int forks() {
      return modes.values().stream().mapToInt(Integer::intValue).sum();
    }

    String key() {
      return benchmark + " " + unit;
    }

    /** Tells whether forks that came later show nothing that these, which are as many, do not. */
    private boolean tells(Row later) {
      return later.forks() <= forks()
          && modes.keySet().containsAll(later.modes.keySet())
          && (modes.size() == 1 || later.forks() < ENOUGH_FORKS);
    }

    /**
     * One that was accepted stands for two that agree, or what the source asks for would need more
     * forks than it gets where nothing has changed; the candidate's must repeat all the same.
     */
    Forks values() {
      return new Forks(
          modes.entrySet().stream()
              .flatMap(
                  mode ->
                      Stream.generate(mode::getKey)
                          .limit(
                              modes.size() == 1
                                  ? Math.max(ExactRule.FEWEST_FORKS, mode.getValue())
                                  : mode.getValue()))
              .toList(),
          List.of());
    }
  }

  /** Names the unit of the bytes of an operation. */
  public static final String BYTES = "B/op";

  /** Tells how many forks show modes; fewer show none. */
  public static final int ENOUGH_FORKS = ExactRule.FEWEST_FORKS_WITH_MODES;

  /**
   * Tells whether a metric is of this kind: bytes and objects of an operation, or declared exact.
   */
  public static boolean covers(Metric metric) {
    return (ExactRule.covers(metric) && metric.unit().endsWith("/op"))
        || ExactRule.isDeclared(metric);
  }

  /**
   * Takes the counts of a run.
   *
   * @param results of the run and of no other
   * @param names the benchmark of a trial as it is called from now on; empty where it is left out
   * @param counted by a timed fork, instead of what JMH says of it, which holds more; empty where
   *     its JVM cannot count
   */
  public static AcceptedCounts of(
      ResultSet results,
      Function<StoredRun.Trial, Optional<String>> names,
      Function<StoredRun.Trial, Map<String, Double>> counted) {
    StoredRun run = results.runs().getFirst();
    Set<String> withCounts = new HashSet<>();
    run.trials().stream()
        .filter(trial -> trial.kind().equals("count") && trial.status().equals("done"))
        .forEach(trial -> withCounts.add(trial.benchmark() + " " + trial.variant()));
    Set<String> footprints =
        run.subjects().stream()
            .filter(StoredRun.Subject::footprint)
            .map(StoredRun.Subject::name)
            .collect(Collectors.toSet());
    Map<String, Row> rows = new HashMap<>();
    for (StoredRun.Trial trial : run.trials()) {
      boolean instead =
          trial.kind().equals("timing")
              && !withCounts.contains(trial.benchmark() + " " + trial.variant());
      boolean counts =
          instead
              || Set.of("count", "source").contains(trial.kind())
              || (trial.kind().equals("footprint") && footprints.contains(trial.benchmark()));
      Optional<String> name = names.apply(trial);
      if (!counts || !trial.status().equals("done") || name.isEmpty()) {
        continue;
      }
      Map<String, Double> values = new HashMap<>(trial.metrics());
      if (instead || isJmhs(BYTES, List.of(trial))) {
        values.remove(BYTES);
      }
      if (instead) {
        // They sum up over as many operations as the clock let them have.
        values.keySet().removeIf(unit -> unit.endsWith("-events"));
        values.putAll(counted.apply(trial));
      }
      values.forEach(
          (unit, value) -> {
            Metric metric = Questions.metric(results, unit);
            if (covers(metric)) {
              Row row = new Row(name.get(), unit, new TreeMap<>());
              rows.computeIfAbsent(row.key(), _ -> row)
                  .modes
                  .merge(rounded(metric, value), 1, Integer::sum);
            }
          });
    }
    return new AcceptedCounts(
        run.environment().getOrDefault("jvm", ""), List.copyOf(rows.values()));
  }

  /**
   * Tells whether they are bytes that JMH counts, with its own, since the JVM cannot count objects.
   */
  static boolean isJmhs(String unit, List<StoredRun.Trial> trials) {
    return unit.equals(BYTES) && Questions.having("allocs/op", trials).isEmpty();
  }

  /**
   * Puts these over what was accepted before: benchmarks that did not run keep their rows, and rows
   * with which these agree keep their forks.
   *
   * @param before on the same JVM, or nothing of it but what did not run
   */
  public AcceptedCounts over(AcceptedCounts before) {
    Map<String, Row> old = before.byKey();
    List<Row> merged =
        new ArrayList<>(before.rows.stream().filter(row -> !has(row.benchmark)).toList());
    for (Row row : rows) {
      Row known = old.get(row.key());
      merged.add(known != null && jvm.equals(before.jvm) && known.tells(row) ? known : row);
    }
    return new AcceptedCounts(jvm, merged);
  }

  /** Counts the rows that have other values later. */
  public long replaced(AcceptedCounts later) {
    Map<String, Row> theirs = later.byKey();
    return rows.stream()
        .filter(row -> theirs.containsKey(row.key()) && !row.equals(theirs.get(row.key())))
        .count();
  }

  /** Counts the rows that are not there later. */
  public long dropped(AcceptedCounts later) {
    Map<String, Row> theirs = later.byKey();
    return rows.stream().filter(row -> !theirs.containsKey(row.key())).count();
  }

  /** Returns the benchmarks that have a row of a unit. */
  public Set<String> having(String unit) {
    return rows.stream()
        .filter(row -> row.unit.equals(unit))
        .map(Row::benchmark)
        .collect(Collectors.toSet());
  }

  /** Returns the units of all rows. */
  public Set<String> units() {
    return rows.stream().map(Row::unit).collect(Collectors.toSet());
  }

  /** Returns the benchmarks that are not there later. */
  public List<String> notIn(AcceptedCounts later) {
    return rows.stream().map(Row::benchmark).filter(name -> !later.has(name)).distinct().toList();
  }

  Map<String, Row> byKey() {
    Map<String, Row> byKey = new TreeMap<>();
    rows.forEach(row -> byKey.put(row.key(), row));
    return byKey;
  }

  /** Below what matters, so that lines stay as they are from run to run; both sides alike. */
  private static double rounded(Metric metric, double value) {
    double rounded =
        Double.parseDouble(
            Decimals.fixed(
                value,
                ExactRule.isDeclared(metric) ? 6 : metric.quantity() == Quantity.THINGS ? 2 : 0));
    return rounded == 0 ? 0 : rounded;
  }

  static Forks rounded(Metric metric, Forks forks) {
    return new Forks(
        forks.values().stream().map(value -> rounded(metric, value)).toList(), List.of());
  }

  /**
   * Returns what can be asked of a run by this baseline.
   *
   * @param results of the run and of no other
   * @param file that holds the baseline, for the reader
   * @param candidate the arm to be judged
   * @param rounds those that count
   * @param include what the run was to judge, of the paths of all benchmarks
   */
  public Questions questions(
      ResultSet results, String file, String candidate, int rounds, Pattern include) {
    Asking asking = new Asking(results, candidate, Questions.Tier.COUNTS, rounds);
    AcceptedBaseline by = new AcceptedBaseline(this, file);
    asking.run().subjects().forEach(subject -> asking.ask(subject, by));
    List<String> added = by.added();
    asking.missing(added);
    asking.missing(by.gone(asking.run(), include));
    return asking.questions(added, by.leftOut(asking.run(), include));
  }

  boolean has(String benchmark) {
    return rows.stream().anyMatch(row -> row.benchmark.equals(benchmark));
  }

  /**
   * Returns what a reader must know of this baseline.
   *
   * @param file that holds it
   * @param run that was judged
   * @param judgements of its questions
   */
  public List<Finding> findings(String file, StoredRun run, List<Judgement> judgements) {
    List<Finding> findings = new ArrayList<>();
    String now = run.environment().getOrDefault("jvm", "");
    if (!jvm.isEmpty() && !now.isEmpty() && !jvm.equals(now)) {
      findings.add(
          new Finding(
              file,
              "accepted on %s, judged on %s: what the compiler leaves of objects may differ for that alone"
                  .formatted(jvm, now)));
    }
    judgements.stream()
        .filter(each -> each.verdict() instanceof Verdict.Inconclusive)
        .map(Judgement::question)
        .filter(question -> question.baseline().size() < ENOUGH_FORKS)
        .filter(question -> !ExactRule.isExactByNature(question))
        .map(
            question ->
                "has %d forks of %s, and %d show its modes; accept a run of more rounds"
                    .formatted(question.baseline().size(), question.key(), ENOUGH_FORKS))
        .forEach(text -> findings.add(new Finding(file, text)));
    return findings;
  }
}
