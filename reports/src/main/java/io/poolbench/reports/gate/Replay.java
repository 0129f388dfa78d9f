package io.poolbench.reports.gate;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.stats.RankProcedure;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Tells how often rules are right where the truth is known: real forks, in which nothing changed,
 * with changes injected.
 *
 * <p>A suite is twenty benchmarks, drawn at random. Both arms of a benchmark are drawn, fork by
 * fork and with replacement, from the forks that were recorded of it: as if the recorded forks were
 * all that this benchmark can do, each as likely as the next. Draws are independent, as new forks
 * are, so that arms of any length can be drawn from ten forks; two arms may hold the same fork, as
 * two real ones may meet the same state, and equal values count half to either side. What is lost
 * is what ten forks do not show, such as a state that comes once in a hundred forks. An injected
 * change multiplies every iteration of the candidate.
 *
 * @param rows of each rule, the gate first
 */
public record Replay(int suites, List<Row> rows) {

  public static final int BENCHMARKS = 20;

  /** Counts the forks per arm of every rule but the gate. */
  public static final int FIXED_FORKS = 10;

  /**
   * Counts the iterations that a fork of the gate has; later iterations of recorded forks are not
   * used.
   */
  public static final int ITERATIONS = 50;

  /** Lists the changes that are injected, in per cent. */
  public static final List<Integer> CHANGES = List.of(5, 10, 20);

  private static final Metric TIME = new Metric("sec/op", Better.LOWER, Assumption.SAMPLED);

  private static final RankProcedure BENCHSTAT = new RankProcedure(0.05, 0.95);
  private static final RankProcedure CORRECTED = new RankProcedure(0.05 / BENCHMARKS, 0.95);
  private static final RankProcedure STRICT = new RankProcedure(0.01 / BENCHMARKS, 0.95);
  private static final double MARGIN = 1.02;

  private static final Map<String, Predicate<Question>> OTHER_RULES = new LinkedHashMap<>();

  static {
    OTHER_RULES.put(
        "benchstat on fork means",
        q -> isWorse(BENCHSTAT, 1, means(q.baseline()), means(q.candidate())));
    OTHER_RULES.put(
        "benchstat, alpha .05/20, over 2 %",
        q -> isWorse(CORRECTED, MARGIN, means(q.baseline()), means(q.candidate())));
    OTHER_RULES.put(
        "ratio of means over 1.10",
        q -> StatUtils.mean(means(q.candidate())) / StatUtils.mean(means(q.baseline())) > 1.10);
    OTHER_RULES.put(
        "U test on p10, alpha .01/20, over 2 %",
        q -> isWorse(STRICT, MARGIN, q.baseline().quickEnds(true), q.candidate().quickEnds(true)));
  }

  /**
   * Holds what was recorded of one benchmark.
   *
   * @param forks the iterations of each, at least {@value #ITERATIONS}, in order
   */
  public record Recorded(String benchmark, List<List<Double>> forks) {

    public Recorded {
      forks = forks.stream().map(fork -> List.copyOf(fork.subList(0, ITERATIONS))).toList();
    }
  }

  /**
   * Tells how one rule does, as shares from 0 to 1.
   *
   * @param falseAlarms of suites in which nothing changed
   * @param atMargin of suites in which every benchmark became 2 % worse, which is tolerated
   * @param found by the change in per cent, of all changed benchmarks
   * @param foundAlone likewise, of benchmarks that were the only one of their suite to change
   * @param forks per arm where nothing changed
   */
  public record Row(
      String rule,
      double falseAlarms,
      double atMargin,
      Map<Integer, Double> found,
      Map<Integer, Double> foundAlone,
      double forks) {}

  /** Says which benchmarks of a suite change. */
  private enum Changed {
    ALL,
    FIRST
  }

  /** Holds what a rule said of a benchmark: whether it is worse, and after how many forks. */
  private record Said(boolean worse, int forks) {}

  /** A rule that is replayed. */
  private interface Judge {
    List<Said> of(List<Pair> suite);
  }

