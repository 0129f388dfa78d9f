package io.poolbench.reports.compare;

import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The values that fall into one cell. */
final class CellBuilder {

  private final Set<Key> residues = new LinkedHashSet<>();
  private final List<Measurement> measurements = new ArrayList<>(1);

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  void addResidue(Key residue) {
    residues.add(residue);
  }

  Set<Key> residues() {
    return residues;
  }

  Sample sample() {
    double[] values = new double[measurements.stream().mapToInt(Measurement::size).sum()];
    int filled = 0;
    for (Measurement measurement : measurements) {
      filled = measurement.copyTo(values, filled);
    }
    return Sample.of(values);
  }
}
