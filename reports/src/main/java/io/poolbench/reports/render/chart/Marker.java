package io.poolbench.reports.render.chart;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shape of an arm: lanes differ by it where colour is not seen. */
enum Marker {
  CIRCLE("●") {
    @Override
    Shape shape(double radius) {
      return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }
  },
  DIAMOND("◆") {
    @Override
    Shape shape(double radius) {
      return AffineTransform.getRotateInstance(Math.PI / 4)
          .createTransformedShape(SQUARE.shape(radius));
    }
  },
  SQUARE("■") {
    @Override
    Shape shape(double radius) {
      double half = 0.87 * radius;
      return new Rectangle2D.Double(-half, -half, 2 * half, 2 * half);
    }
  },
  TRIANGLE("▲") {
    @Override
    Shape shape(double radius) {
      Path2D path = new Path2D.Double();
      path.moveTo(0, -radius);
      path.lineTo(radius, radius);
      path.lineTo(-radius, radius);
      path.closePath();
      return path;
    }
  };

  private final String character;

  Marker(String character) {
    this.character = character;
  }

  /** Returns the shape, centered on the origin. */
  abstract Shape shape(double radius);

  /** Returns the same shape for running text. */
  String character() {
    return character;
  }

  static Marker ofArm(int arm) {
    return values()[arm % values().length];
  }
}
