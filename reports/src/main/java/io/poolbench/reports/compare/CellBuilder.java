package io.poolbench.reports.compare;

import io.poolbench.reports.stats.Sample;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** The values that fall into one cell. */
final class CellBuilder {

  private final Set<Key> residues = new LinkedHashSet<>();
  private double[] values = new double[10];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  void addResidue(Key residue) {
    residues.add(residue);
  }

  Set<Key> residues() {
    return residues;
  }

  Sample sample() {
    return Sample.of(Arrays.copyOf(values, size));
  }
}
