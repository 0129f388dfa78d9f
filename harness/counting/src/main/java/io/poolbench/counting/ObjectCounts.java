package io.poolbench.counting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects that one operation allocates, by class: the slope of what iterations of different
 * lengths allocated, over their operations. What each iteration allocates once, whatever its
 * length, cancels out. The slope is a weighted median over all pairs of iterations, so that what
 * comes in between once, as a class that is loaded, does not bend it (Theil and Sen; weights after
 * Jaeckel, "Estimating Regression Coefficients by Minimizing the Dispersion of the Residuals",
 * 1972).
 *
 * @param classes those of which an operation allocates any, the most bytes first
 */
public record ObjectCounts(List<Tally> classes) {

  /**
   * Objects of one class.
   *
   * @param type name as Java's source has it
   * @param objects per operation; whole where every iteration but a few shows a whole number
   * @param bytes per operation
   */
  public record Tally(String type, double objects, double bytes) {}

  private static final String COUNT = "count.";

  /** Objects of a class that may come in between, or be missing, in an iteration. */
  private static final double STRAYS = 4;

  /** A part of an operation's objects that is no more than noise. */
  private static final double NOISE = 0.002;

  /** The same where the JVM fills gaps of its heap with objects of the class. */
  private static final double FILLED = 0.03;

  /** The classes with which an older JVM fills gaps. */
  private static final Set<String> FILLERS = Set.of("int[]", "java.lang.Object");

  /** The objects per operation above which strays could make any number whole. */
  private static final double COARSE = 0.25;

  /** Bytes that strays do not add up to: of objects that are rare and large. */
  private static final double LARGE = 64 << 10;

  /** Iterations that have to agree on a whole number. */
  private static final double MOST = 0.75;

  /** The bytes to which objects are aligned. */
  private static final double ALIGNMENT = 8;

  public ObjectCounts {
    classes = List.copyOf(classes);
  }

  /**
   * Reads the reply of the probe.
   *
   * @param reply with {@code operations} of each iteration and, by class, what it allocated
   */
  public static ObjectCounts of(Properties reply) {
    double[] operations =
        Arrays.stream(reply.getProperty("operations").split(" ", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    Map<String, Series> byClass = new TreeMap<>();
    for (String key : reply.stringPropertyNames()) {
      if (key.startsWith(COUNT)) {
        byClass
            .computeIfAbsent(
                ClassNames.readable(key.substring(COUNT.length())),
                _key -> new Series(operations.length))
            .add(reply.getProperty(key));
      }
    }
    boolean unnamed = reply.containsKey("fillers");
    List<Tally> tallies = new ArrayList<>();
    byClass.forEach(
        (type, series) -> {
          double noise = unnamed && FILLERS.contains(type) ? FILLED : NOISE;
          Tally tally = tally(type, operations, series, noise);
          if (tally.objects > 0) {
            tallies.add(tally);
          }
        });
    tallies.sort(Comparator.comparingDouble(Tally::bytes).reversed());
    return new ObjectCounts(tallies);
  }

  /** The objects and bytes that each iteration allocated of one class. */
  private static final class Series {
    private final double[] objects;
    private final double[] bytes;

    Series(int iterations) {
      objects = new double[iterations];
      bytes = new double[iterations];
    }

    /** Adds {@code iteration:objects:bytes} and so on; hidden classes may share a name. */
    void add(String counts) {
      for (String count : counts.split(" ", -1)) {
        String[] parts = count.split(":", -1);
        int iteration = Integer.parseInt(parts[0]);
        objects[iteration] += Double.parseDouble(parts[1]);
        bytes[iteration] += Double.parseDouble(parts[2]);
      }
    }
  }

  private static Tally tally(String type, double[] operations, Series series, double noise) {
    double objects = slope(operations, series.objects);
    double bytes = slope(operations, series.bytes);
    double whole = Math.rint(objects);
    if (!isWhole(whole, operations, series.objects, noise)) {
      return new Tally(type, objects, bytes);
    }
    boolean large = bytes >= 1 && bytes * range(operations) >= LARGE;
    // A filler may be large too.
    if (whole == 0 && large && noise == NOISE) {
      return new Tally(type, objects, bytes);
    }
    double aligned = Math.rint(bytes / ALIGNMENT) * ALIGNMENT;
    return new Tally(type, whole, Math.abs(bytes - aligned) < 1 ? aligned : bytes);
  }

  /** Tells whether so many objects per operation explain all iterations but a few. */
  private static boolean isWhole(
      double whole, double[] operations, double[] objects, double noise) {
    double range = range(operations);
    double slack = STRAYS + noise * range;
    if (slack > COARSE * range) {
      return false;
    }
    double[] rest = new double[objects.length];
    Arrays.setAll(rest, i -> objects[i] - whole * operations[i]);
    double middle = median(rest);
    long agreeing = Arrays.stream(rest).filter(r -> Math.abs(r - middle) <= slack).count();
    return agreeing >= MOST * objects.length;
  }

  private static double range(double[] operations) {
    return Arrays.stream(operations).max().orElse(0) - Arrays.stream(operations).min().orElse(0);
  }

  /**
   * Returns the median; that of the reports is out of reach of a module that knows the JDK only.
   */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private record Pair(double slope, double weight) {}

  private static double slope(double[] x, double[] y) {
    List<Pair> pairs = new ArrayList<>();
    double weights = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double run = x[i] - x[j];
        if (run != 0) {
          pairs.add(new Pair((y[i] - y[j]) / run, Math.abs(run)));
          weights += Math.abs(run);
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::slope));
    double seen = 0;
    for (Pair pair : pairs) {
      seen += pair.weight;
      if (seen >= weights / 2) {
        return pair.slope;
      }
    }
    return 0;
  }

  /** Returns the objects per operation, of all classes. */
  public double objects() {
    return classes.stream().mapToDouble(Tally::objects).sum();
  }

  /** Returns the bytes per operation, of all classes. */
  public double bytes() {
    return classes.stream().mapToDouble(Tally::bytes).sum();
  }
}
