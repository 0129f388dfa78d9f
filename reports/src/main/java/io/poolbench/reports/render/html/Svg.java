package io.poolbench.reports.render.html;

import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Holds what all pictures within a page share. */
final class Svg {

  private Svg() {}

  static Element element(String name) {
    return new Element(name, Parser.NamespaceSvg);
  }

  /** Writes a coordinate to a hundredth. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
