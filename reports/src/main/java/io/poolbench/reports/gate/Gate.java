package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.stats.ManyTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides on many questions at once, look by look. What is decided stays decided: its error has
 * been spent, and it needs no more forks.
 */
public final class Gate {

  /** A fork that ends slower than it began by more than this did not become steady. */
  private static final double UNSTEADY = 1.05;

  private final Rule rule;
  private final Map<String, Judgement> answers = new LinkedHashMap<>();

  /** Questions that were tested: later ones share the error with them. */
  private final Set<String> tested = new HashSet<>();

  /** The tested ones that regressed, which hand their share of the error on. */
  private final Set<String> passedOn = new HashSet<>();

  /** Questions that further forks would hardly answer. */
  private final Set<String> givenUp = new HashSet<>();

  private final Predicate<Question> exact;

  public Gate(Rule rule) {
    this(rule, ExactRule::isExactByNature);
  }

  /**
   * Makes a gate that knows what does not vary.
   *
   * @param exact questions whose forks had one value where the same code ran against itself: they
   *     take no share of the error
   */
  public Gate(Rule rule, Predicate<Question> exact) {
    this.rule = rule;
    this.exact = question -> ExactRule.isExactByNature(question) || exact.test(question);
  }

  /**
   * Judges what the forks so far can tell.
   *
   * @param questions all of the run, decided ones too
   * @return an answer to each, in the same order; inconclusive where more forks might tell
   */
  public List<Judgement> look(List<Question> questions) {
    List<Question> noisy = new ArrayList<>();
    for (Question question : questions) {
      if (isDecided(question)) {
        continue;
      }
      Verdict certain = withoutTest(question);
      if (certain == null) {
        noisy.add(question);
      } else {
        answers.put(question.key(), new Judgement(question, certain));
      }
    }
    test(noisy);
    return questions.stream().map(question -> answers.get(question.key())).toList();
  }

  /** Tells whether more forks of a question may change its answer. */
  public boolean isOpen(Judgement judgement) {
    Question question = judgement.question();
    return judgement.verdict() instanceof Verdict.Inconclusive
        && !givenUp.contains(question.key())
        && question.candidate().size() < rule.looks().getLast();
  }

  /** Returns the forks per arm at the look after this many, or at the last look. */
  public int nextLook(int forks) {
    return rule.looks().stream().filter(n -> n > forks).findFirst().orElse(rule.looks().getLast());
  }

  private boolean isDecided(Question question) {
    Judgement answer = answers.get(question.key());
    return givenUp.contains(question.key())
        || (answer != null && !(answer.verdict() instanceof Verdict.Inconclusive));
  }

  /** Returns what can be said without testing, or null. */
  private @Nullable Verdict withoutTest(Question question) {
    if (question.metric().better() == Better.UNKNOWN) {
      return new Verdict.Refused(
          "nothing says whether more or less of %s is better; add a line 'Unit %s better=lower'"
              .formatted(question.metric().unit(), question.metric().unit()));
    }
    if (!question.comparable() && question.metric().quantity().dependsOnClock()) {
      return new Verdict.Refused(
          "these forks did not run in turns on one machine, and %s varies with both"
              .formatted(question.metric().unit()));
    }
    if (ExactRule.isExactByNature(question)) {
      Verdict certain = ExactRule.ofNature(question);
      if (certain != null || question.forks() < ExactRule.FEWEST_FORKS) {
        return certain == null ? tooFew(question, ExactRule.FEWEST_FORKS) : certain;
      }
    } else if (question.forks() < rule.looks().getFirst()) {
      return tooFew(question, rule.looks().getFirst());
    }
    if (ExactRule.isConstant(question) || ExactRule.isAlike(question)) {
      return new Verdict.Unchanged(ExactRule.change(question));
    }
    if (exact.test(question) && ExactRule.isNarrow(question)) {
      return ExactRule.judge(question);
    }
    if (ExactRule.covers(question.metric())
        && question.forks() < ExactRule.FEWEST_FORKS_WITH_MODES) {
      return tooFew(question, ExactRule.FEWEST_FORKS_WITH_MODES);
    }
    if (question.tolerance() instanceof Tolerance.Share
        && Math.min(question.baseline().sample().min(), question.candidate().sample().min()) <= 0) {
      return new Verdict.Inconclusive(null, "values of zero or less have no ratio");
    }
    return null;
  }

  /** Returns that more forks are needed, or a refusal where there can be no more. */
  private Verdict tooFew(Question question, int needed) {
    String why =
        "%s against %s forks; %s on each side are needed"
            .formatted(question.baseline().size(), question.candidate().size(), needed);
    return rule.looks().size() == 1
        ? new Verdict.Refused(why, true)
        : new Verdict.Inconclusive(null, why);
  }

  private void test(List<Question> questions) {
    questions.forEach(question -> tested.add(question.key()));
    List<NoisyRule> rules = questions.stream().map(NoisyRule::of).toList();
    int open = tested.size() - passedOn.size();
    double[] regressed = holm(rules.stream().mapToDouble(r -> r.pRegressed(rule)).toArray(), open);
    double[] improved =
        holm(rules.stream().mapToDouble(r -> r.pImproved(rule)).toArray(), tested.size());
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      answers.put(
          question.key(),
          new Judgement(question, verdict(question, rules.get(i), regressed[i], improved[i])));
    }
  }

  private Verdict verdict(Question question, NoisyRule noisy, double regressed, double improved) {
    int look = rule.look(question.forks());
    double spent = rule.spent(look);
    Change change = noisy.change(rule, spent / tested.size());
    if (regressed <= spent) {
      passedOn.add(question.key());
      return new Verdict.Regressed(change);
    }
    boolean within = noisy.isWithinBound(rule);
    if ((within || improved <= spent) && isUnsteady(question)) {
      givenUp.add(question.key());
      return new Verdict.Inconclusive(
          change, "the candidate became slower while it was measured; warm up longer");
    }
    if (improved <= spent) {
      return new Verdict.Improved(change);
    }
    if (within && !noisy.isBeyondMargin()) {
      return new Verdict.Unchanged(change);
    }
    if (within && question.tolerance().equals(Tolerance.QUICK_END)) {
      return new Verdict.WorseWithinBound(change);
    }
    if (look > 0 && !noisy.isPromising(rule)) {
      givenUp.add(question.key());
      return new Verdict.Inconclusive(
          change, "its forks vary too much for an answer by the last look");
    }
    return new Verdict.Inconclusive(change, "the interval is too wide for any answer");
  }

  /** Forks that begin quick and end slow are judged by their beginning, which is half the truth. */
  private static boolean isUnsteady(Question question) {
    Forks candidate = question.candidate();
    return question.hasPercentiles()
        && 2 * candidate.slowedDown(question.isLowBetter(), UNSTEADY) >= candidate.size();
  }

  /**
   * The tests of questions that were decided before count as asked, but for those that regressed:
   * their share of the error passes on to the others (Holm; over looks, Maurer and Bretz 2013,
   * Statistics in Biopharmaceutical Research 5:311).
   */
  private static double[] holm(double[] p, int asked) {
    double[] all = Arrays.copyOf(p, asked);
    Arrays.fill(all, p.length, all.length, Double.NaN);
    return Arrays.copyOf(ManyTests.holm(all), p.length);
  }
}
