package io.poolbench.harness.fork;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Variant;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jol.info.GraphLayout;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs in the fork of a footprint trial: holds half of the units, then all of them, and writes down
 * what each count retains. The size of the graph of objects is exact to the byte and the same in
 * every JVM of one layout (source: JOL 0.17), where the used heap is a guess under concurrent
 * collectors.
 */
final class FootprintProgram {

  /**
   * The memory that a number of units holds.
   *
   * @param units how many there are
   * @param heapBytes of all objects that can be reached from them
   * @param directBytes of direct and mapped buffers in the process
   * @param descriptors open in the process, or -1 where the system does not tell
   */
  record Held(int units, long heapBytes, long directBytes, long descriptors) {}

  /**
   * The result file.
   *
   * @param unit the name of one, as in {@link Footprint#unit}
   * @param half at half of the units
   * @param whole at all of them
   * @param bytesByClass heap bytes per unit of each class, by name
   */
  record Result(String unit, Held half, Held whole, Map<String, Double> bytesByClass) {}

  private static final int MOST_LOOKS = 50;

  /** The looks in a row after which nothing more is expected to be let go of. */
  private static final int ENOUGH_UNCHANGED = 4;

  private static final int LONGEST_WAIT_SECONDS = 60;

  private record Measured(Held held, GraphLayout graph) {}

  private FootprintProgram() {}

  /**
   * Measures a footprint; the arguments are technique, footprint, variant, units and result file.
   */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    try {
      Footprint footprint = Catalogue.technique(arguments[0]).footprint(arguments[1]);
      Result result = measure(footprint, new Variant(arguments[2]), Integer.parseInt(arguments[3]));
      Files.writeString(Path.of(arguments[4]), JsonMapper.shared().writeValueAsString(result));
    } catch (Exception e) {
      System.out.println(JmhLog.ERROR + e);
      e.printStackTrace(System.out);
      System.exit(1);
    }
  }

  static Result measure(Footprint footprint, Variant variant, int units) throws Exception {
    // What is made once per process has to be there before anything is counted. Some of it is made
    // for many units only, so that as many are held as are counted later.
    letAVirtualThreadWait();
    hold(footprint, variant, units);
    Measured half = hold(footprint, variant, units / 2);
    Measured whole = hold(footprint, variant, units);
    return new Result(footprint.unit(), half.held(), whole.held(), bytesByClass(half, whole));
  }

  /**
   * Lets a virtual thread wait for a socket: the JDK opens its pollers when the first one has to,
   * and whether one of the units has to is chance.
   */
  static void letAVirtualThreadWait() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listening = new ServerSocket(0, 1, loopback)) {
      FutureTask<Integer> reading =
          new FutureTask<>(
              () -> {
                try (Socket accepted = listening.accept()) {
                  return accepted.getInputStream().read();
                }
              });
      Thread waiting = Thread.startVirtualThread(reading);
      while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
        Thread.sleep(1);
      }
      new Socket(loopback, listening.getLocalPort()).close();
      reading.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Measured hold(Footprint footprint, Variant variant, int units) throws Exception {
    settle();
    long descriptors = descriptors();
    long direct = directBytes();
    try (AutoCloseable held = footprint.open(variant, units)) {
      GraphLayout graph = GraphLayout.parseInstance(held);
      return new Measured(
          new Held(
              units,
              graph.totalSize(),
              directBytes() - direct,
              descriptors < 0 ? -1 : descriptors() - descriptors),
          graph);
    }
  }

  /**
   * Waits until cleaners, and threads that close what they had, are done with what was held last:
   * on a busy machine they may have to wait longer than from one look to the next.
   */
  private static void settle() throws InterruptedException, IOException {
    long direct = Long.MAX_VALUE;
    long descriptors = Long.MAX_VALUE;
    int unchanged = 0;
    for (int looks = 0; looks < MOST_LOOKS && unchanged < ENOUGH_UNCHANGED; looks++) {
      long directNow = directBytes();
      long descriptorsNow = descriptors();
      unchanged = directNow < direct || descriptorsNow < descriptors ? 0 : unchanged + 1;
      direct = directNow;
      descriptors = descriptorsNow;
      System.gc();
      Thread.sleep(50);
    }
  }

  private static Map<String, Double> bytesByClass(Measured half, Measured whole) {
    double units = (double) whole.held().units() - half.held().units();
    Map<String, Double> bytes = new TreeMap<>();
    for (Class<?> type : whole.graph().getClasses()) {
      double perUnit =
          (whole.graph().getClassSizes().count(type) - half.graph().getClassSizes().count(type))
              / units;
      if (perUnit != 0) {
        bytes.put(type.getTypeName(), perUnit);
      }
    }
    return bytes;
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long descriptors() throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return -1;
    }
    long count = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(open)) {
      for (Path _ : descriptors) {
        count++;
      }
    }
    return count;
  }
}
