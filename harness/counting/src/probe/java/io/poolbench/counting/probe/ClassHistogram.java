package io.poolbench.counting.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the objects of each class in the heap, as the JVM's own diagnostic command {@code
 * GC.class_histogram} tells. The text is kept and parsed late, so that what parsing allocates is
 * not counted.
 */
public final class ClassHistogram {

  private static final String COMMAND = "gcClassHistogram";

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

  /**
   * Makes the JVM load what its first diagnostic command takes, some hundreds of classes, in a
   * thread beside the caller's.
   */
  public static void prepare() {
    Thread thread = new Thread(Compilers::isBusy, "poolbench-prepare");
    thread.setDaemon(true);
    thread.start();
  }

  /** Counts every object that lies in the heap, dead or alive; collects nothing. */
  public static ClassHistogram ofAll() {
    return new ClassHistogram(Diagnostics.runWith(COMMAND, "-all"));
  }

  /** Counts the objects that survive a full collection. */
  public static ClassHistogram ofLiving() {
    return new ClassHistogram(Diagnostics.runWith(COMMAND));
  }

  /**
   * Tells whether this JVM counts objects that are dead, as ZGC does not.
   *
   * @throws IllegalStateException when this JVM has no histogram at all
   */
  public static boolean countsTheDead() {
    System.gc();
    long before = ofAll().objectsOf(Known.class);
    for (int i = 0; i < KNOWN_OBJECTS; i++) {
      sink = new Known();
    }
    return ofAll().objectsOf(Known.class) - before == KNOWN_OBJECTS;
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
    for (String line : text.split("\n", -1)) {
      // Rank with a colon, objects, bytes, class and, from JDK 9 on, its module. Not by a regular
      // expression: in a JVM that has just started, that would take most of the time.
      StringTokenizer words = new StringTokenizer(line);
      if (words.countTokens() < 4 || !words.nextToken().endsWith(":")) {
        continue;
      }
      Tally tally = new Tally(Long.parseLong(words.nextToken()), Long.parseLong(words.nextToken()));
      String name = words.nextToken();
      if (!name.startsWith(FILLER) && !(name.startsWith("[") && name.contains("[L" + FILLER))) {
        // Two class loaders may each have a class of one name.
        tallies.merge(name, tally, ClassHistogram::sum);
      }
    }
    return tallies;
  }

  private static Tally sum(Tally one, Tally other) {
    return new Tally(one.objects + other.objects, one.bytes + other.bytes);
  }

  /** Returns the bytes of its own text, which is made when the objects are counted already. */
  long ownBytes() {
    return text.length();
  }

  private long objectsOf(Class<?> type) {
    return byClass().getOrDefault(type.getName(), Tally.NONE).objects;
  }
}
