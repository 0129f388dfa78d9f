package io.poolbench.reports.compare;

import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The values that fall into one cell. */
final class CellBuilder {

  private Set<Key> residues = Set.of();
  private final List<Measurement> measurements = new ArrayList<>(1);

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  void addResidue(Key residue) {
    if (residues.isEmpty()) {
      // Nearly always the only one, of very many cells.
      residues = Set.of(residue);
      return;
    }
    if (residues.size() == 1) {
      if (residues.contains(residue)) {
        return;
      }
      residues = new LinkedHashSet<>(residues);
    }
    residues.add(residue);
  }

  Set<Key> residues() {
    return residues;
  }

  Sample sample() {
    return Sample.of(Measurement.join(measurements));
  }
}
