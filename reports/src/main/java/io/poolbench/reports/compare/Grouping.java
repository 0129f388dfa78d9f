package io.poolbench.reports.compare;

import io.poolbench.reports.compare.ProjectionParser.Part;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides which results take part, and which of them stand in one table, row and column. */
public final class Grouping {

  /** A projection of everything by its file, which is benchstat's default for columns. */
  public static final String BY_FILE = Keys.FILE;

  /** A projection by the arm, in the order in which the arms come. */
  public static final String BY_VARIANT = "/variant";

  private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./][\\w./-]*");

  final Projection table;
  final Projection row;
  final Projection column;
  final Projection residue;
  final Filter filter;
  private final Projection ignored;

  private Grouping(
      Projection table,
      Projection row,
      Projection column,
      Projection ignored,
      Projection residue,
      Filter filter) {
    this.table = table;
    this.row = row;
    this.column = column;
    this.ignored = ignored;
    this.residue = residue;
    this.filter = filter;
  }

  /**
   * Reads the expressions of the command line. A specific key that any projection names, such as
   * {@code /size} or {@code goos}, is taken out of the general keys {@code .fullname} and {@code
   * .config} of all.
   *
   * @throws InputException naming the option and the column of a syntax error
   */
  public static Grouping of(String table, String row, String column, String ignore, String filter) {
    List<Part> tableParts = ProjectionParser.parse("--table", table);
    List<Part> rowParts = ProjectionParser.parse("--row", row);
    List<Part> columnParts = ProjectionParser.parse("--col", column);
    List<Part> ignoredParts = ProjectionParser.parse("--ignore", ignore);
    Set<String> keys = new HashSet<>();
    for (List<Part> parts : List.of(tableParts, rowParts, columnParts, ignoredParts)) {
      parts.forEach(part -> keys.add(part.key()));
    }
    return new Grouping(
        projection(tableParts, keys),
        projection(rowParts, keys),
        projection(columnParts, keys),
        projection(ignoredParts, keys),
        residue(keys),
        FilterParser.parse("--filter", filter));
  }

  private static Projection projection(List<Part> parts, Set<String> keys) {
    return new Projection(
        parts.stream().map(part -> new Field(part.key(), part.order(), keys)).toList());
  }

  /** Projects all other keys: results of one cell that differ in them were pooled by mistake. */
  private static Projection residue(Set<String> keys) {
    List<Field> fields = new ArrayList<>();
    for (String general : List.of(Keys.CONFIGURATION, Keys.FULL_NAME)) {
      if (!keys.contains(general)) {
        fields.add(new Field(general, new Order.FirstSeen(), keys));
      }
    }
    return new Projection(fields);
  }

  boolean admits(Benchmark benchmark) {
    return table.admits(benchmark)
        && row.admits(benchmark)
        && column.admits(benchmark)
        && ignored.admits(benchmark);
  }

  /**
   * Returns the column projection for these inputs when the user names none: the variants of a
   * single run in the order of its plan, because the trials themselves ran in random order;
   * otherwise the files.
   */
  public static String defaultColumns(int inputs, List<StoredRun> runs) {
    if (inputs != 1 || runs.size() != 1) {
      return BY_FILE;
    }
    Set<String> variants = new LinkedHashSet<>();
    runs.getFirst().subjects().forEach(subject -> variants.addAll(subject.variants()));
    boolean plain = variants.stream().allMatch(v -> PLAIN_WORD.matcher(v).matches());
    return variants.isEmpty() || !plain
        ? BY_VARIANT
        : BY_VARIANT + "@(" + String.join(" ", variants) + ")";
  }
}
