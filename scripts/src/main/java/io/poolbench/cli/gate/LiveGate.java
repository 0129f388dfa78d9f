package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Inquiry;
import io.poolbench.cli.loop.LiveRun;
import io.poolbench.cli.loop.Loop;
import io.poolbench.cli.report.Calibrations;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.run.Run;
import io.poolbench.reports.compare.Steadiness;
import io.poolbench.reports.gate.Gate;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.Watch;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Explanation;
import io.poolbench.reports.view.Verdicts;
import io.poolbench.reports.view.VerdictsBuilder;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs two arms in turns until the gate has decided on every benchmark, or has had all its forks.
 */
final class LiveGate {

  static final String BASE = "base";
  static final String HEAD = "head";

  private final Path directory;
  private final Scope scope;
  private final GateRuns runs;
  private final PrintWriter err;
  private final String resume;

  /** Says what times are good for. */
  enum Time {
    /** A regression fails. */
    GATE,
    /** It is told. */
    ADVISE,
    /** They are not measured. */
    NONE
  }

  /**
   * Says what is judged.
   *
   * @param allowNew whether benchmarks that only the head has may be left unjudged; the run's
   *     findings tell them in any case
   * @param time what times are good for
   * @param budget of the forks that are timed; empty for as many as it takes
   * @param calibrations that show which metrics do not vary
   * @param declared to be exact by the user
   * @param accepted counts that the head is judged by; empty where the run has a base
   */
  record Scope(
      boolean allowNew,
      Time time,
      Optional<Duration> budget,
      Calibrations calibrations,
      Declared declared,
      Optional<Accepted> accepted) {}

  LiveGate(Path directory, Scope scope, GateRuns runs, PrintWriter err) {
    this(directory, scope, runs, err, "poolbench gate --resume");
  }

  /**
   * Makes one that may be stopped.
   *
   * @param resume the command that goes on with the run in the directory that follows it
   */
  LiveGate(Path directory, Scope scope, GateRuns runs, PrintWriter err, String resume) {
    this.directory = directory;
    this.scope = scope;
    this.runs = runs;
    this.err = err;
    this.resume = resume;
  }

  Path directory() {
    return directory;
  }

