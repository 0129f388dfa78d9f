package io.poolbench.reports.render.html;

import io.poolbench.reports.view.ProfileView;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Profiles as a table by call site and as flame graphs; alone they make a page. */
public final class ProfileSection {

  private ProfileSection() {}

  /** A self-contained page; equal views give equal bytes. */
  public static String page(List<ProfileView> views) {
    Document page = HtmlReport.page("profile");
    page.body().appendElement("header").appendElement("h1").text("Profile");
    append(page.body().appendElement("main"), views);
    page.select("details").attr("open", "");
    return HtmlReport.finished(page);
  }

  static void append(Element main, List<ProfileView> views) {
    if (views.isEmpty()) {
      return;
    }
    Element section = Tables.section(main, "profiles", "By call site");
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "A call site is the innermost method outside the JDK. In the flame graphs callers stand"
                + " above their callees; ✚ is only in this profile, ▲ is more here and ▼ less than"
                + " in the other by over a tenth; narrow frames are left out.");
    for (ProfileView view : views) {
      table(section, view);
      if (!view.graphs().isEmpty()) {
        Element details = section.appendElement("details");
        details.appendElement("summary").text("Flame graphs: " + view.title());
        view.graphs().forEach(graph -> FlameGraph.append(details, graph, view.unit()));
      }
    }
  }

  private static void table(Element section, ProfileView view) {
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
      Tables.head(line, "row", row.site());
      Tables.name(line.appendElement("td"), row.type());
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
