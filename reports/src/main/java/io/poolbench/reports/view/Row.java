package io.poolbench.reports.view;

import java.util.List;
import java.util.Optional;

/**
 * One benchmark.
 *
 * @param benchmark its full name
 * @param axis the scale that fits the largest value of the row
 * @param cells one for each column; empty where the column lacks the benchmark
 */
public record Row(String benchmark, Scale axis, List<Optional<Cell>> cells) {
  public Row {
    cells = List.copyOf(cells);
  }
}
