package io.poolbench.reports.gate;

import io.poolbench.reports.stats.RankProcedure;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What the gate does on forks whose true effect is known, beside the rules that are in use.
 *
 * @param suites of {@value #BENCHMARKS} benchmarks each, in which nothing changed
 * @param quickDeviation between forks, of the logarithm of the 10th percentile
 * @param meanDeviation between forks, of the logarithm of the mean
 * @param coverage share of 95 % intervals, at the moment of decision, that hold the true ratio
 * @param forks per arm and benchmark that the gate used where nothing changed
 * @param rules by name; the last is the gate
 */
public record Proof(
    int suites,
    double quickDeviation,
    double meanDeviation,
    double coverage,
    double forks,
    Map<String, Rates> rules) {

  /**
   * How often a rule claims a regression, 0 to 1.
   *
   * @param falseAlarms per suite in which nothing changed
   * @param found by the size of a true regression, as a ratio
   */
  public record Rates(double falseAlarms, Map<Double, Double> found) {}

  public static final int BENCHMARKS = 20;

  /** Of every rule but the gate. */
  public static final int FIXED_FORKS = 10;

  public static final List<Double> REGRESSIONS = List.of(1.05, 1.10, 1.20);

  private static final RankProcedure BENCHSTAT = new RankProcedure(0.05, 0.95);

  /** The rules that are in use, on {@value #FIXED_FORKS} forks. */
  private static final Map<String, Predicate<Question>> RULES = new LinkedHashMap<>();

  static {
    RULES.put("ratio of means over 1.10", question -> ratio(question) > 1.10);
    RULES.put(
        "U test on all iterations",
        question -> isWorse(iterations(question.baseline()), iterations(question.candidate())));
    RULES.put(
        "benchstat on fork means",
        question -> isWorse(question.baseline().sample(), question.candidate().sample()));
  }

  private record Outcome(Judgement judgement, int forks) {
    boolean claims() {
      return judgement.verdict() instanceof Verdict.Regressed;
    }
  }

  /**
   * Simulates.
   *
   * @param suites in which nothing changes; as many benchmarks are changed for each regression
   * @param progress told the share that is done, 0 to 1, from several threads
   */
  public static Proof of(Rule rule, int suites, long seed, DoubleConsumer progress) {
    double parts = 2.0 + REGRESSIONS.size();
    List<List<Outcome>> unchanged =
        IntStream.range(0, suites)
            .parallel()
            .mapToObj(suite -> suite(rule, seed(seed, suite, 1), 1))
            .toList();
    progress.accept(1 / parts);
    Map<Double, Double> found = new LinkedHashMap<>();
    List<Outcome> outcomes = new ArrayList<>(unchanged.stream().flatMap(List::stream).toList());
    double forks = outcomes.stream().mapToInt(Outcome::forks).average().orElseThrow();
    long covered = outcomes.stream().filter(outcome -> covers(outcome, 1)).count();
    int judged = outcomes.size();
    for (double regression : REGRESSIONS) {
      // The first of each suite has regressed; its neighbours share the error with it.
      List<Outcome> regressed =
          IntStream.range(0, suites)
              .parallel()
              .mapToObj(suite -> suite(rule, seed(seed, suite, regression), regression).getFirst())
              .toList();
      found.put(regression, share(regressed, Outcome::claims));
      covered += regressed.stream().filter(outcome -> covers(outcome, regression)).count();
      judged += regressed.size();
      progress.accept((2.0 + REGRESSIONS.indexOf(regression)) / parts);
    }
    Map<String, Rates> rules = new LinkedHashMap<>();
    RULES.forEach((name, claims) -> rules.put(name, fixed(claims, suites, seed)));
    rules.put(
        "the gate",
        new Rates(share(unchanged, suite -> suite.stream().anyMatch(Outcome::claims)), found));
    progress.accept(1);
    Forks seen = new Simulation(seed, 1).run("spread", 20_000).baseline();
    return new Proof(
        suites,
        deviation(seen.quickLogarithms(true)),
        deviation(seen.logarithms()),
        (double) covered / judged,
        forks,
        rules);
  }

  /** Looks at a suite until every benchmark of it is decided, or has had all its forks. */
  private static List<Outcome> suite(Rule rule, long seed, double firstEffect) {
    Gate gate = new Gate(rule);
    List<Simulation> simulations = new ArrayList<>();
    int[] forks = new int[BENCHMARKS];
    for (int i = 0; i < BENCHMARKS; i++) {
      simulations.add(new Simulation(seed + i, i == 0 ? firstEffect : 1));
      forks[i] = gate.nextLook(0);
    }
    while (true) {
      List<Question> questions = new ArrayList<>();
      for (int i = 0; i < BENCHMARKS; i++) {
        questions.add(simulations.get(i).run("benchmark " + i, forks[i]));
      }
      List<Judgement> judgements = gate.look(questions);
      if (judgements.stream().noneMatch(gate::isOpen)) {
        return IntStream.range(0, BENCHMARKS)
            .mapToObj(i -> new Outcome(judgements.get(i), forks[i]))
            .toList();
      }
      for (int i = 0; i < BENCHMARKS; i++) {
        forks[i] = gate.isOpen(judgements.get(i)) ? gate.nextLook(forks[i]) : forks[i];
      }
    }
  }

  private static Rates fixed(Predicate<Question> claims, int suites, long seed) {
    Map<Double, Double> found = new LinkedHashMap<>();
    for (double regression : REGRESSIONS) {
      found.put(
          regression,
          (double)
                  IntStream.range(0, suites)
                      .parallel()
                      .filter(suite -> claims.test(run(seed(seed, suite, regression), regression)))
                      .count()
              / suites);
    }
    long alarms =
        IntStream.range(0, suites)
            .parallel()
            .filter(
                suite ->
                    IntStream.range(0, BENCHMARKS)
                        .anyMatch(i -> claims.test(run(seed(seed, suite, 1) + i, 1))))
            .count();
    return new Rates((double) alarms / suites, found);
  }

  private static Question run(long seed, double effect) {
    return new Simulation(seed, effect).run("benchmark", FIXED_FORKS);
  }

  /** Far enough apart for the benchmarks of a suite. */
  private static long seed(long seed, int suite, double effect) {
    return (seed * 31 + Double.hashCode(effect)) * 1_000_003 + suite * 1000L;
  }

  private static boolean covers(Outcome outcome, double truth) {
    Change change =
        switch (outcome.judgement.verdict()) {
          case Verdict.Regressed regressed -> regressed.change();
          case Verdict.Improved improved -> improved.change();
          case Verdict.Unchanged unchanged -> unchanged.change();
          case Verdict.Inconclusive inconclusive -> inconclusive.change();
          case Verdict.Refused _ -> null;
        };
    return change != null && change.low() <= truth && truth <= change.high();
  }

  private static <T> double share(List<T> all, Predicate<T> some) {
    return (double) all.stream().filter(some).count() / all.size();
  }

  private static double ratio(Question question) {
    return StatUtils.mean(values(question.candidate()))
        / StatUtils.mean(values(question.baseline()));
  }

  private static double[] values(Forks forks) {
    return forks.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Sample iterations(Forks forks) {
    return Sample.of(
        forks.iterations().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private static boolean isWorse(Sample baseline, Sample candidate) {
    return BENCHSTAT.compare(baseline, candidate).significant()
        && BENCHSTAT.summarize(candidate).center() > BENCHSTAT.summarize(baseline).center();
  }

  private static double deviation(double[] values) {
    return Math.sqrt(StatUtils.variance(values));
  }
}
