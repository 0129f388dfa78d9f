package io.poolbench.reports.cli;

import io.poolbench.reports.gate.Gate;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.Watch;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Verdicts;
import io.poolbench.reports.view.VerdictsBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Runs two arms in turns until the gate has decided on every benchmark, or has had all its forks.
 * What runs is the harness's tool, which reports find by name and do not know.
 */
final class LiveGate {

  static final String BASE = "base";
  static final String HEAD = "head";

  private static final String RUN = "poolbench-run";

  private final Path directory;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Gate gate = new Gate(Rule.STANDARD);

  LiveGate(Path directory, PrintWriter out, PrintWriter err) {
    this.directory = directory;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs and judges.
   *
   * @param arms arguments of {@code run} that name the arms {@value #BASE} and {@value #HEAD}
   * @throws InputException when nothing could be measured
   */
  Verdicts judge(List<String> arms) {
    int forks = gate.nextLook(0);
    List<String> first = new ArrayList<>(List.of("--plan", "gate", "--out", directory.toString()));
    Collections.addAll(first, "--rounds", String.valueOf(forks));
    first.addAll(arms);
    measure(first);
    while (true) {
      ResultSet results =
          ResultFiles.read(
              List.of(new Input("run", directory.toString())), InputStream.nullInputStream());
      Questions questions = Questions.ofArms(results, results.runs().getFirst(), BASE, HEAD);
      List<Judgement> judgements = gate.look(questions.asked());
      List<String> open =
          judgements.stream()
              .filter(gate::isOpen)
              .map(judgement -> judgement.question().benchmark())
              .distinct()
              .toList();
      int next = gate.nextLook(forks);
      if (open.isEmpty() || next == forks) {
        return VerdictsBuilder.build(
            BASE,
            HEAD,
            judgements,
            questions.missing(),
            Watch.of(questions.asked(), Rule.STANDARD),
            results.findings());
      }
      err.printf("gate: %d forks per arm, %d benchmarks still open%n", forks, open.size());
      err.flush();
      forks = next;
      measure(
          List.of(
              "--resume",
              directory.toString(),
              "--rounds",
              String.valueOf(forks),
              "--only",
              names(open).toString()));
    }
  }

  private Path names(List<String> benchmarks) {
    try {
      return Files.write(directory.resolve("open.txt"), benchmarks);
    } catch (IOException e) {
      throw new InputException(
          directory.toString(), "cannot be written: " + e, "space on the disk", "make some");
    }
  }

  /** Failed trials are told by the run itself, and by what is missing in the end. */
  void measure(List<String> arguments) {
    ToolProvider run =
        ToolProvider.findFirst(RUN)
            .orElseThrow(
                () ->
                    new InputException(
                        RUN, "no such tool on the class path", "the harness", "use the launcher"));
    int exitCode = run.run(out, err, arguments.toArray(String[]::new));
    err.flush();
    if (exitCode >= ExitCode.WRONG_USAGE_OR_INPUT) {
      throw new InputException(
          directory.toString(), "nothing was measured", "a run of both arms", "see above");
    }
  }
}
