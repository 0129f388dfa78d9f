package io.poolbench.reports.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.ProfileView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes profiles by call site as text, Markdown and JSON. */
public final class ProfileFormats {

  static final String SCHEMA = "poolbench-profile/1";

  private ProfileFormats() {}

  /** Writes a table per view. */
  public static String text(List<ProfileView> views) {
    return views.stream().map(ProfileFormats::text).collect(Collectors.joining("\n"));
  }

  private static String text(ProfileView view) {
    TextGrid grid = new TextGrid();
    line(grid, heads(view), view.labels().size());
    view.rows().forEach(row -> line(grid, cells(row), view.labels().size()));
    String omitted =
        view.omitted() == 0 ? "" : view.omitted() + " further rows matter less; see --top\n";
    return Visible.text(view.title() + ", " + view.unit()) + "\n\n" + grid.format() + omitted;
  }

  private static List<String> heads(ProfileView view) {
    boolean single = view.labels().size() == 1;
    List<String> heads = new ArrayList<>(single ? List.of("value") : view.labels());
    heads.add(single ? "share" : "change");
    heads.add("class");
    heads.add("call site");
    return heads;
  }

  private static List<String> cells(ProfileView.Row row) {
    List<String> cells = new ArrayList<>(row.shown());
    cells.add(row.shownChange());
    cells.add(row.type());
    cells.add(row.site());
    return cells;
  }

  private static void line(TextGrid grid, List<String> cells, int numbers) {
    grid.startRow();
    for (int column = 0; column < cells.size(); column++) {
      grid.cell(
          column,
          1,
          column == 0 ? "" : "  ",
          cells.get(column),
          column <= numbers ? TextGrid.Align.RIGHT : TextGrid.Align.LEFT);
    }
  }

  /** Writes GitHub pipe tables. */
  public static String markdown(List<ProfileView> views) {
    StringBuilder out = new StringBuilder();
    for (ProfileView view : views) {
      out.append("### ").append(MarkdownRenderer.escaped(view.title() + ", " + view.unit()));
      out.append("\n\n");
      row(out, heads(view));
      out.append("|").append("---:|".repeat(view.labels().size() + 1)).append(":---|:---|\n");
      view.rows().forEach(row -> row(out, cells(row)));
      out.append('\n');
    }
    return out.toString();
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append("| ");
    out.append(cells.stream().map(MarkdownRenderer::escaped).collect(Collectors.joining(" | ")));
    out.append(" |\n");
  }

  private record Document(String schema, List<Shown> profiles) {}

  private record Shown(
      String title,
      String unit,
      List<String> labels,
      List<Double> seconds,
      List<Double> totals,
      List<Site> sites,
      int omitted) {}

  private record Site(
      String site, @JsonProperty("class") String type, List<Double> values, List<Double> samples) {}

  /** Writes JSON of the schema {@value #SCHEMA}; numbers unrounded. */
  public static String json(List<ProfileView> views) {
    return Json.of(new Document(SCHEMA, views.stream().map(ProfileFormats::shown).toList()));
  }

  private static Shown shown(ProfileView view) {
    return new Shown(
        view.title(),
        view.unit(),
        view.labels(),
        view.seconds(),
        view.totals(),
        view.rows().stream()
            .map(row -> new Site(row.site(), row.type(), row.values(), row.samples()))
            .toList(),
        view.omitted());
  }
}
