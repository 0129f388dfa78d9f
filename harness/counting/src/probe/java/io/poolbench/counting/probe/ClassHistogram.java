package io.poolbench.counting.probe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the objects of each class in the heap, as the JVM's own diagnostic command {@code
 * GC.class_histogram} tells. The text is kept and parsed late, so that what parsing allocates is
 * not counted.
 */
public final class ClassHistogram {

  /** Objects that hold no data, by which the JVM keeps its heap walkable. */
  private static final String FILLER = "jdk.internal.vm.Filler";

  /** Objects and bytes of one class. */
  public static final class Tally {
    /** The tally of a class of which there are none. */
    public static final Tally NONE = new Tally(0, 0);

    /** The number of objects. */
    public final long objects;

    /** The bytes that they take. */
    public final long bytes;

    Tally(long objects, long bytes) {
      this.objects = objects;
      this.bytes = bytes;
    }
  }

  private static final int KNOWN_OBJECTS = 1000;

  /** Allocated and thrown away, to see whether the histogram counts what is dead. */
  private static final class Known {}

  @SuppressWarnings("UnusedVariable") // written, so that the objects are made
  private static volatile @Nullable Known sink;

  private final String text;

  private ClassHistogram(String text) {
    this.text = text;
  }

  /** Counts every object that lies in the heap, dead or alive; collects nothing. */
  public static ClassHistogram ofAll() {
    return new ClassHistogram(Diagnostics.run(Diagnostics.Command.HISTOGRAM, "-all"));
  }

  /** Counts the objects that survive a full collection. */
  public static ClassHistogram ofLiving() {
    return new ClassHistogram(Diagnostics.run(Diagnostics.Command.HISTOGRAM));
  }

  /** Returns the histogram of which this is the {@link #text}. */
  public static ClassHistogram of(String text) {
    return new ClassHistogram(text);
  }

  /** Returns the histogram as the JVM wrote it. */
  public String text() {
    return text;
  }

  /**
   * Tells whether this JVM counts objects that are dead, as ZGC does not.
   *
   * @throws IllegalStateException when this JVM has no histogram at all
   */
  public static boolean countsTheDead() {
    System.gc();
    ClassHistogram before = ofAll();
    for (int i = 0; i < KNOWN_OBJECTS; i++) {
      sink = new Known();
    }
    return ofAll().since(before).getOrDefault(Known.class.getName(), Tally.NONE).objects
        == KNOWN_OBJECTS;
  }

  /** Tells whether the JVM's fillers can be told from other objects: since JDK 19. */
  static boolean namesFillers() {
    try {
      Class.forName("jdk.internal.vm.FillerObject");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Returns the tallies by name, as the JVM writes it: {@code [B} for arrays of bytes. */
  public Map<String, Tally> byClass() {
    Map<String, Tally> tallies = new HashMap<>();
    lines().forEach(line -> add(line, 1, tallies));
    return tallies;
  }

  /**
   * Returns by how much the tallies differ from those of an earlier histogram, by name. Lines that
   * are the same in both are not parsed: in a JVM that has just started, that would take longer
   * than all that is counted.
   */
  Map<String, Tally> since(ClassHistogram earlier) {
    Set<String> now = lines();
    Set<String> then = earlier.lines();
    Map<String, Tally> differences = new HashMap<>();
    for (String line : now) {
      if (!then.contains(line)) {
        add(line, 1, differences);
      }
    }
    for (String line : then) {
      if (!now.contains(line)) {
        add(line, -1, differences);
      }
    }
    return differences;
  }

  /** Returns what stands behind the rank, which is a number with a colon. */
  private Set<String> lines() {
    Set<String> lines = new HashSet<>();
    int at = 0;
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      int colon = text.indexOf(':', at);
      if (colon >= 0 && colon < end) {
        String line = text.substring(colon + 1, end);
        while (!lines.add(line)) {
          // Two class loaders may each have a class of one name, and as many of it.
          line += " ";
        }
      }
      at = end + 1;
    }
    return lines;
  }

  /** Adds a line, or takes it away: objects, bytes, class and, from JDK 9 on, its module. */
  private static void add(String line, int sign, Map<String, Tally> tallies) {
    StringTokenizer words = new StringTokenizer(line);
    if (words.countTokens() < 3) {
      return;
    }
    Tally tally =
        new Tally(
            sign * Long.parseLong(words.nextToken()), sign * Long.parseLong(words.nextToken()));
    String name = words.nextToken();
    if (!name.startsWith(FILLER) && !(name.startsWith("[") && name.contains("[L" + FILLER))) {
      tallies.merge(name, tally, ClassHistogram::sum);
    }
  }

  private static Tally sum(Tally one, Tally other) {
    return new Tally(one.objects + other.objects, one.bytes + other.bytes);
  }

  /** Returns the bytes of its own text, which is made when the objects are counted already. */
  long ownBytes() {
    return text.length();
  }
}
