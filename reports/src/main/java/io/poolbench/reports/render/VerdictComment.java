package io.poolbench.reports.render;

import io.poolbench.reports.view.Explanation;
import io.poolbench.reports.view.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the gate's verdicts as a comment of a pull request: a marker by which it is found and
 * replaced, one line that says it all, what changed and why, and the rest folded. It stays below
 * GitHub's limit whatever the names are: each part has a share of it, and whole rows are left out.
 */
public final class VerdictComment {

  /** The first line. */
  static final String MARKER = "<!-- poolbench gate -->";

  private static final int LONGEST_NAME = 200;

  /** Bytes of each part, 57,000 together; GitHub takes 65,536 for the whole. */
  private static final int CHANGES = 24_000;

  private static final int CAUSES = 14_000;
  private static final int NOT_JUDGED = 7_000;
  private static final int FOLDED = 12_000;

  private static final String HEAD =
      """
      | verdict | benchmark | unit | baseline | candidate | change | noise | would see |
      |:---|:---|:---|---:|---:|---:|---:|---:|
      """;

  private VerdictComment() {}

  /** Returns Markdown of fewer than 60,000 bytes. */
  public static String of(Verdicts verdicts) {
    StringBuilder out = new StringBuilder(MARKER).append('\n');
    out.append("**poolbench gate: ")
        .append(MarkdownRenderer.escaped(verdicts.summary()))
        .append("** (")
        .append(name(verdicts.baseline()))
        .append(" → ")
        .append(name(verdicts.candidate()))
        .append(")\n");
    List<Verdicts.Row> changed = verdicts.rows().stream().filter(row -> !isQuiet(row)).toList();
    List<Verdicts.Row> quiet = verdicts.rows().stream().filter(VerdictComment::isQuiet).toList();
    table(out, changed, CHANGES);
    list(out, "What made it worse", causes(verdicts), CAUSES);
    list(out, "Not judged", notJudged(verdicts), NOT_JUDGED);
    List<String> notes = notes(verdicts, changed);
    if (!quiet.isEmpty() || !notes.isEmpty()) {
      out.append("\n<details><summary>")
          .append(quiet.size())
          .append(" unchanged, and notes</summary>\n");
      table(out, quiet, FOLDED / 2);
      list(out, "Notes", notes, FOLDED / 2);
      out.append("\n</details>\n");
    }
    return out.toString();
  }

  private static boolean isQuiet(Verdicts.Row row) {
    return row.verdict().equals("unchanged");
  }

  /** Returns the label of an input, which a path may make long. */
  static String name(String label) {
    return MarkdownRenderer.escaped(
        label.length() > LONGEST_NAME ? label.substring(0, LONGEST_NAME) + "…" : label);
  }

  private static void table(StringBuilder out, List<Verdicts.Row> rows, int most) {
    if (!rows.isEmpty()) {
      out.append('\n').append(HEAD);
      whole(out, rows, row -> row.benchmark().length(), VerdictComment::row, most, "rows");
    }
  }

  private static String row(Verdicts.Row row) {
    String noise = row.interval().isEmpty() && !row.change().isEmpty() ? "exact" : row.interval();
    return Stream.of(
            isQuiet(row) ? row.said() : row.said().replaceFirst("^regressed", "REGRESSED"),
            row.benchmark(),
            row.name(),
            row.baseline(),
            row.candidate(),
            row.change(),
            noise,
            row.detectable())
        .map(MarkdownRenderer::escaped)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static void list(StringBuilder out, String title, List<String> lines, int most) {
    if (!lines.isEmpty()) {
      out.append("\n").append(title).append(":\n\n");
      whole(
          out,
          lines,
          String::length,
          line -> "- " + MarkdownRenderer.escaped(line) + "\n",
          most,
          "lines");
    }
  }

  private static <T> void whole(
      StringBuilder out,
      List<T> items,
      ToIntFunction<T> least,
      Function<T, String> written,
      int most,
      String what) {
    int omitted = Share.write(out, items, least, written, most);
    if (omitted > 0) {
      out.append(
          String.format(Locale.ROOT, "%n%d more %s do not fit%n", omitted, what)
              .replace(System.lineSeparator(), "\n"));
    }
  }

  private static List<String> causes(Verdicts verdicts) {
    return verdicts.explanations().stream().map(Explanation::lines).flatMap(List::stream).toList();
  }

  private static List<String> notJudged(Verdicts verdicts) {
    List<String> lines = new ArrayList<>();
    verdicts.missing().forEach(missing -> lines.add("missing: " + missing));
    verdicts.unjudged().forEach(unit -> lines.add("for the reader: " + unit));
    return lines;
  }

  private static List<String> notes(Verdicts verdicts, List<Verdicts.Row> changed) {
    List<String> notes = new ArrayList<>();
    if (!verdicts.legend().isEmpty()) {
      notes.add(verdicts.legend());
    }
    changed.stream()
        .filter(row -> !row.why().isEmpty())
        .map(row -> row.said() + ": " + row.why())
        .distinct()
        .forEach(notes::add);
    verdicts.watch().forEach(seen -> notes.add("watch: " + seen));
    verdicts.findings().forEach(finding -> notes.add("warning: " + finding));
    return notes;
  }
}
