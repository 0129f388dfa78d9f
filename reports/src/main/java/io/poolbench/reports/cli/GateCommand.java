package io.poolbench.reports.cli;

import io.poolbench.reports.compare.Doubts;
import io.poolbench.reports.gate.Gate;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Verdicts;
import io.poolbench.reports.view.VerdictsBuilder;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench gate}: has anything become worse? */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges a candidate against a baseline: regressed, improved, unchanged or inconclusive.",
      "Stored results are judged by what does not depend on the machine: bytes, objects,",
      "descriptors, and the ratio of each variant to the first. Times are refused.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 nothing regressed, 1 something regressed, 2 wrong usage, unreadable input,",
      "something missing or nothing judged, 3 inconclusive (with --strict).",
      "",
      "Examples:",
      "  poolbench gate runs/main runs/today",
      "  poolbench gate old.json new.json --junit gate.xml"
    })
final class GateCommand implements Callable<Integer> {

  private final InputStream standardInput;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "2",
      paramLabel = "[LABEL=]INPUT",
      description = "Baseline and candidate: run directories, JMH JSON or Go benchmark text.")
  private List<String> inputs = List.of();

  @Mixin private VerdictOutput output = new VerdictOutput();

  GateCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    List<Input> files = Input.of(inputs);
    String baseline = files.get(0).label();
    String candidate = files.get(1).label();
    if (baseline.equals(candidate)) {
      throw new InputException(
          candidate, "the same label twice", "two results", "label them: base=a.json head=b.json");
    }
    ResultSet results = ResultFiles.read(files, standardInput);
    Questions questions = Questions.ofStored(results, baseline, candidate);
    List<Judgement> judgements = new Gate(Rule.ONCE).look(questions.asked());
    List<Finding> findings = new ArrayList<>(results.findings());
    findings.addAll(Doubts.otherEnvironments(results.runs()));
    Verdicts verdicts =
        VerdictsBuilder.build(baseline, candidate, judgements, questions.missing(), findings);
    return output.write(verdicts, Objects.requireNonNull(spec).commandLine());
  }
}
