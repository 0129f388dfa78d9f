package io.poolbench.reports.render.chart;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.apache.batik.parser.AWTPathProducer;

/** Path data, read by Batik's parser: an independent look at what we wrote. */
final class AwtPath {
  private AwtPath() {}

  static Shape of(String data) {
    try {
      return AWTPathProducer.createShape(new StringReader(data), PathIterator.WIND_NON_ZERO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
