package io.poolbench.reports.render.chart;

import java.util.List;

/**
 * One benchmark and one metric, all arms on one axis.
 *
 * @param label what it is called
 * @param unit of all values, as it stands behind a number on the axis, for example {@code µs}
 * @param lanes from top to bottom
 */
public record Panel(Label label, String unit, List<Lane> lanes) {
  public Panel {
    lanes = List.copyOf(lanes);
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("panel " + label.id() + " has no lane to draw");
    }
  }
}
