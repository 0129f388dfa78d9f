package io.poolbench.reports.render.chart;

import java.util.List;

/**
 * One benchmark and one metric, all arms on one axis.
 *
 * @param label what it is called
 * @param lanes from top to bottom
 */
public record Panel(Label label, List<Lane> lanes) {
  public Panel {
    lanes = List.copyOf(lanes);
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("panel " + label.id() + " has no lane to draw");
    }
  }
}
