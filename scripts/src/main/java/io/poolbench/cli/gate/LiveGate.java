package io.poolbench.cli.gate;

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
  private final Gate gate = new Gate(Rule.STANDARD);

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

  /** Before anything is built for it. */
  void requireNew() {
    if (Files.exists(runJson())) {
      throw new InputException(
          directory.toString(),
          "a run already",
          "a new directory",
          "choose another --out, or continue it with --resume");
    }
  }

  private Path runJson() {
    return directory.resolve("run.json");
  }

  /**
   * Runs and judges.
   *
   * @throws InputException when nothing could be measured
   */
  Verdicts judge(GateRuns.Sides sides) {
    int forks = gate.nextLook(0);
    runs.begin(directory, forks, sides, RESUME);
    return decide(forks);
  }

  /**
   * Goes on where a gate was stopped. Every look is taken again, at as many forks as it had, so
   * that no answer depends on the interruption; what is on disk is not measured again.
   *
   * @throws InputException for a directory that no gate has begun
   */
  Verdicts resume() {
    if (!Files.exists(runJson())) {
      throw new InputException(
          directory.toString(),
          "no run.json",
          "the run of a gate",
          "give the directory it printed");
    }
    boolean ofGate =
        read().runs().getFirst().subjects().stream()
            .anyMatch(subject -> subject.variants().containsAll(List.of(BASE, HEAD)));
    if (!ofGate) {
      throw new InputException(
          directory.toString(),
          "a run without the arms %s and %s".formatted(BASE, HEAD),
          "the run of a gate",
          "continue it with 'poolbench run --resume'");
    }
    int forks = gate.nextLook(0);
    runs.extend(directory, forks, _ -> true, RESUME);
    return decide(forks);
  }

  private Verdicts decide(int firstLook) {
    int forks = firstLook;
    while (true) {
      ResultSet results = read();
      Questions questions = Questions.ofArms(results, BASE, HEAD, forks);
      List<Judgement> judgements = gate.look(questions.asked());
      Set<String> open =
          judgements.stream()
              .filter(gate::isOpen)
              .map(judgement -> judgement.question().benchmark())
              .collect(Collectors.toSet());
      int next = gate.nextLook(forks);
      if (open.isEmpty() || next == forks) {
        return VerdictsBuilder.build(
            BASE,
            HEAD,
            judgements,
            allowNew ? questions.withoutAdded() : questions,
            Watch.of(questions.asked()),
            findings(results));
      }
      err.printf("gate: %d forks per arm, benchmarks still open: %d%n", forks, open.size());
      err.flush();
      forks = next;
      runs.extend(directory, forks, open::contains, RESUME);
    }
  }

  /** A fork that did not become steady counts like any other, and is told. */
  private static List<Finding> findings(ResultSet results) {
    List<Finding> findings = new ArrayList<>(results.findings());
    findings.addAll(Steadiness.of(results.runs()));
    return findings;
  }

  private ResultSet read() {
    return ResultFiles.readRun(directory);
  }
}
