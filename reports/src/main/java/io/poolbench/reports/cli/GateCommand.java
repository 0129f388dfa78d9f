package io.poolbench.reports.cli;

import io.poolbench.reports.compare.Doubts;
import io.poolbench.reports.gate.Arms;
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
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench gate}: has anything become worse? */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges a candidate against a baseline: regressed, improved, unchanged or inconclusive.",
      "",
      "Two revisions or two JMH jars are run in turns on this machine, with as many forks as it",
      "takes (5 to 30 per arm). Two stored results are judged by what does not depend on the",
      "machine: bytes, objects, descriptors, and the ratio of each variant to the first; their",
      "times are refused.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 nothing regressed, 1 something regressed, 2 wrong usage, unreadable input,",
      "something missing or nothing judged, 3 inconclusive (with --strict).",
      "",
      "Examples:",
      "  poolbench gate",
      "  poolbench gate --base v1.2 --head HEAD --build 'mvn -q package' --jar target/b.jar",
      "  poolbench gate --base-jar old.jar --head-jar new.jar --include 'MapBench'",
      "  poolbench gate runs/main runs/today --junit gate.xml",
      "  poolbench gate target/poolbench/latest --expectations scripts/expectations.csv"
    })
final class GateCommand implements Callable<Integer> {

  private static final List<String> CANARY =
      List.of("--jar", System.getProperty("java.class.path"), "--vary-param", "revision=base,head");

  private final InputStream standardInput;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..2",
      paramLabel = "[LABEL=]INPUT",
      description = "Stored baseline and candidate: run directories, JMH JSON or Go text.")
  private List<String> inputs = List.of();

  @Option(names = "--base-jar", paramLabel = "JAR", description = "JMH benchmarks of the baseline.")
  private @Nullable String baseJar;

  @Option(names = "--head-jar", paramLabel = "JAR", description = "And of the candidate.")
  private @Nullable String headJar;

  @Mixin private Revisions revisions = new Revisions();

  @Option(
      names = "--expectations",
      paramLabel = "FILE",
      description = "Judges one stored run by the savings that this file expects of it.")
  private @Nullable Path expectations;

  @Option(
      names = "--canary",
      description = {
        "Judges a change that is known: 10 %% slower, 16 bytes more, and one that is none.",
        "A gate that finds nothing here cannot fail on this machine. With --include Injected:",
        "0, 3, 5, 10 and 20 %% slower."
      })
  private boolean canary;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Only benchmarks whose name matches.")
  private @Nullable String include;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run directory; default: target/poolbench/gate-<timestamp>.")
  private @Nullable Path out;

  @Mixin private VerdictOutput output = new VerdictOutput();

  GateCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    if (inputs.size() == 2) {
      return output.write(ofStored(), command);
    }
    if (inputs.size() == 1 && expectations != null) {
      return output.write(ofExpectations(inputs.getFirst(), expectations), command);
    }
    if (inputs.size() == 1) {
      throw new ParameterException(
          command, "one stored result; give baseline and candidate, or --expectations");
    }
    if ((baseJar == null) != (headJar == null)) {
      throw new ParameterException(command, "--base-jar and --head-jar: give both");
    }
    if (canary) {
      return output.write(live(CANARY, include == null ? "Canary" : include, command), command);
    }
    if (baseJar != null && headJar != null) {
      return output.write(ofJars(baseJar, headJar, command), command);
    }
    try (Revisions.Built built = revisions.build(command.getErr())) {
      return output.write(ofJars(built.base(), built.head(), command), command);
    }
  }

  private Verdicts ofJars(String base, String head, CommandLine command) {
    return live(
        List.of("--arm", LiveGate.BASE + "=" + base, "--arm", LiveGate.HEAD + "=" + head),
        include,
        command);
  }

  private Verdicts live(List<String> arms, @Nullable String only, CommandLine command) {
    List<String> arguments = new ArrayList<>(arms);
    if (only != null) {
      arguments.addAll(List.of("--include", only));
    }
    return new LiveGate(directory(), command.getOut(), command.getErr()).judge(arguments);
  }

  private Path directory() {
    if (out != null) {
      return out;
    }
    return Path.of(
        "target/poolbench/gate-"
            + LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)));
  }

  private static Verdicts ofExpectations(String run, Path file) {
    ResultSet results =
        ResultFiles.read(List.of(new Input(run, run)), InputStream.nullInputStream());
    Arms arms = Arms.of(results);
    return VerdictsBuilder.ofExpectations(
        file.toString(),
        run,
        ExpectationsFile.read(file).stream().map(e -> e.judge(arms)).toList(),
        results.findings());
  }

  private Verdicts ofStored() {
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
    return VerdictsBuilder.build(
        baseline, candidate, judgements, questions.missing(), List.of(), findings);
  }
}
