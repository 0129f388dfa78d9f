package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects metrics that were measured and that a gate does not judge: the reader must know them.
 */
final class Unjudged {

  private final Set<String> withoutDirection = new LinkedHashSet<>();
  private final Set<String> forTheReader = new LinkedHashSet<>();

  void add(Metric metric) {
    (metric.better() == Better.UNKNOWN ? withoutDirection : forTheReader).add(metric.unit());
  }

  /** Returns one line for each reason. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!withoutDirection.isEmpty()) {
      lines.add(
          "%s: nothing says whether more or less is better; a line 'Unit %s better=lower' in Go's format does, and --exact-metric of a counter that a gate counts"
              .formatted(String.join(", ", withoutDirection), withoutDirection.iterator().next()));
    }
    if (!forTheReader.isEmpty()) {
      lines.add(
          "%s: collections, pauses and counters are for the reader to judge"
              .formatted(String.join(", ", forTheReader)));
    }
    return lines;
  }
}
