package io.poolbench.cli.gate;

import io.poolbench.cli.report.Calibrations;
import io.poolbench.reports.compare.Doubts;
import io.poolbench.reports.gate.Arms;
import io.poolbench.reports.gate.Gate;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.StoredQuestions;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.NamedArms;
import io.poolbench.reports.model.Renames;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Verdicts;
import io.poolbench.reports.view.VerdictsBuilder;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what was measured before. */
final class StoredGate {

  private StoredGate() {}

  /**
   * Judges a candidate by a baseline.
   *
   * @param inputs both, as {@code [LABEL=]INPUT}
   * @param renames of benchmarks that go by another name than before
   * @param calibrations that show which metrics do not vary where both were measured
   */
  static Verdicts judge(
      List<String> inputs,
      Renames renames,
      Calibrations calibrations,
      InputStream standardInput,
      PrintWriter err) {
    List<Input> files = Input.of(inputs);
    String baseline = files.get(0).label();
    String candidate = files.get(1).label();
    if (baseline.equals(candidate)) {
      throw new InputException(
          candidate,
          "has the same label as the baseline",
          "two labels",
          "label them: base=a.json head=b.json");
    }
    ResultSet results = renames.apply(ResultFiles.read(files, standardInput));
    Questions questions = StoredQuestions.of(results, baseline, candidate);
    List<Judgement> judgements =
        new Gate(Rule.ONCE, KnownExact.of(calibrations, results, err)).look(questions.asked());
    List<Finding> findings = new ArrayList<>(results.findings());
    findings.addAll(Doubts.ofGate(results, baseline, candidate));
    return VerdictsBuilder.build(
        baseline, candidate, judgements, questions, List.of(), findings, _ -> false, List.of());
  }

  /**
   * Judges a run by the savings that are expected of it.
   *
   * @param file of expectations
   * @param varied which part of a benchmark's name is the arm; null where the run has arms
   */
  static Verdicts judge(String run, Path file, @Nullable String varied) {
    ResultSet read = ResultFiles.read(List.of(new Input(run, run)), InputStream.nullInputStream());
    ResultSet results = varied == null ? read : NamedArms.of(varied, null).apply(read);
    Arms arms = Arms.of(results);
    return VerdictsBuilder.ofExpectations(
        file.toString(),
        run,
        ExpectationsFile.read(file).stream().map(e -> e.judge(arms)).toList(),
        results.findings());
  }
}
