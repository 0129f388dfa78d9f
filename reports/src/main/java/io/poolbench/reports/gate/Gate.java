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
import org.jspecify.annotations.Nullable;

/**
 * Decides on many questions at once, look by look. What is decided stays decided: its error has
 * been spent, and it needs no more forks.
 */
public final class Gate {

  private final Rule rule;
  private final Map<String, Judgement> answers = new LinkedHashMap<>();

  /** Questions that were tested: later ones share the error with them. */
  private final Set<String> tested = new HashSet<>();

  public Gate(Rule rule) {
    this.rule = rule;
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

  /** Whether more forks of a question may change its answer. */
  public boolean isOpen(Judgement judgement) {
    Question question = judgement.question();
    return judgement.verdict() instanceof Verdict.Inconclusive
        && forks(question) < rule.looks().getLast();
  }

  /** Forks per arm at the look after this many, or the last look's. */
  public int nextLook(int forks) {
    return rule.looks().stream().filter(n -> n > forks).findFirst().orElse(rule.looks().getLast());
  }

  private boolean isDecided(Question question) {
    Judgement answer = answers.get(question.key());
    return answer != null && !(answer.verdict() instanceof Verdict.Inconclusive);
  }

  /** What can be said without testing, or null. */
  private @Nullable Verdict withoutTest(Question question) {
    if (question.metric().better() == Better.UNKNOWN) {
      return new Verdict.Refused(
          "nothing says whether more or less of %s is better; add a line 'Unit %s better=lower'"
              .formatted(question.metric().unit(), question.metric().unit()));
    }
    if (!question.comparable() && ExactRule.dependsOnClock(question.metric())) {
      return new Verdict.Refused(
          "these forks did not run in turns on one machine, and %s varies with both"
              .formatted(question.metric().unit()));
    }
    if (forks(question) < rule.looks().getFirst()) {
      String why =
          "%s against %s forks; %s on each side are needed"
              .formatted(
                  question.baseline().size(), question.candidate().size(), rule.looks().getFirst());
      // Where there can be no more, there is nothing to wait for.
      return rule.looks().size() == 1
          ? new Verdict.Refused(why, !isCensus(question))
          : new Verdict.Inconclusive(null, why);
    }
    if (ExactRule.isExact(question) || ExactRule.isConstant(question)) {
      return ExactRule.judge(question);
    }
    if (question.baseline().sample().min() <= 0 || question.candidate().sample().min() <= 0) {
      return ExactRule.covers(question.metric())
          ? ExactRule.judgeApart(question)
          : new Verdict.Inconclusive(null, "values of zero or less have no ratio");
    }
    return null;
  }

  /** A census counts objects in as few forks as its plan says, and as many on both sides. */
  private static boolean isCensus(Question question) {
    return question.metric().unit().startsWith("allocs/")
        && question.baseline().size() == question.candidate().size();
  }

  private void test(List<Question> questions) {
    questions.forEach(question -> tested.add(question.key()));
    List<NoisyRule> rules = questions.stream().map(NoisyRule::of).toList();
    double[] regressed = holm(rules.stream().mapToDouble(r -> r.pRegressed(rule)).toArray());
    double[] improved = holm(rules.stream().mapToDouble(r -> r.pImproved(rule)).toArray());
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      answers.put(
          question.key(),
          new Judgement(question, verdict(question, rules.get(i), regressed[i], improved[i])));
    }
  }

  private Verdict verdict(Question question, NoisyRule noisy, double regressed, double improved) {
    int look = rule.look(forks(question));
    double spent = rule.spent(look);
    Change change = noisy.change(rule, spent / tested.size());
    if (regressed <= spent) {
      return new Verdict.Regressed(change);
    }
    if (improved <= spent) {
      return new Verdict.Improved(change);
    }
    if (noisy.isUnchanged(rule)) {
      return new Verdict.Unchanged(change);
    }
    return new Verdict.Inconclusive(change, "the interval is too wide for any answer");
  }

  /** The tests of questions that were decided before count as asked. */
  private double[] holm(double[] p) {
    double[] all = Arrays.copyOf(p, tested.size());
    Arrays.fill(all, p.length, all.length, Double.NaN);
    return Arrays.copyOf(ManyTests.holm(all), p.length);
  }

  private static int forks(Question question) {
    return Math.min(question.baseline().size(), question.candidate().size());
  }
}
