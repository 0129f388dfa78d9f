package io.poolbench.reports.view;

import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.Sample;
import io.poolbench.reports.unit.Decimals;
import io.poolbench.reports.view.Delta.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in few words what the tables of a report hold. */
public final class ScorecardBuilder {

  private static final Map<String, String> WORDS =
      Map.of(
          "sec/op", "time",
          "B/op", "allocated bytes",
          "allocs/op", "allocated objects",
          "retained-B/conn", "bytes retained per connection",
          "direct-B/conn", "direct memory per connection",
          "fds/conn", "file descriptors per connection",
          "op/sec", "operations per second",
          "B/sec", "bytes per second");

  /** Units that are told first, where they were measured. */
  private static final List<String> TELLING =
      List.of("B/op", "allocs/op", "sec/op", "op/sec", "retained-B/conn", "fds/conn");

  /** The most benchmarks whose range the first sentence gives; of more it gives medians. */
  private static final int FEW_BENCHMARKS = 8;

  private static final int MOST_METRICS = 5;
  private static final int MOST_LINES = 12;
  private static final int MOST_WORSE = 3;
  private static final String FROM_NOTHING = "from nothing";

  /** A bar that rises more than this ends there, and says so. */
  private static final double LONGEST = 2.5;

  private final ReportModel model;
  private final Map<String, StoredRun.Subject> subjects = new HashMap<>();

  private record Compared(
      String benchmark,
      String base,
      String arm,
      String unit,
      Cell before,
      Cell after,
      Delta delta) {

    String words() {
      return benchmark + " " + arm;
    }

    boolean isTestable() {
      return delta.effect() != Effect.UNTESTABLE;
    }
  }

  private record LineKey(String name, boolean technique, String base, String arm) {}

  private ScorecardBuilder(ReportModel model) {
    this.model = model;
    for (StoredRun run : model.runs()) {
      run.subjects().forEach(subject -> subjects.putIfAbsent(subject.name(), subject));
    }
  }

  /** Makes the first screen of a report. */
  public static Scorecard of(ReportModel model) {
    return new ScorecardBuilder(model).build();
  }

  private Scorecard build() {
    List<Compared> all = compared();
    List<String> units = units(all);
    Map<LineKey, List<Compared>> byLine = new LinkedHashMap<>();
    for (Compared each : all) {
      if (units.contains(each.unit)) {
        byLine.computeIfAbsent(key(each), _ -> new ArrayList<>()).add(each);
      }
    }
    List<Scorecard.Line> lines = new ArrayList<>();
    byLine.forEach((key, members) -> lines.add(line(key, members)));
    int omitted = Math.max(0, lines.size() - MOST_LINES);
    if (omitted > 0) {
      lines.sort(Comparator.comparingDouble(line -> -distance(line)));
    }
    List<Scorecard.Line> shown = lines.subList(0, lines.size() - omitted);
    return new Scorecard(
        headline(all, units),
        asides(all),
        units.stream().map(unit -> new Scorecard.Metric(unit, words(unit))).toList(),
        shown,
        omitted,
        most(shown));
  }

  private List<Compared> compared() {
    List<Compared> all = new ArrayList<>();
    for (Table table : model.tables()) {
      List<String> columns =
          table.columns().stream().map(column -> String.join(" ", column.labels())).toList();
      for (Table.Row row : table.rows()) {
        Cell base = row.cells().getFirst();
        for (int column = 1; column < row.cells().size(); column++) {
          Cell cell = row.cells().get(column);
          if (base != null && cell != null && cell.delta() != null) {
            all.add(
                new Compared(
                    row.label(),
                    columns.getFirst(),
                    columns.get(column),
                    table.unit(),
                    base,
                    cell,
                    cell.delta()));
          }
        }
      }
    }
    return all;
  }

  private static List<String> units(List<Compared> all) {
    List<String> measured = all.stream().map(Compared::unit).distinct().toList();
    List<String> units = new ArrayList<>(TELLING);
    units.retainAll(measured);
    measured.stream().filter(unit -> !units.contains(unit)).forEach(units::add);
    boolean known = !units.isEmpty() && TELLING.contains(units.getFirst());
    return units.stream()
        .filter(unit -> !known || TELLING.contains(unit))
        .limit(MOST_METRICS)
        .toList();
  }

