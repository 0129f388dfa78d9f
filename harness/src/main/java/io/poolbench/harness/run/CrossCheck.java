package io.poolbench.harness.run;

import io.poolbench.counting.ObjectCounts;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what instruments say of the same fork against each other: the sizes of all objects that
 * were counted must add up to the bytes that JMH's profiler has seen allocated, and every fork must
 * find the same footprint.
 */
final class CrossCheck {

  private static final double OF_FOOTPRINTS = 0.01;

  private static final double OF_BYTES = 0.005;

  /** About the bytes that JMH itself allocates in an iteration; its profiler counts them in. */
  private static final double OF_JMH = 128 << 10;

  private CrossCheck() {}

  private static final String NOT_ADDING_UP =
      " forks the objects that were counted do not add up to B/op";

  private static final String SPREAD = " between forks; expected within 1 %";

  /** Tells whether a finding came from here; with more forks it is made anew. */
  static boolean isItsOwn(String finding) {
    return finding.contains(NOT_ADDING_UP) || finding.endsWith(SPREAD);
  }

  /** Says what does not agree, a line each. */
  static List<String> findings(RunRecord run, RunDirectory directory) {
    List<String> findings = new ArrayList<>();
    for (List<Trial> arm : run.finishedByArm()) {
      findings.addAll(spread(arm));
      List<Trial> timed = arm.stream().filter(trial -> trial.kind() == Trial.Kind.TIMING).toList();
      List<String> disagreeing =
          timed.stream().flatMap(trial -> disagreement(trial, run, directory).stream()).toList();
      if (!disagreeing.isEmpty()) {
        findings.add(
            ("%s: in %d of %d" + NOT_ADDING_UP + " (%s);")
                    .formatted(
                        timed.getFirst().arm(),
                        disagreeing.size(),
                        timed.size(),
                        disagreeing.getFirst())
                + " the compiler changed the code in between, or what is set up for each"
                + " iteration is large");
      }
    }
    return findings;
  }

  private static Optional<String> disagreement(Trial trial, RunRecord run, RunDirectory directory) {
    Optional<ObjectCounts> counts = directory.objects(trial);
    Double seen = trial.metrics().get("B/op");
    if (counts.isEmpty() || seen == null) {
      return Optional.empty();
    }
    double iterations = run.plan().timing().map(timing -> timing.measured().count()).orElse(1);
    double ofJmh = OF_JMH * iterations / Math.max(1, trial.operations());
    return agree(counts.get(), seen, ofJmh)
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "%.0f B counted, %.0f B/op", counts.get().bytes(), seen));
  }

  /**
   * Tells whether objects and bytes agree to one object or half a per cent.
   *
   * @param seen bytes per operation
   * @param ofJmh bytes per operation that are JMH's own, at most
   */
  static boolean agree(ObjectCounts counts, double seen, double ofJmh) {
    double anObject = counts.objects() > 0 ? counts.bytes() / counts.objects() : 16;
    double slack = Math.max(anObject, OF_BYTES * seen);
    double more = seen - counts.bytes();
    return more >= -slack && more <= slack + ofJmh;
  }

  /**
   * Says where forks differ in what an idle unit retains: it is the same in every fork, or the unit
   * was not idle.
   */
  private static List<String> spread(List<Trial> arm) {
    List<String> findings = new ArrayList<>();
    List<Trial> forks = arm.stream().filter(trial -> trial.kind() == Trial.Kind.FOOTPRINT).toList();
    for (String unit : forks.isEmpty() ? Set.<String>of() : forks.getFirst().metrics().keySet()) {
      if (!unit.contains("/")) {
        // It is of the fork, not of a unit.
        continue;
      }
      DoubleSummaryStatistics values =
          forks.stream()
              .mapToDouble(trial -> trial.metrics().getOrDefault(unit, Double.NaN))
              .summaryStatistics();
      if (values.getMax() - values.getMin() > OF_FOOTPRINTS * Math.abs(values.getMax())) {
        findings.add(
            ("%s: %s ranges from %.3f to %.3f" + SPREAD.replace("%", "%%"))
                .formatted(forks.getFirst().arm(), unit, values.getMin(), values.getMax()));
      }
    }
    return findings;
  }
}