  /**
   * Replays.
   *
   * @param recorded at least one, each of at least two forks
   * @param rule of the gate
   * @param suites of each kind
   * @param progress told the share that is done, 0 to 1
   */
  public static Replay of(
      List<Recorded> recorded, Rule rule, int suites, long seed, DoubleConsumer progress) {
    Map<String, Judge> judges = new LinkedHashMap<>();
    judges.put("gate", suite -> gate(rule, suite));
    OTHER_RULES.forEach((name, isWorse) -> judges.put(name, suite -> fixed(isWorse, suite)));
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Judge> judge : judges.entrySet()) {
      int done = rows.size();
      rows.add(
          row(
              judge.getKey(),
              judge.getValue(),
              new Suites(recorded, suites, seed),
              // The gate takes nearly all of the time.
              part -> {
                if (done == 0) {
                  progress.accept(0.95 * part);
                }
              }));
    }
    progress.accept(1);
    return new Replay(suites, rows);
  }

  private static Row row(String name, Judge judge, Suites suites, DoubleConsumer progress) {
    double parts = 2.0 + 2 * CHANGES.size();
    List<List<Said>> same = suites.judged(judge, 1, Changed.ALL);
    progress.accept(1 / parts);
    List<List<Said>> atMargin = suites.judged(judge, MARGIN, Changed.ALL);
    progress.accept(2 / parts);
    Map<Integer, Double> found = new LinkedHashMap<>();
    Map<Integer, Double> foundAlone = new LinkedHashMap<>();
    for (int change : CHANGES) {
      double effect = 1 + change / 100.0;
      long all =
          suites.judged(judge, effect, Changed.ALL).stream()
              .flatMap(List::stream)
              .filter(Said::worse)
              .count();
      progress.accept((3 + 2 * foundAlone.size()) / parts);
      long alone =
          suites.judged(judge, effect, Changed.FIRST).stream()
              .filter(suite -> suite.getFirst().worse)
              .count();
      foundAlone.put(change, (double) alone / suites.count);
      found.put(change, (double) (all + alone) / suites.count / (BENCHMARKS + 1));
      progress.accept((2 + 2 * foundAlone.size()) / parts);
    }
    return new Row(
        name,
        share(same),
        share(atMargin),
        found,
        foundAlone,
        same.stream().flatMap(List::stream).mapToInt(Said::forks).average().orElseThrow());
  }

  private static double share(List<List<Said>> suites) {
    return (double) suites.stream().filter(suite -> suite.stream().anyMatch(Said::worse)).count()
        / suites.size();
  }

  /** Suites of one seed: every rule, and every change, meets the same forks. */
  private record Suites(List<Recorded> recorded, int count, long seed) {

    List<List<Said>> judged(Judge judge, double effect, Changed changed) {
      return IntStream.range(0, count)
          .parallel()
          .mapToObj(suite -> judge.of(pairs(suite, effect, changed)))
          .toList();
    }

    private List<Pair> pairs(int suite, double effect, Changed changed) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + suite);
      return IntStream.range(0, BENCHMARKS)
          .mapToObj(
              i ->
                  new Pair(
                      recorded.get(random.nextInt(recorded.size())),
                      changed == Changed.ALL || i == 0 ? effect : 1,
                      random.split()))
          .toList();
    }
  }

  /** Both arms of one benchmark, which grow as forks are asked for. */
  private static final class Pair {

    private final Recorded recorded;
    private final double effect;
    private final SplittableRandom random;
    private final List<List<Double>> baseline = new ArrayList<>();
    private final List<List<Double>> candidate = new ArrayList<>();

    Pair(Recorded recorded, double effect, SplittableRandom random) {
      this.recorded = recorded;
      this.effect = effect;
      this.random = random;
    }

    Question question(String name, int forks) {
      while (baseline.size() < forks) {
        baseline.add(draw());
        candidate.add(draw().stream().map(time -> effect * time).toList());
      }
      return new Question(name, TIME, forks(baseline), forks(candidate), true);
    }

    private List<Double> draw() {
      return recorded.forks.get(random.nextInt(recorded.forks.size()));
    }

    private static Forks forks(List<List<Double>> iterations) {
      return new Forks(iterations.stream().map(Replay::mean).toList(), iterations);
    }
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  /** Looks at a suite, as the command does, until nothing of it is open. */
  private static List<Said> gate(Rule rule, List<Pair> suite) {
    Gate gate = new Gate(rule);
    int[] forks = new int[BENCHMARKS];
    Arrays.fill(forks, gate.nextLook(0));
    while (true) {
      List<Question> questions = new ArrayList<>();
      for (int i = 0; i < BENCHMARKS; i++) {
        Question question = suite.get(i).question(String.valueOf(i), forks[i]);
        questions.add(question);
        questions.add(question.ofMeans());
      }
      boolean[] worse = new boolean[BENCHMARKS];
      boolean[] open = new boolean[BENCHMARKS];
      for (Judgement judgement : gate.look(questions)) {
        int i = Integer.parseInt(judgement.question().benchmark());
        worse[i] |= judgement.verdict() instanceof Verdict.Regressed;
        open[i] |= gate.isOpen(judgement);
      }
      boolean goesOn = false;
      for (int i = 0; i < BENCHMARKS; i++) {
        if (open[i]) {
          forks[i] = gate.nextLook(forks[i]);
          goesOn = true;
        }
      }
      if (!goesOn) {
        return IntStream.range(0, BENCHMARKS).mapToObj(i -> new Said(worse[i], forks[i])).toList();
      }
    }
  }

  private static List<Said> fixed(Predicate<Question> isWorse, List<Pair> suite) {
    return suite.stream()
        .map(pair -> new Said(isWorse.test(pair.question("", FIXED_FORKS)), FIXED_FORKS))
        .toList();
  }

  private static double[] means(Forks forks) {
    return forks.array();
  }

  private static boolean isWorse(
      RankProcedure test, double margin, double[] baseline, double[] candidate) {
    Sample before = Sample.of(baseline);
    Sample after = Sample.of(candidate);
    return test.summarize(after).center() > margin * test.summarize(before).center()
        && test.compare(before, after).significant();
  }
}