  private static String words(String unit) {
    return WORDS.getOrDefault(unit, unit);
  }

  private LineKey key(Compared each) {
    String technique = subject(each.benchmark).map(StoredRun.Subject::technique).orElse("");
    return technique.isEmpty()
        ? new LineKey(each.benchmark, false, each.base, each.arm)
        : new LineKey(technique, true, each.base, each.arm);
  }

  /** Finds the subject; where runs are compared, the variant is still a part of the name. */
  private Optional<StoredRun.Subject> subject(String benchmark) {
    StoredRun.Subject exact = subjects.get(benchmark);
    return exact != null
        ? Optional.of(exact)
        : subjects.values().stream()
            .filter(s -> benchmark.startsWith(BenchmarkName.arm(s.name(), "")))
            .findFirst();
  }

  private Scorecard.Line line(LineKey key, List<Compared> members) {
    Map<String, List<Compared>> byUnit =
        members.stream()
            .collect(
                Collectors.groupingBy(Compared::unit, LinkedHashMap::new, Collectors.toList()));
    Map<String, Scorecard.Cell> cells = new HashMap<>();
    byUnit.forEach((unit, each) -> cells.put(unit, cell(unit, key.arm, each)));
    return new Scorecard.Line(key.name, key.technique, key.base, key.arm, cells);
  }

  private Scorecard.Cell cell(String unit, String arm, List<Compared> members) {
    List<Double> ratios =
        members.stream().map(each -> each.delta.ratio()).filter(Double::isFinite).sorted().toList();
    boolean single = members.size() == 1;
    Compared first = members.getFirst();
    return new Scorecard.Cell(
        single ? first.before.center().scaled() : members.size() + " results",
        single ? first.after.center().scaled() : "",
        ratios.isEmpty() ? Double.NaN : ratios.getFirst(),
        ratios.isEmpty() ? Double.NaN : Sample.of(ratios).median(),
        ratios.isEmpty() ? Double.NaN : ratios.getLast(),
        single ? first.delta.text() : range(ratios),
        verdict(members),
        effect(members),
        seeds(unit, arm, members));
  }

  /** The whole range, not the mean alone: a pool that loses somewhere must not hide behind it. */
  private static String range(List<Double> ratios) {
    if (ratios.isEmpty()) {
      return "?";
    }
    String low = percent(ratios.getFirst());
    String high = percent(ratios.getLast());
    return low.equals(high) ? low : low + " to " + high;
  }

  private static String percent(double ratio) {
    return Decimals.signed(100 * (ratio - 1), 1) + "%";
  }

  private static Map<Effect, Long> counts(List<Compared> members) {
    Map<Effect, Long> counts = new EnumMap<>(Effect.class);
    members.forEach(each -> counts.merge(each.delta.effect(), 1L, Long::sum));
    return counts;
  }

