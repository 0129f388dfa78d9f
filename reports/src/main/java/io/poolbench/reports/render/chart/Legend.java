package io.poolbench.reports.render.chart;

/** Tells how an arm looks, for a text that explains a chart. */
public final class Legend {
  private Legend() {}

  /** Returns the shape of the arm as a character. */
  public static String symbol(int arm) {
    return Marker.ofArm(arm).character();
  }

  /** Returns the colour of the arm as a CSS class of the style sheet. */
  public static String cssClass(int arm) {
    return "arm-" + arm % Marker.values().length;
  }
}
