package io.poolbench.reports.render.chart;

import java.util.List;

/**
 * One benchmark and one metric, all arms on one axis.
 *
 * @param id unique in the page, a legal XML id
 * @param title short name, read by screen readers
 * @param description the numbers as a sentence, read by screen readers
 * @param unit of all values, as it stands behind a number on the axis, for example {@code µs}
 * @param lanes from top to bottom
 */
public record Panel(String id, String title, String description, String unit, List<Lane> lanes) {
  public Panel {
    lanes = List.copyOf(lanes);
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("panel " + id + " has no lane to draw");
    }
  }
}