  private static String verdict(List<Compared> members) {
    Map<Effect, Long> counts = counts(members);
    return counts.size() == 1
        ? word(counts.keySet().iterator().next())
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + word(entry.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static String word(Effect effect) {
    return switch (effect) {
      case NONE -> "no difference seen";
      case BETTER -> "better";
      case WORSE -> "worse";
      case CHANGED -> "changed";
      case UNTESTABLE -> "too few forks";
    };
  }

  /** Any loss outweighs all gains. */
  private static Effect effect(List<Compared> members) {
    Map<Effect, Long> counts = counts(members);
    for (Effect effect :
        List.of(Effect.WORSE, Effect.BETTER, Effect.CHANGED, Effect.NONE, Effect.UNTESTABLE)) {
      if (counts.containsKey(effect)) {
        return effect;
      }
    }
    return Effect.NONE;
  }

  private List<Scorecard.Seed> seeds(String unit, String arm, List<Compared> members) {
    return members.stream()
        .flatMap(each -> subject(each.benchmark).stream())
        .flatMap(subject -> subject.seeds().stream())
        .filter(seed -> seed.unit().equals(unit))
        .filter(seed -> seed.variant().isEmpty() || seed.variant().equals(arm))
        .filter(seed -> seed.before() > 0 && Double.isFinite(seed.after()))
        .map(
            seed -> {
              double ratio = seed.after() / seed.before();
              return new Scorecard.Seed(ratio, percent(ratio), seed.source());
            })
        .toList();
  }

  private static double distance(Scorecard.Line line) {
    return line.cells().values().stream()
        .filter(cell -> cell.effect() == Effect.BETTER || cell.effect() == Effect.WORSE)
        .mapToDouble(cell -> Math.abs(Math.log(Math.max(1e-5, cell.middle()))))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static double most(List<Scorecard.Line> lines) {
    double most = 1;
    for (Scorecard.Line line : lines) {
      for (Scorecard.Cell cell : line.cells().values()) {
        most = Math.max(most, Double.isFinite(cell.high()) ? cell.high() : 1);
        for (Scorecard.Seed seed : cell.seeds()) {
          most = Math.max(most, seed.ratio());
        }
      }
    }
    return Math.min(LONGEST, most);
  }

  private String headline(List<Compared> all, List<String> units) {
    if (model.tables().isEmpty()) {
      return "There is no measurement to show.";
    }
    if (all.isEmpty()) {
      long benchmarks =
          model.tables().stream()
              .flatMap(table -> table.rows().stream())
              .map(Table.Row::label)
              .distinct()
              .count();
      return "%s measured, with nothing to compare: the page shows values and how much they vary."
          .formatted(counted(benchmarks, "benchmark"));
    }
    boolean many = all.stream().map(Compared::benchmark).distinct().count() > FEW_BENCHMARKS;
    List<String> clauses = new ArrayList<>(clauses(all, units, many));
    if (clauses.isEmpty()) {
      // Of single forks only others can be tested, such as what the source asks for.
      clauses.addAll(clauses(all, others(all, units), many));
      boolean tested =
          all.stream().anyMatch(each -> each.isTestable() && units.contains(each.unit));
      if (tested && !clauses.isEmpty()) {
        clauses.addFirst(
            "no difference in %s was seen"
                .formatted(listed(units.stream().map(ScorecardBuilder::words).toList())));
      }
    }
    String against =
        listed(all.stream().map(Compared::arm).distinct().toList())
            + " against "
            + listed(all.stream().map(Compared::base).distinct().toList())
            + ": ";
    if (clauses.isEmpty()) {
      long testable = all.stream().filter(Compared::isTestable).count();
      return against
          + (testable == 0
              ? "no difference can be seen or ruled out by so few forks."
              : testable == all.size()
                  ? "no difference was seen in any benchmark."
                  : "no difference was seen in the %d of %d comparisons that have forks enough."
                      .formatted(testable, all.size()));
    }
    return against + String.join("; ", clauses) + ".";
  }

  private static List<String> others(List<Compared> all, List<String> units) {
    return all.stream()
        .map(Compared::unit)
        .distinct()
        .filter(unit -> !units.contains(unit))
        .limit(MOST_METRICS)
        .toList();
  }

  private static List<String> clauses(List<Compared> all, List<String> units, boolean many) {
    return units.stream()
        .flatMap(
            unit ->
                clause(unit, all.stream().filter(each -> each.unit.equals(unit)).toList(), many)
                    .stream())
        .toList();
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /**
   * Says how a metric changed; empty where no comparison could be tested, and where of many
   * benchmarks none changed.
   */
  private static Optional<String> clause(String unit, List<Compared> members, boolean many) {
    List<Compared> testable = members.stream().filter(Compared::isTestable).toList();
    if (testable.isEmpty()) {
      return Optional.empty();
    }
    List<Double> fell = sizes(testable, each -> each.delta.ratio() < 1);
    List<Double> rose = sizes(testable, each -> each.delta.ratio() > 1);
    if (fell.isEmpty() && rose.isEmpty()) {
      return many ? Optional.empty() : Optional.of("no difference in " + words(unit) + " was seen");
    }
    String moved =
        many
            ? ofMany(fell, rose, testable.size())
            : Stream.of(moved("fell", fell, testable.size()), moved("rose", rose, testable.size()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
    return Optional.of(words(unit) + " " + moved);
  }

  /**
   * Gives numbers and the median of the more frequent direction: the smallest and the largest of
   * many say little, and the scorecard has them.
   */
  private static String ofMany(List<Double> fell, List<Double> rose, int testable) {
    boolean mostFell = fell.size() >= rose.size();
    List<Double> more = mostFell ? fell : rose;
    List<Double> fewer = mostFell ? rose : fell;
    List<Double> finite = more.stream().filter(Double::isFinite).toList();
    int fromNothing = more.size() - finite.size();
    String size =
        finite.isEmpty() ? FROM_NOTHING : "median " + size(Sample.of(finite).median()) + "\u00a0%";
    String others =
        finite.isEmpty() || fromNothing == 0 ? "" : ", but " + fromNothing + " " + FROM_NOTHING;
    String most =
        (mostFell ? "fell in " : "rose in ")
            + "%d of %d (%s%s)".formatted(more.size(), testable, size, others);
    return fewer.isEmpty()
        ? most
        : most + (mostFell ? " and rose in " : " and fell in ") + fewer.size();
  }

  /** Returns by how many percent each has changed that did in a direction, the least first. */
  private static List<Double> sizes(List<Compared> testable, Predicate<Compared> direction) {
    return testable.stream()
        .filter(each -> each.delta.differs())
        .filter(direction)
        .map(each -> Math.abs(100 * (each.delta.ratio() - 1)))
        .sorted()
        .toList();
  }

  private static Optional<String> moved(String verb, List<Double> sizes, int testable) {
    if (sizes.isEmpty()) {
      return Optional.empty();
    }
    // What rose from nothing has no size.
    List<Double> finite = sizes.stream().filter(Double::isFinite).toList();
    String by =
        finite.isEmpty() ? FROM_NOTHING : by(size(finite.getFirst()), size(finite.getLast()));
    return Optional.of(verb + " " + by + " (" + sizes.size() + " of " + testable + ")");
  }

  private static String by(String low, String high) {
    return low.equals(high) ? "by " + low + "\u00a0%" : "by " + low + " to " + high + "\u00a0%";
  }

  /** Writes as many digits as tell the size from nothing and from everything. */
  private static String size(double percent) {
    boolean nearlyAll = percent > 99 && percent < 100;
    return Decimals.fixed(percent, nearlyAll ? 2 : percent < 10 ? 1 : 0);
  }

  private List<String> asides(List<Compared> all) {
    List<String> asides = new ArrayList<>();
    List<Compared> worse =
        all.stream().filter(each -> each.delta.effect() == Effect.WORSE).toList();
    if (!worse.isEmpty()) {
      String named =
          worse.stream()
              .sorted(Comparator.comparingDouble(each -> -Math.abs(each.delta.ratio() - 1)))
              .limit(MOST_WORSE)
              .map(each -> words(each.unit) + " of " + each.words() + " " + by(each.delta))
              .collect(Collectors.joining(", "));
      int more = worse.size() - MOST_WORSE;
      asides.add("Worse: " + named + (more > 0 ? ", and " + more + " more." : "."));
    } else if (!all.isEmpty()) {
      asides.add("Nothing became worse that these forks can tell.");
    }
    long alone = alone();
    if (alone > 0 && !all.isEmpty()) {
      asides.add(counted(alone, "value") + " of one column alone could not be compared.");
    }
    return asides;
  }

  private static String by(Delta delta) {
    return Double.isFinite(delta.ratio()) ? delta.text() : FROM_NOTHING;
  }

  /** Counts rows that have a value in one column alone, where there are several. */
  private long alone() {
    return model.tables().stream()
        .filter(table -> table.columns().size() > 1)
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.cells().stream().filter(ScorecardBuilder::isMeasured).count() == 1)
        .count();
  }

  private static boolean isMeasured(@Nullable Cell cell) {
    return cell != null;
  }

  private static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
