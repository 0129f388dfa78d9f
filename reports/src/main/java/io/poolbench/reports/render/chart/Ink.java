package io.poolbench.reports.render.chart;

import java.awt.Color;
import java.awt.Paint;
import java.awt.PaintContext;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.ColorModel;

/**
 * A paint that is a CSS value, so that light, dark and print are the style sheet's affair.
 *
 * @param css what stands in the fill or stroke attribute
 */
record Ink(String css) implements Paint {
  static final Ink TEXT = new Ink("currentColor");
  static final Ink GRID = new Ink("var(--grid)");
  static final Ink BAND = new Ink("var(--band)");

  /** Returns the colour of an arm; the marker's shape says the same without colour. */
  static Ink ofArm(int arm) {
    return new Ink("var(--arm-" + arm % Marker.values().length + ")");
  }

  @Override
  public PaintContext createContext(
      ColorModel model,
      Rectangle device,
      Rectangle2D user,
      AffineTransform transform,
      RenderingHints hints) {
    return Color.BLACK.createContext(model, device, user, transform, hints);
  }

  @Override
  public int getTransparency() {
    return Transparency.OPAQUE;
  }
}
