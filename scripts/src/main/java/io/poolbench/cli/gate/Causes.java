package io.poolbench.cli.gate;

import io.poolbench.cli.loop.LiveRun;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.reports.gate.Judgement;
import io.poolbench.reports.gate.Question;
import io.poolbench.reports.gate.Verdict;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.profile.Profile;
import io.poolbench.reports.profile.ProfileReader;
import io.poolbench.reports.resultfile.CensusFile;
import io.poolbench.reports.resultfile.ObjectsFile;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.resultfile.RunFiles;
import io.poolbench.reports.view.Explanation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for what has made benchmarks worse, in forks of their own. */
final class Causes {

  private static final String SOURCE = "source-";

  private final LiveRun run;
  private final PrintWriter err;

  Causes(LiveRun run, PrintWriter err) {
    this.run = run;
    this.err = err;
  }

  /** Explains by class as it was counted, and by call site as a census of both arms records it. */
  List<Explanation> ofObjects(List<Judgement> judgements) {
    Map<Pair, List<Question>> worse = regressed(judgements);
    if (worse.isEmpty()) {
      return List.of();
    }
    // What units retain is known by class already, and no operation allocates it.
    run.only(Set.of(Kind.CENSUS)).until(1, benchmarks(worse)::contains);
    Files files = files();
    List<Explanation> explanations = new ArrayList<>();
    worse.forEach(
        (pair, questions) -> {
          String benchmark = pair.benchmark();
          if (questions.stream().allMatch(Question::isHeld)) {
            explanations.add(
                Explanation.ofHeld(
                    benchmark,
                    units(questions),
                    files.held(benchmark, pair.arm()),
                    files.held(benchmark, LiveGate.HEAD)));
            return;
          }
          boolean optimised =
              questions.stream().allMatch(each -> each.metric().unit().startsWith(SOURCE));
          String kind = optimised ? "source" : "count";
          explanations.add(
              Explanation.ofObjects(
                  benchmark,
                  units(questions),
                  files.counted(benchmark, pair.arm(), kind),
                  files.counted(benchmark, LiveGate.HEAD, kind),
                  files.census(benchmark, pair.arm()),
                  files.census(benchmark, LiveGate.HEAD)));
        });
    return told(explanations);
  }

  /** Explains by call site, as samples of CPU time of both arms show it. */
  List<Explanation> ofTime(List<Judgement> judgements) {
    Map<Pair, List<Question>> worse = regressed(judgements);
    if (worse.isEmpty()) {
      return List.of();
    }
    run.only(Set.of(Kind.PROFILE_CPU)).until(1, benchmarks(worse)::contains);
    Files files = files();
    List<Explanation> explanations = new ArrayList<>();
    worse.forEach(
        (pair, questions) -> {
          String benchmark = pair.benchmark();
          Question first = questions.getFirst();
          boolean rate = first.metric().unit().contains("/sec");
          double before = first.baseline().median();
          double after = first.candidate().median();
          explanations.add(
              Explanation.ofTime(
                  benchmark,
                  units(questions),
                  rate ? 1 / before : before,
                  rate ? 1 / after : after,
                  files.shares(benchmark, pair.arm()),
                  files.shares(benchmark, LiveGate.HEAD)));
        });
    return told(explanations);
  }

  private List<Explanation> told(List<Explanation> explanations) {
    explanations.stream()
        .flatMap(each -> each.lines().stream())
        .forEach(line -> err.println("cause: " + Visible.text(line)));
    err.flush();
    return explanations;
  }

  /**
   * Names what is compared.
   *
   * @param arm whose value counts as good
   */
  private record Pair(String benchmark, String arm) {
    static Pair of(Question question) {
      return new Pair(question.benchmark(), Arms.arm(question.against()));
    }
  }

  private static Set<String> benchmarks(Map<Pair, ?> pairs) {
    return pairs.keySet().stream().map(Pair::benchmark).collect(Collectors.toSet());
  }

  private static Map<Pair, List<Question>> regressed(List<Judgement> judgements) {
    return judgements.stream()
        .filter(judgement -> judgement.verdict() instanceof Verdict.Regressed)
        .map(Judgement::question)
        .collect(Collectors.groupingBy(Pair::of, LinkedHashMap::new, Collectors.toList()));
  }

  private static String units(List<Question> questions) {
    return questions.stream().map(Question::name).distinct().collect(Collectors.joining(", "));
  }

  private Files files() {
    return new Files(
        new RunFiles(run.directory()), ResultFiles.readRun(run.directory()).runs().getFirst());
  }

  /** Finds what the trials of a run have left beside its tables. */
  private record Files(RunFiles files, StoredRun run) {

    /** Returns the mean over the arm's forks, by class. */
    Map<String, Explanation.Tally> counted(String benchmark, String arm, String kind) {
      List<Path> counts = trials(benchmark, arm, kind, "-objects.json");
      Map<String, Explanation.Tally> tallies = new HashMap<>();
      for (Path file : counts) {
        for (ObjectsFile.Counted counted : ObjectsFile.read(file)) {
          tallies.merge(
              counted.type(),
              new Explanation.Tally(
                  counted.objects() / counts.size(), counted.bytes() / counts.size()),
              Explanation.Tally::plus);
        }
      }
      return tallies;
    }

    /** The mean over the arm's forks of what a unit retains, in bytes by class. */
    Map<String, Double> held(String benchmark, String arm) {
      List<StoredRun.Trial> trials = run.done("footprint", benchmark, arm);
      Map<String, Double> held = new HashMap<>();
      for (StoredRun.Trial trial : trials) {
        trial.retainedBytes().forEach((type, bytes) -> held.merge(type, bytes, Double::sum));
      }
      held.replaceAll((_, bytes) -> bytes / trials.size());
      return held;
    }

    List<Explanation.Allocation> census(String benchmark, String arm) {
      return trials(benchmark, arm, "census", ".json").stream()
          .flatMap(file -> CensusFile.read(file).stream())
          .map(
              site ->
                  new Explanation.Allocation(
                      site.type(),
                      site.site(),
                      new Explanation.Tally(site.allocations(), site.bytes())))
          .toList();
    }

    Map<String, Double> shares(String benchmark, String arm) {
      Map<String, Double> shares = new HashMap<>();
      for (Path recording : trials(benchmark, arm, "profile_cpu", ".jfr")) {
        Profile profile =
            ProfileReader.read(recording).profiles().get(io.poolbench.reports.profile.Kind.CPU);
        if (profile != null) {
          double all = profile.value();
          profile
              .sites()
              .forEach(
                  (site, total) -> shares.merge(site.method(), total.value() / all, Double::sum));
        }
      }
      return shares;
    }

    private List<Path> trials(String benchmark, String arm, String kind, String ending) {
      return run.done(kind, benchmark, arm).stream()
          .map(trial -> files.file(trial.file(ending)))
          .flatMap(Optional::stream)
          .toList();
    }
  }
}
