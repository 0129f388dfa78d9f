package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Evidence;
import io.poolbench.reports.view.ProfileView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Shows profiles as a table by call site and as flame graphs; alone they make a page. */
public final class ProfileSection {

  private ProfileSection() {}

  /**
   * Returns a self-contained page; equal views give equal bytes.
   *
   * @param madeBy as in {@link HtmlReport}
   */
  public static String page(List<ProfileView> views, String madeBy) {
    Document page = HtmlReport.page("profile");
    page.body().appendElement("header").appendElement("h1").text("Profile");
    append(page.body().appendElement("main"), new Evidence(List.of(), List.of(), List.of(), views));
    page.select("details").attr("open", "");
    return HtmlReport.finished(page, madeBy);
  }

  static void append(Element main, Evidence evidence) {
    if (evidence.profiles().isEmpty()) {
      return;
    }
    Set<String> bars = new HashSet<>();
    evidence.allocated().forEach(bytes -> bars.addAll(ClassBars.bars(bytes, Memory.ALLOCATED)));
    Element section = Tables.section(main, "profiles", "By call site");
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "A call site is the innermost method outside the JDK. In the flame graphs callers stand"
                + " above their callees; ✚ is only in this profile, ▲ is more here and ▼ less than"
                + " in the other by over a tenth; narrow frames are left out. In a difference a"
                + " frame is as wide as the larger of both: ✚ is new, ✖ is gone, ▲ became more and ▼"
                + " less.");
    for (int i = 0; i < evidence.profiles().size(); i++) {
      ProfileView view = evidence.profiles().get(i);
      String flames = "flames-" + i;
      table(section, view, flames, bars);
      if (!view.graphs().isEmpty()) {
        Element details = section.appendElement("details").id(flames).addClass("flames");
        details.appendElement("summary").text("Flame graphs: " + view.title());
        graphs(details, view, flames);
      }
    }
  }

  private static void graphs(Element details, ProfileView view, String id) {
    Element pair = details.appendElement("div");
    boolean both = view.graphs().size() > 1;
    if (both) {
      pair.addClass("pair");
    }
    for (int i = 0; i < view.graphs().size(); i++) {
      ProfileView.Graph graph = view.graphs().get(i);
      boolean beside = both && graph.compared() == ProfileView.Compared.WITH_OTHER;
      FlameGraph.append(beside || !both ? pair : details, graph, view.unit(), id + "-" + i, beside);
    }
  }

  private static void table(Element section, ProfileView view, String flames, Set<String> bars) {
    Element html = Tables.scrolling(section, view.title() + " by call site");
    Tables.caption(html, view.title(), view.unit());
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.sortable(Tables.head(head, "col", "call site"));
    Tables.sortable(Tables.head(head, "col", "class"));
    for (String label : view.labels()) {
      Tables.sortable(Tables.head(head, "col", label).addClass("number"));
    }
    boolean single = view.labels().size() == 1;
    Tables.sortable(Tables.head(head, "col", single ? "share" : "change").addClass("number"));
    Element body = html.appendElement("tbody");
    for (ProfileView.Row row : view.rows()) {
      Element line = Tables.row(body, view.title() + " " + row.site(), single || row.change() != 0);
      Element site = line.appendElement("th").attr("scope", "row");
      Tables.name(
          view.graphs().isEmpty()
              ? site
              : site.appendElement("a")
                  .attr("href", "#" + flames)
                  .attr("data-method", row.site().replaceFirst(":\\d+$", "")),
          row.site());
      Element type = line.appendElement("td");
      String bar = ClassBars.bar(Memory.ALLOCATED, view.benchmark(), row.type());
      Tables.name(
          bars.contains(bar) ? type.appendElement("a").attr("href", "#" + bar) : type, row.type());
      for (int i = 0; i < row.values().size(); i++) {
        Tables.number(line, row.values().get(i), row.shown().get(i));
      }
      Element change = Tables.number(line, row.change(), row.shownChange());
      if (!single) {
        change.addClass(row.change() < 0 ? "better" : row.change() > 0 ? "worse" : "none");
      }
    }
    if (view.omitted() > 0) {
      section
          .appendElement("p")
          .addClass("note")
          .text(view.omitted() + " further rows matter less and are left out.");
    }
  }
}
