package io.poolbench.cli.gate;

import io.poolbench.cli.loop.LiveRun;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.reports.gate.Change;
import io.poolbench.reports.gate.Counts;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Question;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.Verdict;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.unit.Decimals;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers the first tier of a gate: bytes and objects, and what units retain, counted in forks of
 * which as many run at a time as there are cores. Each benchmark is answered as it falls: of most,
 * two forks are enough.
 */
final class CountsTier {

  private static final int FIRST = Rule.COUNTS.looks().getFirst();

  private static final String SOURCE = "source-";

  private final LiveRun run;
  private final Asked asked;
  private final PrintWriter err;
  private final Counts gate;
  private final Set<String> told = new HashSet<>();

  /**
   * Prepares it.
   *
   * @param asked of the counts
   * @param exact which metrics do not vary, as calibrations of the run's environment show
   * @param err told each answer
   */
  CountsTier(
      LiveRun run, Asked asked, Function<ResultSet, Predicate<Question>> exact, PrintWriter err) {
    this.run = run;
    this.asked = asked;
    this.err = err;
    gate = new Counts(new Known(exact)::test);
  }

  /** Calibrations are chosen by the environment, which the run tells once it has begun. */
  private final class Known {
    private final Function<ResultSet, Predicate<Question>> byRun;
    private Predicate<Question> known = this::first;

    Known(Function<ResultSet, Predicate<Question>> byRun) {
      this.byRun = byRun;
    }

    private boolean first(Question question) {
      known = byRun.apply(ResultFiles.readRun(run.directory()));
      return known.test(question);
    }

    boolean test(Question question) {
      return known.test(question);
    }
  }

  /** Holds what was asked of the counts and what they have answered. */
  record Answered(Questions questions, List<Judgement> judgements, ResultSet results) {}

  /** Counts until every benchmark is decided, or has had all its forks. */
  Answered answer() {
    List<String> all = run.benchmarks();
    int together = together(Runtime.getRuntime().availableProcessors(), run.arms());
    for (int from = 0; from < all.size(); from += together) {
      first(all.subList(from, Math.min(all.size(), from + together)));
    }
    List<String> open = all;
    for (int forks : Rule.COUNTS.looks()) {
      if (open.isEmpty()) {
        break;
      }
      // Whatever has modes is tested together, since it shares the error.
      if (forks > FIRST) {
        run.until(counted(forks), open::contains);
      }
      List<Judgement> seen = look(open, forks);
      tell(open, seen);
      open = open.stream().filter(openOf(seen)::contains).toList();
    }
    ResultSet results = ResultFiles.readRun(run.directory());
    Questions questions = asked.of(results, Rule.COUNTS.looks().getLast());
    return new Answered(questions, gate.look(questions.asked()), results);
  }

  /** Returns of how many benchmarks a fork of each arm can run at a time. */
  static int together(int cores, int arms) {
    return Math.max(1, cores / arms);
  }

  private void first(Collection<String> some) {
    Map<Kind, Integer> first = new EnumMap<>(counted(FIRST));
    first.put(Kind.SOURCE, 1);
    run.until(first, some::contains);
    Set<String> differ =
        openOf(
            look(some, FIRST).stream()
                .filter(judgement -> judgement.question().metric().unit().startsWith(SOURCE))
                .toList());
    if (!differ.isEmpty()) {
      run.until(Map.of(Kind.SOURCE, 2), differ::contains);
    }
    tell(some, look(some, FIRST));
  }

  /**
   * Returns the forks in which the code is run as it is; each benchmark has those of one of these
   * kinds.
   */
  private static Map<Kind, Integer> counted(int forks) {
    return Map.of(Kind.COUNT, forks, Kind.FOOTPRINT, forks);
  }

  private List<Judgement> look(Collection<String> benchmarks, int forks) {
    return gate.look(
        asked.of(ResultFiles.readRun(run.directory()), forks).asked().stream()
            .filter(question -> benchmarks.contains(question.benchmark()))
            .toList());
  }

  private Set<String> openOf(List<Judgement> judgements) {
    return judgements.stream()
        .filter(gate::isOpen)
        .map(judgement -> judgement.question().benchmark())
        .collect(Collectors.toSet());
  }

  /** Tells each of some benchmarks that is decided, once. */
  private void tell(Collection<String> benchmarks, List<Judgement> judgements) {
    Set<String> open = openOf(judgements);
    List<String> decided =
        benchmarks.stream().filter(name -> !open.contains(name) && told.add(name)).toList();
    for (String name : decided) {
      List<Judgement> its =
          judgements.stream().filter(each -> each.question().benchmark().equals(name)).toList();
      err.printf("counts: %s %s%n", Visible.text(name), text(its));
    }
    err.flush();
  }

  /** Words the answers of a benchmark, as in {@code REGRESSED +1 object +24 B}. */
  private static String text(List<Judgement> judgements) {
    if (judgements.isEmpty()) {
      return "not judged: nothing was counted";
    }
    List<Judgement> worse = having(judgements, Verdict.Regressed.class);
    List<Judgement> better = having(judgements, Verdict.Improved.class);
    return !worse.isEmpty()
        ? "REGRESSED" + amounts(worse)
        : !having(judgements, Verdict.Inconclusive.class).isEmpty()
            ? "inconclusive"
            : better.isEmpty() ? "unchanged" : "improved" + amounts(better);
  }

  private static List<Judgement> having(
      List<Judgement> judgements, Class<? extends Verdict> verdict) {
    return judgements.stream().filter(each -> verdict.isInstance(each.verdict())).toList();
  }

  /** Words what is left after escape analysis, or what the source asks for where nothing is. */
  private static String amounts(List<Judgement> changed) {
    List<Judgement> left =
        changed.stream()
            .filter(each -> !each.question().metric().unit().startsWith(SOURCE))
            .toList();
    return left.isEmpty()
        ? amount(changed) + " in the source, none after escape analysis"
        : amount(left);
  }

  private static String amount(List<Judgement> changed) {
    return changed.stream()
        .sorted((a, b) -> b.question().metric().unit().compareTo(a.question().metric().unit()))
        .flatMap(each -> change(each.verdict()).map(its -> amount(each.question(), its)))
        .collect(Collectors.joining());
  }

  private static Stream<Change> change(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Regressed regressed -> Stream.of(regressed.change());
      case Verdict.Improved improved -> Stream.of(improved.change());
      default -> Stream.empty();
    };
  }

  private static String amount(Question question, Change change) {
    double more = change.candidate() - change.baseline();
    String unit = question.metric().unit();
    String number = Decimals.signed(more, more == Math.rint(more) ? 0 : 1);
    return " "
        + number
        + " "
        + noun(unit, more)
        + (question.against().isEmpty() ? "" : " against " + question.against());
  }

  private static String noun(String unit, double more) {
    return switch (unit.replaceFirst("^" + SOURCE, "")) {
      case "allocs/op" -> Math.abs(more) == 1 ? "object" : "objects";
      case "B/op" -> "B";
      default -> Visible.text(unit);
    };
  }
}
