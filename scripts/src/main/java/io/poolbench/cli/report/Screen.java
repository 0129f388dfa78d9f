package io.poolbench.cli.report;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Delta.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer of a run on one screen: at most {@value #LINES} lines of {@value #WIDTH} columns. */
final class Screen {

  static final int LINES = 40;
  static final int WIDTH = 100;

  /** The width of an operation's name; three cells of as many columns stand behind it. */
  private static final int NAME = WIDTH / 4;

  private static final int MOST_FINDINGS = 6;

  /** Sorts findings by words: what spoils numbers, what bends them, what is only to be known. */
  private static final List<String> WORST_FIRST =
      List.of("failed", "pending", "skipped", "add up", "steady", "disturbed", "load");

  private static final String[] PREFIXES = {"n", "µ", "m", "", "k", "M", "G", "T"};
  private static final int NO_PREFIX = 3;

  private Screen() {}

  /**
   * Returns the lines.
   *
   * @param paths where more stands, a line each
   */
  static List<String> lines(
      StoredRun run, Answer card, List<Finding> findings, List<String> paths) {
    List<String> lines = new ArrayList<>();
    String[] titles = {"time", "bytes", "objects"};
    StringBuilder head = new StringBuilder(pad("", NAME));
    for (String title : titles) {
      head.append(pad(" " + title, NAME));
    }
    lines.add(head.toString().stripTrailing());
    boolean seeded =
        card.rows().stream()
            .flatMap(row -> row.entries().stream())
            .anyMatch(entry -> entry.seed().isPresent());
    String columns = pad(" before→after change" + (seeded ? " seed" : ""), NAME);
    lines.add((pad("", NAME) + columns.repeat(3)).stripTrailing());
    List<String> below = new ArrayList<>();
    below.add("✓ better  ✗ worse  = the same  ~ undecided, ± how much it may be  ? too few forks");
    if (seeded) {
      below.add("seed: what the original change saved, as its author measured it");
    }
    below.add(cut("forks per arm: " + run.plan().getOrDefault("rounds", "?"), WIDTH));
    below.addAll(kinds(findings));
    below.addAll(paths);
    // The summary of the rows stands between.
    int shown = addRows(lines, card.rows(), LINES - lines.size() - 1 - below.size());
    lines.add(summary(card, card.rows().size() - shown));
    lines.addAll(below);
    return lines;
  }

  /** Adds as many rows as there is room for; returns how many. */
  private static int addRows(List<String> lines, List<Answer.Row> rows, int room) {
    String technique = "";
    int used = 0;
    for (int row = 0; row < rows.size(); row++) {
      Answer.Row next = rows.get(row);
      boolean heading = !next.technique().equals(technique);
      used += heading ? 2 : 1;
      if (used > room) {
        return row;
      }
      if (heading) {
        technique = next.technique();
        lines.add(cut(technique, WIDTH));
      }
      lines.add(line(next));
    }
    return rows.size();
  }

  private static String line(Answer.Row row) {
    String name =
        switch (row.variant()) {
          case "after" -> row.operation();
          case "after2" -> row.operation() + "²";
          default -> (row.operation() + " " + row.variant()).strip();
        };
    // What an idle unit retains stands where an operation has its bytes.
    String retained = row.retained().isPresent() ? " retained" : "";
    return (pad(cut(" " + Visible.text(name) + retained, NAME), NAME)
            + cell(row.time())
            + cell(row.bytes().or(row::retained))
            + cell(row.objects()))
        .stripTrailing();
  }

  private static String cell(Optional<Answer.Entry> measured) {
    return measured
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    " %5s→%-5s %5s%s %5s",
                    number(entry.before()),
                    number(entry.after()),
                    isUndecided(entry) ? possible(entry) : change(entry.before(), entry.after()),
                    sign(entry),
                    entry.seed().map(seed -> change(seed.before(), seed.after())).orElse("")))
        .orElse(pad("", NAME));
  }

  /** Tells whether its forks could have told a change; of fewer, what they saw is a first look. */
  private static boolean isUndecided(Answer.Entry entry) {
    return entry.isOpen() && entry.delta().effect() != Effect.UNTESTABLE;
  }

  private static String sign(Answer.Entry entry) {
    return switch (entry.delta().effect()) {
      case BETTER -> "✓";
      case WORSE -> "✗";
      case CHANGED -> "!";
      case NONE -> entry.isOpen() ? "~" : "=";
      case UNTESTABLE -> "?";
    };
  }

  /** Tells how far from none the change may be. */
  private static String possible(Answer.Entry entry) {
    double widest = 100 * Math.max(1 / entry.low() - 1, entry.high() - 1);
    return Double.isFinite(widest) && widest < 999.5
        ? String.format(Locale.ROOT, "±%.0f%%", Math.max(widest, 1))
        : "±∞";
  }

  private static String change(double before, double after) {
    if (before == after) {
      return "0%";
    }
    if (before == 0) {
      return "new";
    }
    double ratio = after / before;
    return ratio < 10
        ? String.format(Locale.ROOT, "%+.0f%%", 100 * (ratio - 1))
            .replace("-0%", "0%")
            .replace("+0%", "0%")
        : ratio < 999.5 ? String.format(Locale.ROOT, "x%.0f", ratio) : ">x999";
  }

  /** Spells a number in five columns. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    int prefix = NO_PREFIX;
    double scaled = value;
    while (Math.abs(scaled) >= 999.5 && prefix < PREFIXES.length - 1) {
      scaled /= 1000;
      prefix++;
    }
    while (Math.abs(scaled) < 0.9995 && prefix > 0) {
      scaled *= 1000;
      prefix--;
    }
    int decimals = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
    if (prefix == NO_PREFIX && scaled == Math.rint(scaled)) {
      decimals = 0;
    }
    return String.format(Locale.ROOT, "%." + decimals + "f%s", scaled, PREFIXES[prefix]);
  }

  private static String summary(Answer card, int hidden) {
    Map<String, Long> counts =
        card.rows().stream()
            .flatMap(row -> row.entries().stream())
            .collect(
                Collectors.groupingBy(Screen::sign, LinkedHashMap::new, Collectors.counting()));
    String what =
        Stream.of(
                "✓ better", "✗ worse", "= the same", "! changed", "~ undecided", "? too few forks")
            .filter(kind -> counts.containsKey(kind.substring(0, 1)))
            .map(kind -> counts.get(kind.substring(0, 1)) + " " + kind.substring(2))
            .collect(Collectors.joining(", "));
    return (hidden == 0 ? "" : hidden + " more rows in the report; ")
        + "of all metrics: "
        + (what.isEmpty() ? "none was compared" : what);
  }

  /** Counts by kind, the worst first: findings that differ in names and numbers only are one. */
  static List<String> kinds(List<Finding> findings) {
    Map<String, List<Finding>> kinds = new LinkedHashMap<>();
    findings.forEach(
        finding -> kinds.computeIfAbsent(kind(finding), _ -> new ArrayList<>()).add(finding));
    List<List<Finding>> sorted =
        kinds.values().stream()
            .sorted(
                Comparator.<List<Finding>>comparingInt(kind -> severity(kind.getFirst()))
                    .thenComparing(
                        Comparator.comparingInt((List<Finding> kind) -> kind.size()).reversed()))
            .toList();
    List<String> lines = new ArrayList<>();
    for (List<Finding> kind : sorted) {
      String text = Visible.text(kind.getFirst().text());
      lines.add(
          cut(
              (kind.size() == 1 ? "warning: " : kind.size() + " warnings such as: ") + text,
              WIDTH));
    }
    if (lines.size() > MOST_FINDINGS) {
      int more = lines.size() - MOST_FINDINGS + 1;
      lines = new ArrayList<>(lines.subList(0, MOST_FINDINGS - 1));
      lines.add("%d more kinds of warnings in the report".formatted(more));
    }
    return lines;
  }

  private static String kind(Finding finding) {
    return finding
        .text()
        .replaceAll("[A-Z]\\w*/\\S+|[a-z0-9]+/\\S+ \\S+:", "")
        .replaceAll("\\([^)]*\\)", "")
        .replaceAll("[0-9.,:∞]+", "");
  }

  private static int severity(Finding finding) {
    for (int rank = 0; rank < WORST_FIRST.size(); rank++) {
      if (finding.text().contains(WORST_FIRST.get(rank))) {
        return rank;
      }
    }
    return WORST_FIRST.size();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
