package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Evidence;
import io.poolbench.reports.view.PageRows;
import io.poolbench.reports.view.ReportModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * Renders a report as one self-contained page in UTF-8: nothing is fetched, and without its script
 * it is complete.
 */
public final class HtmlReport {
  private static final String STYLE = resource("shared.css") + resource("report.css");
  private static final String SCRIPT = resource("report.js");

  private HtmlReport() {}

  /** Returns the whole page; equal models give equal bytes. */
  public static String render(ReportModel model) {
    return render(model, Evidence.NONE, "poolbench");
  }

  /**
   * Returns the same with what is known beside the tables.
   *
   * @param madeBy name and version of what writes the page, which tells it at its foot
   */
  public static String render(ReportModel model, Evidence evidence, String madeBy) {
    Document page = page(Overview.title(model));
    Element body = page.body();
    List<Sheet> all = Sheet.of(model);
    Overview.header(body.appendElement("header"), model, evidence, all);
    Element main = body.appendElement("main");
    ReportModel drawn = PageRows.of(model);
    List<Sheet> sheets = Sheet.of(drawn);
    Overview.effects(main, sheets, all);
    Guide.append(main, model);
    Environment.append(main, model);
    sheets.forEach(sheet -> MetricSection.append(main, sheet));
    new Benchmarks(model, sheets).append(main);
    RunOrderPlot.append(main, model);
    NoiseTable.append(main, model.noises());
    Memory.append(main, evidence);
    HeapPlot.append(main, sheets);
    ProfileSection.append(main, evidence);
    RetainedBytes.append(main, model);
    RawData.append(main, drawn);
    return finished(page, madeBy);
  }

  /** Makes a page with its head and an empty body. */
  static Document page(String title) {
    Document page = new Document("");
    page.outputSettings().charset(StandardCharsets.UTF_8).prettyPrint(true).indentAmount(0);
    page.appendChild(new DocumentType("html", "", ""));
    Element html = page.appendElement("html").attr("lang", "en");
    head(html.appendElement("head"), title);
    html.appendElement("body");
    return page;
  }

  static String finished(Document page, String madeBy) {
    page.body().appendElement("footer").addClass("muted").text("Made by " + madeBy);
    page.body().appendElement("script").appendChild(new DataNode(SCRIPT));
    return page.outerHtml() + "\n";
  }

  private static void head(Element head, String title) {
    head.appendElement("meta").attr("charset", "utf-8");
    meta(head, "viewport", "width=device-width, initial-scale=1");
    meta(head, "color-scheme", "light dark");
    meta(head, "generator", "poolbench");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", nothingButOurs());
    head.appendElement("title").text(title + " · poolbench");
    head.appendElement("style").appendChild(new DataNode(STYLE));
  }

  private static void meta(Element head, String name, String content) {
    head.appendElement("meta").attr("name", name).attr("content", content);
  }

  /** The browser enforces what we promise, should a name ever escape its text node. */
  private static String nothingButOurs() {
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
        + sha256(SCRIPT)
        + "'";
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Reads a file that lies beside this class in the jar. */
  static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name + " is missing from the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
