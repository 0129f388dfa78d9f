package io.poolbench.reports.render.chart;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/**
 * A font whose measures are assumed, not looked up: the reader's font is unknown when the chart is
 * laid out, and the fonts installed on this machine must not move a label.
 */
final class PortableFont extends Font {
  /** A width between the digits of Helvetica (0.556 em) and of DejaVu Sans (0.636 em). */
  private static final double EM_PER_CHARACTER = 0.58;

  private static final float ASCENT = 0.8f;
  private static final float DESCENT = 0.2f;

  PortableFont(int size) {
    super(SANS_SERIF, PLAIN, size);
  }

  FontMetrics metrics() {
    return new Metrics(this);
  }

  /** Returns the width of a text in user units. */
  double width(String text) {
    return EM_PER_CHARACTER * size * text.codePointCount(0, text.length());
  }

  @Override
  public LineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new Line(text.length(), size);
  }

  @Override
  public Rectangle2D getStringBounds(String text, FontRenderContext context) {
    return new Rectangle2D.Double(0, -ASCENT * size, width(text), size);
  }

  private static final class Metrics extends FontMetrics {
    Metrics(PortableFont font) {
      super(font);
    }

    @Override
    public int stringWidth(String text) {
      return (int) Math.round(((PortableFont) font).width(text));
    }

    @Override
    public int getAscent() {
      return Math.round(ASCENT * font.getSize());
    }

    @Override
    public int getDescent() {
      return Math.round(DESCENT * font.getSize());
    }
  }

  private static final class Line extends LineMetrics {
    private final int characters;
    private final float size;

    Line(int characters, float size) {
      this.characters = characters;
      this.size = size;
    }

    @Override
    public int getNumChars() {
      return characters;
    }

    @Override
    public float getAscent() {
      return ASCENT * size;
    }

    @Override
    public float getDescent() {
      return DESCENT * size;
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return size;
    }

    @Override
    public int getBaselineIndex() {
      return Font.ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[] {0, -size / 2, -ASCENT * size};
    }

    @Override
    public float getStrikethroughOffset() {
      return -size / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return size / 12;
    }

    @Override
    public float getUnderlineOffset() {
      return size / 12;
    }

    @Override
    public float getUnderlineThickness() {
      return size / 12;
    }
  }
}
