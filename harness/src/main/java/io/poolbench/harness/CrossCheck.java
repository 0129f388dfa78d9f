package io.poolbench.harness;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what forks and instruments say of the same arm against each other: the sizes of all objects
 * that a census has seen must add up to the bytes that the timing trials have seen allocated, and
 * every fork must find the same footprint.
 */
final class CrossCheck {

  private static final double TOLERANCE = 0.01;

  /** Below this many bytes per operation, what the JVM allocates on its own is as much. */
  private static final double NEGLIGIBLE = 8;

  private CrossCheck() {}

  /** What does not agree, a line each. */
  static List<String> findings(RunRecord run, RunDirectory directory) {
    List<String> findings = new ArrayList<>();
    for (List<Trial> arm : run.finishedByArm()) {
      DoubleSummaryStatistics timed =
          arm.stream()
              .filter(trial -> trial.kind() == Trial.Kind.TIMING)
              .mapToDouble(trial -> trial.metrics().getOrDefault("B/op", Double.NaN))
              .summaryStatistics();
      findings.addAll(spread(arm));
      for (Trial trial : arm) {
        if (trial.kind() == Trial.Kind.CENSUS && timed.getCount() > 0) {
          double counted = bytesPerOperation(directory.read(directory.result(trial)));
          if (!agree(counted, timed)) {
            findings.add(
                "%s: the census adds up to %.0f B/op, the timing trials show %.0f to %.0f; expected to agree within 1 %% (%s in the latter only)"
                    .formatted(
                        trial.arm(),
                        counted,
                        timed.getMin(),
                        timed.getMax(),
                        run.jars() == null
                            ? "the stack of a virtual thread, saved while it waits, is"
                            : "what its set-up allocates per invocation or iteration is"));
          }
        }
      }
    }
    return findings;
  }

  /** What an idle unit retains is the same in every fork, or it was not idle. */
  private static List<String> spread(List<Trial> arm) {
    List<String> findings = new ArrayList<>();
    List<Trial> forks = arm.stream().filter(trial -> trial.kind() == Trial.Kind.FOOTPRINT).toList();
    for (String unit : forks.isEmpty() ? Set.<String>of() : forks.getFirst().metrics().keySet()) {
      DoubleSummaryStatistics values =
          forks.stream()
              .mapToDouble(trial -> trial.metrics().getOrDefault(unit, Double.NaN))
              .summaryStatistics();
      if (values.getMax() - values.getMin() > TOLERANCE * Math.abs(values.getMax())) {
        findings.add(
            "%s: %s ranges from %.3f to %.3f between forks; expected within 1 %%"
                .formatted(forks.getFirst().arm(), unit, values.getMin(), values.getMax()));
      }
    }
    return findings;
  }

  static boolean agree(double counted, DoubleSummaryStatistics timed) {
    double slack = Math.max(NEGLIGIBLE, TOLERANCE * timed.getMax());
    return counted >= timed.getMin() - slack && counted <= timed.getMax() + slack;
  }

  private static double bytesPerOperation(String census) {
    return JsonMapper.shared().readValue(census, Census.class).bytesPerOperation();
  }
}
