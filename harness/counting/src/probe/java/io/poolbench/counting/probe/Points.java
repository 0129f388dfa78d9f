package io.poolbench.counting.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Collects what iterations of different lengths allocated. The reply says {@code operations} of
 * each and, for each class, {@code count.} with its name: {@code 3:120:2880} for 120 objects of
 * 2,880 bytes in the fourth. What an iteration left as it was is left out. {@code fillers} says
 * that the JVM fills gaps of its heap with ordinary arrays of int and objects, which are counted
 * among these.
 */
public final class Points {

  /** The class of a text's bytes, as the JVM names it. */
  private static final String BYTES = "[B";

  private static final class Point {
    final long operations;
    final ClassHistogram before;
    final ClassHistogram after;

    Point(long operations, ClassHistogram before, ClassHistogram after) {
      this.operations = operations;
      this.before = before;
      this.after = after;
    }
  }

  private final List<Point> points = new ArrayList<>();

  /** Adds an iteration that lies between two histograms. */
  public void add(long operations, ClassHistogram before, ClassHistogram after) {
    points.add(new Point(operations, before, after));
  }

  /** Tells whether there is no slope, since every iteration did as many operations. */
  public boolean areOfOneLength() {
    return points.stream().mapToLong(point -> point.operations).distinct().count() < 2;
  }

  /** Returns how many iterations there are. */
  public int size() {
    return points.size();
  }

  /** Writes the iterations into a reply. */
  public void tell(Properties reply) {
    StringBuilder operations = new StringBuilder();
    Map<String, StringBuilder> counts = new TreeMap<>();
    for (int at = 0; at < points.size(); at++) {
      Point point = points.get(at);
      operations.append(operations.length() == 0 ? "" : " ").append(point.operations);
      int index = at;
      point
          .after
          .since(point.before)
          .forEach(
              (name, more) -> {
                if (more.objects != 0) {
                  // Its length varies with the classes of which there is any object, and so from
                  // iteration to iteration.
                  long own = name.equals(BYTES) ? point.before.ownBytes() : 0;
                  StringBuilder count = counts.computeIfAbsent(name, _key -> new StringBuilder());
                  count.append(count.length() == 0 ? "" : " ").append(index).append(':');
                  count.append(more.objects).append(':').append(more.bytes - own);
                }
              });
    }
    reply.setProperty("operations", operations.toString());
    if (!ClassHistogram.namesFillers()) {
      reply.setProperty("fillers", "unnamed");
    }
    counts.forEach((name, count) -> reply.setProperty("count." + name, count.toString()));
  }
}
