package io.poolbench.reports.render.chart;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Paint;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGPaintDescriptor;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Batik's Graphics2D, with {@link Ink} for colours and {@link PortableFont} for measures. */
final class SvgCanvas extends SVGGraphics2D {
  /** All that the charts need; Batik repeats a score of defaults that every browser has. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "d",
          "x",
          "y",
          "x1",
          "x2",
          "y1",
          "y2",
          "cx",
          "cy",
          "r",
          "rx",
          "ry",
          "width",
          "height",
          "points",
          "transform",
          "fill",
          "stroke",
          "stroke-width",
          "font-size");

  SvgCanvas() {
    super(context(), false);
  }

  private SvgCanvas(SvgCanvas parent) {
    super(parent);
  }

  private static SVGGeneratorContext context() {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
    context.setComment(null);
    context.setPrecision(2);
    context.setExtensionHandler(
        new DefaultExtensionHandler() {
          @Override
          public @Nullable SVGPaintDescriptor handlePaint(
              Paint paint, SVGGeneratorContext generator) {
            return paint instanceof Ink(String css) ? new SVGPaintDescriptor(css, "1") : null;
          }
        });
    return context;
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG_NAMESPACE_URI, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK has no XML parser", e);
    }
  }

  /** JFreeChart draws through copies. */
  @Override
  public Graphics create() {
    return new SvgCanvas(this);
  }

  @Override
  public FontMetrics getFontMetrics(Font font) {
    return font instanceof PortableFont portable ? portable.metrics() : super.getFontMetrics(font);
  }

  /** Returns what was drawn, without Batik's definitions and defaults. */
  Element drawing() {
    return copy(getTopLevelGroup(false));
  }

  private static Element copy(Node from) {
    Element to = new Element(from.getNodeName(), Parser.NamespaceSvg);
    NamedNodeMap attributes = from.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (ATTRIBUTES.contains(attribute.getNodeName())) {
        String value = attribute.getNodeValue();
        boolean path = attribute.getNodeName().equals("d");
        to.attr(attribute.getNodeName(), path ? PathData.relative(value) : value);
      }
    }
    for (Node child = from.getFirstChild(); child != null; child = child.getNextSibling()) {
      switch (child.getNodeType()) {
        case Node.ELEMENT_NODE -> append(to, copy(child));
        case Node.TEXT_NODE -> to.appendText(child.getNodeValue());
        default -> {}
      }
    }
    return to;
  }

  /** Marks that differ in nothing but their place become one path, a third of the characters. */
  private static void append(Element to, Element child) {
    Element last = to.lastElementChild();
    if (last != null && child.nameIs("path") && last.nameIs("path")) {
      Element asLast = child.clone().attr("d", last.attr("d"));
      if (asLast.attributes().equals(last.attributes())) {
        last.attr("d", last.attr("d") + child.attr("d"));
        return;
      }
    }
    to.appendChild(child);
  }
}
