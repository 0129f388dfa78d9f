package io.poolbench.reports.render.html;

import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/** Renders a report as one self-contained page: no script, nothing fetched, UTF-8. */
public final class HtmlReport {
  /** The browser enforces what we promise, should a name ever escape its text node. */
  private static final String NOTHING_BUT_OUR_STYLE =
      "default-src 'none'; style-src 'unsafe-inline'";

  private HtmlReport() {}

  /** The whole page; equal models give equal bytes. */
  public static String render(ReportModel model) {
    Document page = new Document("");
    page.outputSettings().charset(StandardCharsets.UTF_8).prettyPrint(true);
    page.appendChild(new DocumentType("html", "", ""));
    Element html = page.appendElement("html").attr("lang", "en");
    head(html.appendElement("head"), model);
    Element body = html.appendElement("body");
    Overview.header(body.appendElement("header"), model);
    Element main = body.appendElement("main");
    Overview.findings(main, model.findings());
    Overview.effects(main, model);
    Overview.legend(main, model);
    for (Table table : model.tables()) {
      MetricSection.append(main, table);
    }
    Overview.techniques(main, model);
    Overview.environment(main, model);
    main.appendElement("script")
        .id("report-data")
        .attr("type", "application/json")
        .appendChild(new DataNode(EmbeddedJson.of(model)));
    return page.outerHtml() + "\n";
  }

  private static void head(Element head, ReportModel model) {
    head.appendElement("meta").attr("charset", "utf-8");
    meta(head, "viewport", "width=device-width, initial-scale=1");
    meta(head, "color-scheme", "light dark");
    meta(head, "generator", "poolbench");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", NOTHING_BUT_OUR_STYLE);
    head.appendElement("title").text(Overview.title(model) + " · poolbench");
    head.appendElement("style").appendChild(new DataNode(styleSheet()));
  }

  private static void meta(Element head, String name, String content) {
    head.appendElement("meta").attr("name", name).attr("content", content);
  }

  private static String styleSheet() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(css, "report.css is missing from the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
