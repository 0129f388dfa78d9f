package io.poolbench.cli.report;

import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.HodgesLehmann;
import io.poolbench.reports.stats.Looks;
import io.poolbench.reports.stats.Sample;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a run, one line for each operation and each variant after the first.
 *
 * @param rows those of which a source tells figures first, each kind in the run's order
 */
record Answer(List<Row> rows) {

  Answer {
    rows = List.copyOf(rows);
  }

  /**
   * One operation in one variant.
   *
   * @param time of an operation
   * @param bytes that it allocates
   * @param objects that it allocates
   * @param retained bytes of an idle unit on the heap
   */
  record Row(
      String technique,
      String operation,
      String variant,
      Optional<Entry> time,
      Optional<Entry> bytes,
      Optional<Entry> objects,
      Optional<Entry> retained) {

    /** Returns the metrics that were measured. */
    List<Entry> entries() {
      return List.of(time, bytes, objects, retained).stream().flatMap(Optional::stream).toList();
    }
  }

  /**
   * One metric of a row.
   *
   * @param before center of the first variant, in the base unit
   * @param after center of this one
   * @param delta how they differ
   * @param low lower bound of the ratio's interval; 0 for too few forks
   * @param high upper bound; infinite for too few forks
   * @param seed what the source tells of it
   */
  record Entry(
      double before,
      double after,
      Delta delta,
      double low,
      double high,
      Optional<StoredRun.Seed> seed) {

    /** Tells whether the centers differ, but by nothing beyond chance. */
    boolean isOpen() {
      return !delta.differs() && delta.ratio() != 1;
    }
  }

  /**
   * Makes the answer of a run.
   *
   * @param tables of that run alone, with variants for columns
   */
  static Answer of(StoredRun run, List<Table> tables) {
    List<Row> seeds = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    for (StoredRun.Subject subject : run.subjects()) {
      for (String variant : subject.variants().subList(1, subject.variants().size())) {
        Row row = row(subject, variant, tables);
        if (!row.entries().isEmpty()) {
          (subject.seeds().isEmpty() ? others : seeds).add(row);
        }
      }
    }
    seeds.addAll(others);
    return new Answer(seeds);
  }

  private static Row row(StoredRun.Subject subject, String variant, List<Table> tables) {
    Optional<Entry> time = Optional.empty();
    Optional<Entry> bytes = Optional.empty();
    Optional<Entry> objects = Optional.empty();
    Optional<Entry> retained = Optional.empty();
    for (Table table : tables) {
      Optional<Entry> entry = entry(subject, variant, table);
      if (Quantity.of(table.unit()).isSpeed()) {
        time = time.or(() -> entry);
      } else if (table.unit().equals("B/op")) {
        bytes = bytes.or(() -> entry);
      } else if (table.unit().equals("allocs/op")) {
        objects = objects.or(() -> entry);
      } else if (table.unit().startsWith("retained-B/")) {
        retained = retained.or(() -> entry);
      }
    }
    return new Row(
        subject.technique(), subject.workload(), variant, time, bytes, objects, retained);
  }

  private static Optional<Entry> entry(StoredRun.Subject subject, String variant, Table table) {
    int column = 0;
    while (column < table.columns().size()
        && !table.columns().get(column).labels().contains(variant)) {
      column++;
    }
    for (Table.Row row : table.rows()) {
      Cell base = row.cells().getFirst();
      Cell cell = column < row.cells().size() ? row.cells().get(column) : null;
      if (row.label().equals(subject.name()) && base != null && cell != null) {
        Delta delta = cell.delta();
        return delta == null
            ? Optional.empty()
            : Optional.of(entry(base, cell, delta, seed(subject, variant, table.unit())));
      }
    }
    return Optional.empty();
  }

  private static Entry entry(Cell base, Cell cell, Delta delta, Optional<StoredRun.Seed> seed) {
    HodgesLehmann ratio =
        HodgesLehmann.ratio(Sample.of(base.samples()), Sample.of(cell.samples()), 1 - Looks.ALPHA);
    return new Entry(
        base.center().value(), cell.center().value(), delta, ratio.low(), ratio.high(), seed);
  }

  private static Optional<StoredRun.Seed> seed(
      StoredRun.Subject subject, String variant, String unit) {
    return subject.seeds().stream()
        .filter(seed -> seed.variant().equals(variant) && seed.unit().equals(unit))
        .findFirst();
  }
}
