package io.poolbench.cli.gate;

import io.poolbench.cli.shell.ShellWord;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.reports.gate.AcceptedCounts;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Verdict;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.view.Verdicts;
import io.poolbench.reports.view.VerdictsBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Judges a head alone, by a file of accepted counts.
 *
 * @param file for the reader
 * @param exact whether what is better must be accepted, too
 */
record Accepted(Path file, AcceptedCounts counts, boolean exact) {

  Questions questions(ResultSet results, int forks) {
    String include = results.runs().getFirst().plan().getOrDefault("include", RunPlan.CHANGES);
    return counts.questions(
        results, file.toString(), LiveGate.HEAD, forks, Pattern.compile(include));
  }

  /**
   * Returns what they say of a run.
   *
   * @param directory of the run
   * @param allowNew whether what they do not hold may be left unjudged
   * @param declared to be exact
   */
  Verdicts verdicts(
      Path directory, CountsTier.Answered answered, boolean allowNew, Declared declared) {
    List<Judgement> judgements = answered.judgements().stream().map(this::strict).toList();
    List<Finding> findings = new ArrayList<>(answered.results().findings());
    findings.addAll(
        counts.findings(
            file.toString(), answered.results().runs().getFirst(), answered.judgements()));
    if (allowNew) {
      answered.questions().added().forEach(text -> tell(findings, text));
    }
    long better = count(answered.judgements(), Verdict.Improved.class);
    if (better > 0) {
      tell(
          findings,
          "%d improved; 'poolbench accept %s --counts %s%s' accepts that"
              .formatted(
                  better,
                  ShellWord.of(directory),
                  ShellWord.of(file),
                  ExactMetrics.options(declared)));
    }
    if (count(judgements, Verdict.Regressed.class) > 0) {
      tell(
          findings,
          "it has no call sites; 'poolbench gate --counts --base REF' names what changed");
    }
    return VerdictsBuilder.build(
        file.toString(),
        LiveGate.HEAD,
        judgements,
        allowNew ? answered.questions().withoutAdded() : answered.questions(),
        List.of(),
        findings,
        _ -> false,
        List.of());
  }

  private void tell(List<Finding> findings, String text) {
    findings.add(new Finding(file.toString(), text));
  }

  private Judgement strict(Judgement judgement) {
    return exact && judgement.verdict() instanceof Verdict.Improved(var change)
        ? new Judgement(judgement.question(), new Verdict.Unaccepted(change))
        : judgement;
  }

  private static long count(List<Judgement> judgements, Class<? extends Verdict> verdict) {
    return judgements.stream().filter(each -> verdict.isInstance(each.verdict())).count();
  }
}
