package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Forks;
import io.poolbench.cli.loop.Loop;
import io.poolbench.cli.loop.Question;
import io.poolbench.harness.run.Run;
import io.poolbench.reports.compare.Steadiness;
import io.poolbench.reports.gate.Gate;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.Watch;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Verdicts;
import io.poolbench.reports.view.VerdictsBuilder;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs two arms in turns until the gate has decided on every benchmark, or has had all its forks.
 */
final class LiveGate {

  static final String BASE = "base";
  static final String HEAD = "head";

  private static final String RESUME = "poolbench gate --resume";

  private final Path directory;
  private final boolean allowNew;
  private final GateRuns runs;
  private final PrintWriter err;

  /**
   * @param allowNew whether benchmarks that only the head has may be left unjudged; the run's
   *     findings tell them in any case
   */
  LiveGate(Path directory, boolean allowNew, GateRuns runs, PrintWriter err) {
    this.directory = directory;
    this.allowNew = allowNew;
    this.runs = runs;
    this.err = err;
  }

  Path directory() {
    return directory;
  }

  /** Before anything is built for it, into it. */
  void requireNew() {
    if (directory.toString().contains(File.pathSeparator)) {
      throw new InputException(
          "--out " + directory,
          "'" + File.pathSeparator + "', which ends a part of a class path",
          "a path without, since the jars are kept there",
          "choose another");
    }
    try {
      Run.requireNew(directory);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** Before anything is read of it. */
  void requireBegun() {
    if (!Files.exists(directory.resolve("run.json"))) {
      throw new InputException(
          directory.toString(),
          "no run.json",
          "the run of a gate",
          "give the directory it printed");
    }
  }

  /**
   * Runs and judges.
   *
   * @throws InputException when nothing could be measured
   */
  Verdicts judge(GateRuns.Sides sides) {
    return decide(runs.begin(directory, Rule.STANDARD.looks(), sides, RESUME));
  }

  /**
   * Goes on where a gate was stopped; what is on disk is not measured again.
   *
   * @throws InputException for a run that no gate has begun
   */
  Verdicts resume() {
    boolean ofGate =
        ResultFiles.readRun(directory).runs().getFirst().subjects().stream()
            .anyMatch(subject -> subject.variants().containsAll(List.of(BASE, HEAD)));
    if (!ofGate) {
      throw new InputException(
          directory.toString(),
          "a run without the arms %s and %s".formatted(BASE, HEAD),
          "the run of a gate",
          "continue it with 'poolbench run --resume'");
    }
    return decide(runs.resume(directory, RESUME));
  }

  private Verdicts decide(Forks forks) {
    Regressions asked = new Regressions();
    ResultSet results = Loop.answer(asked, forks, err);
    return VerdictsBuilder.build(
        BASE,
        HEAD,
        asked.judgements,
        allowNew ? asked.questions.withoutAdded() : asked.questions,
        Watch.of(asked.questions.asked()),
        findings(results));
  }

  /** Has anything become worse? */
  private static final class Regressions implements Question {

    private final Gate gate = new Gate(Rule.STANDARD);
    private Questions questions = new Questions(List.of(), List.of(), List.of(), List.of());
    private List<Judgement> judgements = List.of();

    @Override
    public List<Integer> looks() {
      return Rule.STANDARD.looks();
    }

    @Override
    public Set<String> open(ResultSet results, int forks) {
      questions = Questions.ofArms(results, BASE, HEAD, forks);
      judgements = gate.look(questions.asked());
      return judgements.stream()
          .filter(gate::isOpen)
          .map(judgement -> judgement.question().benchmark())
          .collect(Collectors.toSet());
    }
  }

  /** A fork that did not become steady counts like any other, and is told. */
  private static List<Finding> findings(ResultSet results) {
    List<Finding> findings = new ArrayList<>(results.findings());
    findings.addAll(Steadiness.of(results.runs()));
    return findings;
  }
}
