package io.poolbench.reports.view;

import io.poolbench.reports.unit.Decimals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The causes that made a benchmark worse.
 *
 * @param units that have become worse, as in {@code B/op, allocs/op}
 * @param causes the largest first; empty where nothing was found
 */
public record Explanation(String benchmark, String units, List<Cause> causes) {

  /** Fewer causes are read; the rest is small. */
  private static final int MOST = 5;

  /** Objects of an operation that a census may miss or see twice. */
  private static final double LEAST_OBJECTS = 0.05;

  /** Bytes likewise. */
  private static final double LEAST_BYTES = 1;

  /** Part of an operation's time below which call sites differ by chance. */
  private static final double LEAST_SHARE = 0.01;

  public Explanation {
    causes = List.copyOf(causes);
  }

  /** One cause that made a benchmark worse. */
  public sealed interface Cause {

    /** Returns the place, as in {@code Codec.encode(Codec.java:42)}; empty where not known. */
    String site();

    /** Returns the cause as people read it. */
    String text();
  }

  /**
   * More objects of one class.
   *
   * @param objects more per operation
   * @param bytes more per operation
   */
  public record Allocated(String type, String site, double objects, double bytes) implements Cause {

    @Override
    public String text() {
      String what =
          Math.abs(objects) < LEAST_OBJECTS
              ? "larger %2$s (%1$s B)".formatted(signed(bytes), type)
              : "%s %s (%s B)".formatted(signed(objects), type, signed(bytes));
      return site.isEmpty() ? what : what + " at " + site;
    }
  }

  /**
   * Bytes that a unit retains more of one class.
   *
   * @param before bytes per unit
   * @param after likewise
   */
  public record Held(String type, double before, double after) implements Cause {

    @Override
    public String site() {
      return "";
    }

    @Override
    public String text() {
      return "%s B in %s".formatted(signed(after - before), type);
    }
  }

  /**
   * A call site that takes more time.
   *
   * @param before seconds per operation
   * @param after likewise
   * @param shareBefore of all samples of CPU time, 0 to 1
   * @param shareAfter likewise
   */
  public record Slower(
      String site, double before, double after, double shareBefore, double shareAfter)
      implements Cause {

    @Override
    public String text() {
      return "%s ns/op in %s (%s %% -> %s %% of CPU time)"
          .formatted(
              Decimals.signed(1e9 * (after - before), 1),
              site,
              Decimals.fixed(100 * shareBefore, 1),
              Decimals.fixed(100 * shareAfter, 1));
    }
  }

  /**
   * The objects of one class that an operation allocates.
   *
   * @param objects per operation
   * @param bytes per operation
   */
  public record Tally(double objects, double bytes) {
    private static final Tally NONE = new Tally(0, 0);

    private Tally minus(Tally other) {
      return new Tally(objects - other.objects, bytes - other.bytes);
    }

    /** Adds both together. */
    public Tally plus(Tally other) {
      return new Tally(objects + other.objects, bytes + other.bytes);
    }

    private boolean isWorse() {
      return objects > LEAST_OBJECTS || bytes > LEAST_BYTES;
    }
  }

  /**
   * A call site and what it allocates of one class.
   *
   * @param site as in {@code a.b.Codec.encode:42}
   */
  public record Allocation(String type, String site, Tally tally) {

    /** Lines move from revision to revision; methods stay. */
    private String method() {
      return site.replaceFirst(":\\d+$", "");
    }
  }

  /**
   * Tells by which class an operation allocates more, as counted, and where, as recorded.
   *
   * @param before what the baseline allocates, by class
   * @param after likewise of the candidate
   * @param sitesBefore of the baseline; empty where none were recorded
   * @param sitesAfter of the candidate
   */
  public static Explanation ofObjects(
      String benchmark,
      String units,
      Map<String, Tally> before,
      Map<String, Tally> after,
      List<Allocation> sitesBefore,
      List<Allocation> sitesAfter) {
    List<Allocated> causes = new ArrayList<>();
    new TreeMap<>(after)
        .forEach(
            (type, tally) -> {
              Tally more = tally.minus(before.getOrDefault(type, Tally.NONE));
              if (more.isWorse()) {
                causes.addAll(at(type, more, sitesBefore, sitesAfter));
              }
            });
    causes.sort(Comparator.comparingDouble(Allocated::bytes).reversed());
    return new Explanation(benchmark, units, List.copyOf(causes.subList(0, most(causes))));
  }

