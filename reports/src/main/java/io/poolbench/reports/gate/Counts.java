package io.poolbench.reports.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges bytes and objects before any time is. What the source asks for is exact and comes first;
 * what escape analysis leaves of it may have modes, but hardly changes where the source asks for as
 * much as before.
 */
public final class Counts {

  private static final String SOURCE = "source-";

  private final Gate gate;
  private final Map<String, Judgement> bySource = new HashMap<>();

  /**
   * Begins with nothing judged.
   *
   * @param exact as in {@link Gate#Gate(Rule, Predicate)}
   */
  public Counts(Predicate<Question> exact) {
    gate = new Gate(Rule.COUNTS, question -> exact.test(question) || isExplained(question));
  }

  /**
   * Judges what the forks so far can tell.
   *
   * @param questions of some benchmarks, decided ones too
   * @return an answer to each, in the same order
   */
  public List<Judgement> look(List<Question> questions) {
    gate.look(questions.stream().filter(ExactRule::isExactByNature).toList())
        .forEach(answer -> bySource.put(answer.question().key(), answer));
    List<Question> judged = questions.stream().filter(this::isJudged).toList();
    Map<String, Judgement> answers = new HashMap<>();
    gate.look(judged).forEach(answer -> answers.put(answer.question().key(), answer));
    List<Judgement> all = new ArrayList<>();
    for (Question question : questions) {
      Judgement answer = answers.get(question.key());
      all.add(answer == null ? unsupported(question) : withModes(answer));
    }
    return all;
  }

  /** Tells whether more forks of a question may change its answer. */
  public boolean isOpen(Judgement judgement) {
    return judgement.verdict() instanceof Verdict.Inconclusive
        && judgement.question().candidate().size() < Rule.COUNTS.looks().getLast()
        && (!isJudged(judgement.question()) || gate.isOpen(judgement));
  }

  /**
   * Few forks that agree say enough only beside what the source asks for, or of what no compiler
   * has a say in; few that differ never do.
   */
  private boolean isJudged(Question question) {
    return question.forks() >= ExactRule.FEWEST_FORKS_WITH_MODES
        || ExactRule.isExactByNature(question)
        || question.isHeld()
        || isDecided(bySource.get(sourceKey(question)));
  }

  private static boolean isDecided(@Nullable Judgement answer) {
    return answer != null && !(answer.verdict() instanceof Verdict.Inconclusive);
  }

  private static Judgement unsupported(Question question) {
    return new Judgement(
        question,
        new Verdict.Inconclusive(
            null,
            "%s against %s forks; %s on each side are needed where it is not known what the source asks for"
                .formatted(
                    question.baseline().size(),
                    question.candidate().size(),
                    ExactRule.FEWEST_FORKS_WITH_MODES)));
  }

  /**
   * Tells whether the source asks for more, or for less, so that forks that agree on it show no
   * mode.
   */
  private boolean isExplained(Question question) {
    Judgement source = bySource.get(sourceKey(question));
    return source != null
        && (source.verdict() instanceof Verdict.Regressed
            || source.verdict() instanceof Verdict.Improved)
        && isSameWay(source.question(), question);
  }

  private static boolean isSameWay(Question source, Question question) {
    double asked = source.candidate().median() - source.baseline().median();
    double left = question.candidate().median() - question.baseline().median();
    return asked * left > 0 && Math.abs(left) <= Math.abs(asked) + question.tolerance().margin();
  }

  /**
   * Corrects an answer where forks have modes, since their ranks alone are not the whole truth. A
   * mode that only the candidate has is no 'unchanged', however few of its forks show it; and with
   * all forks that it gets, where no source asks for more than before and the shares do not differ
   * beyond chance, no new mode is no change.
   */
  private Judgement withModes(Judgement answer) {
    Question question = answer.question();
    if (answer.verdict() instanceof Verdict.Unchanged(Change change)
        && ExactRule.hasWorseMode(question)) {
      return new Judgement(
          question,
          new Verdict.Inconclusive(
              change, "some forks of the candidate take more than any of the baseline"));
    }
    Judgement source = bySource.get(sourceKey(question));
    boolean asMuch =
        source == null ? question.isHeld() : source.verdict() instanceof Verdict.Unchanged;
    return answer.verdict() instanceof Verdict.Inconclusive
            && !gate.isOpen(answer)
            && question.forks() >= ExactRule.FEWEST_FORKS_WITH_MODES
            && asMuch
            && ExactRule.isNowhereWorse(question)
        ? new Judgement(question, new Verdict.Unchanged(ExactRule.change(question)))
        : answer;
  }

  private static String sourceKey(Question question) {
    return question.benchmark() + " " + SOURCE + question.name();
  }
}
