package io.poolbench.cli.gate;

import io.poolbench.cli.report.Calibrations;
import io.poolbench.reports.gate.Calibration;
import io.poolbench.reports.gate.Question;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.model.ResultSet;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows what does not vary between forks: what the calibrations that were kept have shown, and what
 * a benchmark of Go allocates, since Go's compiler settles that before the program starts.
 */
final class KnownExact {

  /** Fewer forks that agree may do so by chance. */
  private static final int FEWEST_FORKS = 8;

  private KnownExact() {}

  /**
   * Finds questions of metrics that had one value in every calibration of the same environment, or
   * that Go's own testing package counted.
   *
   * @param results whose environment it is
   * @param err told of calibrations that cannot be read
   */
  static Predicate<Question> of(Calibrations kept, ResultSet results, PrintWriter err) {
    Set<String> exact = new HashSet<>();
    Set<String> noisy = new HashSet<>();
    for (ResultSet calibration : kept.of(Fingerprint.of(results.runs()), err)) {
      // Timed forks, in which those of earlier versions counted, vary where others do not.
      boolean countsApart =
          calibration.runs().getFirst().trials().stream()
              .anyMatch(trial -> trial.kind().equals("count"));
      for (Calibration each :
          Calibration.of(calibration, calibration.runs().getFirst(), Rule.STANDARD)) {
        if (!countsApart && Quantity.of(each.unit()).isCount() && each.unit().endsWith("/op")) {
          continue;
        }
        String key = each.benchmark() + " " + each.unit();
        (each.exact() && each.forks() >= FEWEST_FORKS ? exact : noisy).add(key);
      }
    }
    exact.removeAll(noisy);
    results.measurements().stream()
        .filter(each -> each.benchmark().configuration().containsKey("goos"))
        .filter(each -> Quantity.of(each.unit()).isCount())
        .forEach(each -> exact.add(each.benchmark().name() + " " + each.unit()));
    return question -> exact.contains(question.benchmark() + " " + question.metric().unit());
  }
}