  /** Refuses a run directory that is there, before anything is built for it or into it. */
  void requireNew() {
    if (directory.toString().contains(File.pathSeparator)) {
      throw new InputException(
          "--out " + directory,
          "holds '" + File.pathSeparator + "', which ends a part of a class path",
          "a path without it, since the jars are kept there");
    }
    try {
      Run.requireNew(directory);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** Refuses a run directory that no gate has begun, before anything is read of it. */
  void requireBegun() {
    if (!Files.exists(directory.resolve("run.json"))) {
      throw new InputException(
          directory.toString(),
          "holds no run.json",
          "the run of a gate",
          "give the directory that the gate printed");
    }
  }

  /**
   * Runs and judges.
   *
   * @throws InputException when nothing could be measured
   */
  Verdicts judge(GateRuns.Sides sides) {
    return decide(runs.begin(directory, Rule.STANDARD.looks(), sides, resume));
  }

  /**
   * Continues where a gate was stopped; what is on disk is not measured again.
   *
   * @throws InputException for a run that no gate has begun
   */
  Verdicts resume() {
    Set<String> arms = Arms.names(ResultFiles.readRun(directory));
    if (arms.equals(Set.of(HEAD)) && scope.accepted.isEmpty()) {
      throw new InputException(
          directory.toString(),
          "a run of the head alone",
          "what it is judged by",
          "give --counts --baseline FILE, too");
    }
    if (!arms.contains(HEAD) || (!arms.contains(BASE) && scope.accepted.isEmpty())) {
      throw new InputException(
          directory.toString(),
          "holds a run without the arms %s and %s".formatted(BASE, HEAD),
          "the run of a gate",
          "continue it with 'poolbench run --resume'");
    }
    return decide(runs.resume(directory, resume));
  }

  private Verdicts decide(LiveRun run) {
    CountsTier.Answered counts =
        new CountsTier(run, this::counts, read -> KnownExact.of(scope.calibrations, read, err), err)
            .answer();
    if (scope.accepted.isPresent()) {
      return scope.accepted.get().verdicts(directory, counts, scope.allowNew, scope.declared);
    }
    Causes causes = new Causes(run, err);
    List<Explanation> explanations = new ArrayList<>(causes.ofObjects(counts.judgements()));
    if (scope.time == Time.NONE) {
      return verdicts(
          counts.judgements(), counts.questions(), List.of(), counts.results(), explanations);
    }
    LiveRun timed = run.only(Set.of(Kind.TIMING), scope.budget);
    Regressions asked =
        new Regressions(
            (read, looked) ->
                Arms.questions(scope.declared.apply(read), Questions.Tier.TIMES, looked));
    ResultSet results = Loop.answer(asked, timed, err);
    asked.answerRest(results);
    explanations.addAll(causes.ofTime(asked.judgements));
    return verdicts(
        Stream.concat(counts.judgements().stream(), asked.judgements.stream()).toList(),
        counts.questions().and(scope.time == Time.ADVISE ? advice(asked) : asked.questions),
        Watch.of(
            asked.questions.asked().stream().filter(each -> each.against().isEmpty()).toList()),
        results,
        explanations);
  }

  private Questions counts(ResultSet read, int forks) {
    ResultSet results = scope.declared.apply(read);
    List<String> undeclared =
        scope.declared.missing(results.metrics().keySet()).stream()
            .map(name -> "%s %s: no benchmark has it".formatted(ExactMetrics.OPTION, name))
            .toList();
    return scope
        .accepted
        .map(accepted -> accepted.questions(results, forks))
        .orElseGet(() -> Arms.questions(results, Questions.Tier.COUNTS, forks))
        .and(new Questions(List.of(), undeclared, List.of(), List.of()));
  }

  /** Returns the questions with the missing ones as not judged: a lack of advice fails nothing. */
  private static Questions advice(Regressions asked) {
    return new Questions(
        asked.questions.asked(),
        List.of(),
        asked.questions.added(),
        Stream.concat(asked.questions.unjudged().stream(), asked.questions.missing().stream())
            .toList());
  }

  private Verdicts verdicts(
      List<Judgement> judgements,
      Questions questions,
      List<Watch.Seen> watch,
      ResultSet results,
      List<Explanation> explanations) {
    return VerdictsBuilder.build(
        BASE,
        HEAD,
        judgements,
        scope.allowNew ? questions.withoutAdded() : questions,
        watch,
        findings(results),
        judgement -> scope.time == Time.ADVISE && !judgement.question().isCounted(),
        explanations);
  }

  /** Has anything become slower? */
  private static final class Regressions implements Inquiry {

    private final Asked asked;
    private final Gate gate = new Gate(Rule.STANDARD);
    private Questions questions = new Questions(List.of(), List.of(), List.of(), List.of());
    private List<Judgement> judgements = List.of();
    private boolean looked;

    Regressions(Asked asked) {
      this.asked = asked;
    }

    @Override
    public List<Integer> looks() {
      return Rule.STANDARD.looks();
    }

    @Override
    public Set<String> open(ResultSet results, int forks) {
      looked = true;
      questions = asked.of(results, forks);
      judgements = gate.look(questions.asked());
      return judgements.stream()
          .filter(gate::isOpen)
          .map(judgement -> judgement.question().benchmark())
          .collect(Collectors.toSet());
    }

    /**
     * Answers what is left; where time was over before the first look, it is told how many forks
     * are missing.
     */
    void answerRest(ResultSet results) {
      if (!looked) {
        open(results, looks().getFirst());
      }
    }
  }

  /** A fork that did not become steady counts like any other, and is told. */
  private static List<Finding> findings(ResultSet results) {
    List<Finding> findings = new ArrayList<>(results.findings());
    findings.addAll(Steadiness.of(results.runs()));
    return findings;
  }
}
