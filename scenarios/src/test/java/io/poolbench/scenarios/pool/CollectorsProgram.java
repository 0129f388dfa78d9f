package io.poolbench.scenarios.pool;

import java.io.File;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** What {@link CollectorsTest} runs under each collector; says on standard output what it saw. */
final class CollectorsProgram {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static volatile Object sink = "";

  private CollectorsProgram() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("ageing")) {
      age();
    } else {
      System.out.println("closed: " + unload(true));
      System.out.println("forgotten: " + unload(false));
    }
  }

  /** The pool is aged by its own housekeeper: nothing here helps. */
  private static void age() {
    Queue<WeakReference<byte[]>> arrays = new ConcurrentLinkedQueue<>();
    RecyclingPool<byte[]> pool =
        RecyclingPool.of(
                () -> {
                  byte[] array = new byte[100_000];
                  arrays.add(new WeakReference<>(array));
                  return array;
                },
                (byte[] array) -> array.length)
            .minAge(Duration.ofMillis(20))
            .idle(Duration.ofHours(1))
            .open();
    long old;
    int attempts = 0;
    do {
      // Old collections that the collector chose to make would hide what the young ones do.
      pool.trim();
      fill(pool);
      nap(200);
      old = OldCollections.count();
      collectYoung();
      attempts++;
    } while (OldCollections.count() != old && attempts < 10);
    System.out.printf(
        "5 young collections, %d old, retained %d%n",
        OldCollections.count() - old, pool.statistics().retainedItems());
    for (int collection = 1; collection <= 2; collection++) {
      System.gc();
      long expected = collection == 1 ? 64 : 0;
      await(() -> pool.statistics().retainedItems() == expected);
      nap(200);
      System.out.printf(
          "old collection: %d, retained %d%n", collection, pool.statistics().retainedItems());
    }
    BooleanSupplier gone =
        () -> {
          System.gc();
          return arrays.stream().allMatch(array -> array.refersTo(null));
        };
    await(gone);
    System.out.println(
        "arrays reachable: " + arrays.stream().filter(array -> !array.refersTo(null)).count());
  }

  private static void fill(RecyclingPool<byte[]> pool) {
    for (int round = 0; round < 3; round++) {
      Scene.fill(pool, 64);
    }
  }

  private static void collectYoung() {
    long before = youngCollections();
    await(
        () -> {
          // Slowly: ZGC answers a high rate with collections of the old generation too.
          for (int array = 0; array < 5; array++) {
            sink = new byte[10_000];
          }
          return youngCollections() >= before + 5;
        });
    // Long enough for the housekeeper to look, several times.
    nap(200);
  }

  private static long youngCollections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(bean -> !OldCollections.isOld(bean.getName()))
        .filter(bean -> !bean.getName().contains("Pauses"))
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /** Pools classes of a loader that also loaded the pool, and drops all of it. */
  private static String unload(boolean close) throws Exception {
    WeakReference<ClassLoader> loader = pooled(close);
    await(
        () -> {
          System.gc();
          return loader.refersTo(null);
        });
    return loader.refersTo(null) ? "unloaded" : "still there";
  }

  private static WeakReference<ClassLoader> pooled(boolean close) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(classPath(), null)) {
      loader
          .loadClass(Tenant.class.getName())
          .getDeclaredMethod("use", boolean.class)
          .invoke(null, close);
      return new WeakReference<>(loader);
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** An application in a container: with a pool, threads that outlive it, JMX and JFR. */
  public static final class Tenant {
    private final byte[] bytes = new byte[1000];

    private Tenant() {}

    /** Uses a pool of its own class, from its thread and a virtual one. */
    public static void use(boolean close) throws InterruptedException {
      RecyclingPool<Tenant> pool =
          RecyclingPool.of(Tenant::new, (Tenant tenant) -> tenant.bytes.length)
              .name("tenant")
              .idle(Duration.ofMillis(20))
              .open();
      for (int use = 0; use < 3; use++) {
        Scene.fill(pool, 5);
        Thread.ofVirtual().start(() -> Scene.fill(pool, 5)).join();
      }
      pool.age();
      if (close) {
        pool.close();
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      nap(5);
    }
  }

  private static void nap(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
