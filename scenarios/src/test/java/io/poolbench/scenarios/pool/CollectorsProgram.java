package io.poolbench.scenarios.pool;

import io.poolbench.scenarios.Patience;
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
import java.util.concurrent.atomic.AtomicLong;

/** What {@link CollectorsTest} runs under each collector; says on standard output what it saw. */
final class CollectorsProgram {

  private static volatile Object sink = "";

  private final AtomicLong looks = new AtomicLong();
  private final Queue<WeakReference<byte[]>> arrays = new ConcurrentLinkedQueue<>();
  private final RecyclingPool<byte[]> pool;

  private CollectorsProgram() {
    PoolBuilder<byte[]> builder =
        RecyclingPool.of(this::array, (byte[] array) -> array.length)
            .minAge(Duration.ofMillis(20))
            .idle(Duration.ofHours(1))
            .signals(new PoolSignals(System::nanoTime, this::look, null));
    builder.keptByHousekeeper = true;
    pool = builder.open();
  }

  private byte[] array() {
    byte[] array = new byte[100_000];
    arrays.add(new WeakReference<>(array));
    return array;
  }

  /** What the pool would ask anyhow, counted. */
  private long look() {
    looks.incrementAndGet();
    return OldCollections.count();
  }

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "ageing" -> new CollectorsProgram().age();
      case "marking" -> new CollectorsProgram().mark();
      default -> {
        System.out.println("closed: " + unload(true));
        System.out.println("forgotten: " + unload(false));
      }
    }
  }

  /** The pool is aged by its own housekeeper: nothing here helps. */
  private void age() {
    long old;
    int attempts = 0;
    do {
      // Old collections that the collector chose to make would hide what the young ones do.
      old = OldCollections.count();
      awaitLooks();
      pool.trim();
      fill();
      collectYoung();
      attempts++;
    } while (OldCollections.count() != old && attempts < 10);
    print("5 young collections", old);
    System.gc();
    print("old collection", old);
    System.gc();
    Patience.until(() -> pool.statistics().retainedItems() == 0);
    print("old collection", old);
    collectArrays();
  }

  /** Where {@code System.gc()} only marks. How many collections a marking counts as is open. */
  private void mark() {
    fill();
    Patience.until(
        () -> {
          System.gc();
          return pool.statistics().retainedItems() == 0;
        });
    System.out.println("retained " + pool.statistics().retainedItems());
    collectArrays();
  }

  private void collectArrays() {
    Patience.until(
        () -> {
          System.gc();
          return arrays.stream().allMatch(array -> array.refersTo(null));
        });
    System.out.println(
        "arrays reachable: " + arrays.stream().filter(array -> !array.refersTo(null)).count());
  }

  /** What is retained, and how many old collections there were by then, asked for or not. */
  private void print(String what, long oldBefore) {
    awaitLooks();
    long retained = pool.statistics().retainedItems();
    System.out.printf(
        "%s, %d old, retained %d%n", what, OldCollections.count() - oldBefore, retained);
  }

  /** Until the housekeeper has looked several times, and so has seen every collection up to now. */
  private void awaitLooks() {
    long before = looks.get();
    Patience.until(() -> looks.get() >= before + 5);
  }

  private void fill() {
    for (int round = 0; round < 3; round++) {
      Scene.fill(pool, 64);
    }
  }

  private static void collectYoung() {
    long before = youngCollections();
    Patience.until(
        () -> {
          // Slowly: ZGC answers a high rate with collections of the old generation too.
          for (int array = 0; array < 5; array++) {
            sink = new byte[10_000];
          }
          return youngCollections() >= before + 5;
        });
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
    Patience.until(
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

    /**
     * Uses a pool of its own class, from its thread and a virtual one. Its housekeeper looks once a
     * second, as usual: a marking that it looks into takes the pool for used.
     */
    public static void use(boolean close) throws InterruptedException {
      RecyclingPool<Tenant> pool =
          RecyclingPool.of(Tenant::new, (Tenant tenant) -> tenant.bytes.length)
              .name("tenant")
              .idle(Duration.ofSeconds(1))
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
}