  /**
   * Tells of which classes a unit retains more.
   *
   * @param before bytes per unit that the baseline retains, by class
   * @param after likewise of the candidate
   */
  public static Explanation ofHeld(
      String benchmark, String units, Map<String, Double> before, Map<String, Double> after) {
    List<Held> causes = new ArrayList<>();
    new TreeMap<>(after)
        .forEach(
            (type, bytes) -> {
              double old = before.getOrDefault(type, 0.0);
              if (bytes - old > LEAST_BYTES) {
                causes.add(new Held(type, old, bytes));
              }
            });
    causes.sort(Comparator.comparingDouble((Held its) -> its.after - its.before).reversed());
    return new Explanation(benchmark, units, List.copyOf(causes.subList(0, most(causes))));
  }

  /** The methods that allocate more of the class; what none of them explains has no site. */
  private static List<Allocated> at(
      String type, Tally more, List<Allocation> before, List<Allocation> after) {
    Map<String, Tally> old = byMethod(type, before);
    List<Allocated> found = new ArrayList<>();
    byMethod(type, after)
        .forEach(
            (method, tally) -> {
              Tally its = tally.minus(old.getOrDefault(method, Tally.NONE));
              if (its.isWorse()) {
                found.add(
                    new Allocated(
                        type, place(line(type, method, before, after)), its.objects, its.bytes));
              }
            });
    if (found.isEmpty()) {
      return List.of(new Allocated(type, "", more.objects, more.bytes));
    }
    // One site has all that was counted, which is exact; the recording need not be.
    return found.size() == 1
        ? List.of(new Allocated(type, found.getFirst().site, more.objects, more.bytes))
        : found;
  }

  private static Map<String, Tally> byMethod(String type, List<Allocation> sites) {
    Map<String, Tally> methods = new LinkedHashMap<>();
    sites.stream()
        .filter(site -> site.type.equals(type))
        .forEach(site -> methods.merge(site.method(), site.tally, Tally::plus));
    return methods;
  }

  /** Finds the line of the method that allocates most beyond what the same line did before. */
  private static String line(
      String type, String method, List<Allocation> before, List<Allocation> after) {
    Map<String, Double> old = new HashMap<>();
    before.stream()
        .filter(site -> site.type.equals(type))
        .forEach(site -> old.merge(site.site, site.tally.bytes, Double::sum));
    return after.stream()
        .filter(site -> site.type.equals(type) && site.method().equals(method))
        .max(
            Comparator.comparingDouble(site -> site.tally.bytes - old.getOrDefault(site.site, 0.0)))
        .map(Allocation::site)
        .orElse(method);
  }

  /** Writes a site as a stack trace has it, of a class whose file has its name. */
  static String place(String site) {
    String method = site.replaceFirst(":\\d+$", "");
    String type = method.replaceFirst("\\.[^.]*$", "");
    if (method.equals(site) || type.equals(method)) {
      return site;
    }
    String file = type.replaceFirst("^.*\\.", "").replaceFirst("(?<=.)\\$.*$", "");
    return "%s(%s.java:%s)".formatted(method, file, site.substring(method.length() + 1));
  }

  /**
   * Tells where the time goes that an operation takes more.
   *
   * @param before seconds per operation of the baseline
   * @param after of the candidate
   * @param sitesBefore share of the CPU time by call site, 0 to 1
   * @param sitesAfter likewise of the candidate
   */
  public static Explanation ofTime(
      String benchmark,
      String units,
      double before,
      double after,
      Map<String, Double> sitesBefore,
      Map<String, Double> sitesAfter) {
    List<Slower> causes = new ArrayList<>();
    sitesAfter.forEach(
        (site, share) -> {
          double old = sitesBefore.getOrDefault(site, 0.0);
          if (share * after - old * before > LEAST_SHARE * before) {
            causes.add(new Slower(site, old * before, share * after, old, share));
          }
        });
    causes.sort(Comparator.comparingDouble((Slower its) -> its.after - its.before).reversed());
    return new Explanation(benchmark, units, List.copyOf(causes.subList(0, most(causes))));
  }

  private static int most(List<?> causes) {
    return Math.min(MOST, causes.size());
  }

  private static String signed(double value) {
    double whole = Math.rint(value);
    return Math.abs(value - whole) < LEAST_OBJECTS / 2
        ? Decimals.signed(whole, 0)
        : Decimals.signed(value, 2);
  }

  /** Tells whether it is about that row. */
  public boolean explains(Verdicts.Row row) {
    return row.benchmark().equals(benchmark) && List.of(units.split(", ", -1)).contains(row.name());
  }

  /** Returns one line for each cause, and one where there is none. */
  public List<String> lines() {
    String name = benchmark + " " + units + ": ";
    return causes.isEmpty()
        ? List.of(name + "the recording shows no call site that explains it")
        : causes.stream().map(cause -> name + cause.text()).toList();
  }
}
