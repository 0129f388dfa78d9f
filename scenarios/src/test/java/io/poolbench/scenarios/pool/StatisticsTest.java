package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.pool.Scene.Item;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatisticsTest {

  private final Scene scene = new Scene();

  /** The laws of {@link PoolStatistics}, which hold whenever nobody is at work. */
  static void assertConserved(PoolStatistics statistics) {
    long drops = statistics.drops().values().stream().mapToLong(Long::longValue).sum();
    assertThat(statistics.takes()).isEqualTo(statistics.hits() + statistics.misses());
    assertThat(statistics.misses() + statistics.replacements())
        .as("%s", statistics)
        .isEqualTo(
            LongStream.of(
                    drops,
                    statistics.evictions(),
                    statistics.leaks(),
                    statistics.outstanding(),
                    statistics.retainedItems())
                .sum());
    assertThat(statistics.steals()).isLessThanOrEqualTo(statistics.hits());
    assertThat(statistics.outstanding()).isBetween(0L, statistics.peakOutstanding());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyTakeIsCountedOnce(boolean resources) {
    RecyclingPool<Item> pool = (resources ? scene.resources() : scene.pool()).maxItems(8).open();
    int takes = 0;
    for (int round = 1; round <= 20; round++) {
      scene.taker = round % 3 - 1L;
      Scene.fill(pool, round);
      takes += round;
      if (round % 7 == 0) {
        scene.collectOld(pool);
      }
      PoolStatistics statistics = pool.statistics();
      assertConserved(statistics);
      assertThat(statistics.takes()).isEqualTo(takes);
      assertThat(statistics.misses()).isEqualTo(scene.made.size());
    }
    pool.close();
    assertConserved(pool.statistics());
    assertThat(pool.statistics().takes()).isEqualTo(takes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theHitsOfWhatIsGivenUpStayCounted(boolean resources) {
    RecyclingPool<Item> pool = (resources ? scene.resources() : scene.pool()).open();
    for (int round = 0; round < 4; round++) {
      Scene.fill(pool, 3);
    }
    pool.take().discard();
    assertThat(pool.statistics().hits()).as("one was discarded").isEqualTo(10);
    pool.trim();
    assertThat(pool.statistics().hits()).as("and two were evicted").isEqualTo(10);
  }

  @Test
  void thePeakIsTheMostThatWereOutAtOnce() {
    RecyclingPool<Item> pool = scene.pool().open();
    Scene.fill(pool, 3);
    Scene.fill(pool, 7);
    Scene.fill(pool, 2);
    assertThat(pool.statistics().peakOutstanding()).isEqualTo(7);
    assertThat(pool.statistics().outstanding()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsLostIsFoundOut(boolean checking) {
    PoolBuilder<Item> builder = scene.pool();
    RecyclingPool<Item> pool = (checking ? builder.checking() : builder).open();
    Scene.fill(pool, 2);
    lose(pool);
    scene.collectOld(pool);
    scene.collectOld(pool);
    untilLost(pool);
    assertThat(pool.statistics().leaks()).isEqualTo(1);
    assertThat(pool.statistics().outstanding()).isZero();
    assertConserved(pool.statistics());
  }

  /** What was private is given up as if it had been in, until it is known to be lost. */
  @Test
  void whatItsTakerLosesOfItsOwnIsFoundOut() {
    RecyclingPool<Item> pool = scene.pool().open();
    loseOwn(pool);
    for (int collection = 0; collection < 3; collection++) {
      scene.collectOld(pool);
    }
    untilLost(pool);
    assertThat(pool.statistics().leaks()).isEqualTo(1);
    assertThat(pool.statistics().evictions()).isZero();
    assertThat(pool.statistics().hits()).as("of the lost one").isEqualTo(2);
    assertConserved(pool.statistics());
  }

  private static void loseOwn(RecyclingPool<Item> pool) {
    assertThat(Scene.takeOwn(pool).isPrivate()).isTrue();
  }

  @Test
  void whatIsLostAfterItWasStolenIsFoundOut() {
    RecyclingPool<Item> pool = scene.pool().open();
    scene.taker = 1;
    Scene.fill(pool, 1);
    scene.taker = 2;
    lose(pool);
    assertThat(pool.statistics().steals()).isEqualTo(1);
    untilLost(pool);
    assertThat(pool.statistics().leaks()).isEqualTo(1);
    assertConserved(pool.statistics());
  }

  /** Or an empty holder that is collected would be told as a leak. */
  @Test
  void theWatchGoesWithTheItemThatIsStolen() {
    RecyclingPool<Item> pool = scene.pool().open();
    Pooled<Item> empty = scene.takeAs(1, pool);
    scene.taker = 1;
    empty.recycle();
    Pooled<Item> stolen = scene.takeAs(2, pool);
    assertThat(stolen.item()).isSameAs(empty.item());
    assertThat(empty.watch).matches(watch -> watch.refersTo(null), "watches nothing any more");
    assertThat(stolen.watch).matches(watch -> watch.refersTo(stolen), "watches the other");
  }

  @Test
  void whatIsLostAfterItGrewIsFoundOut() {
    RecyclingPool<Item> pool = scene.resources().open();
    Scene.fill(pool, 1);
    Pooled<Item> grown = pool.take();
    grown.replace(new Item(200));
    grown.recycle();
    lose(pool);
    for (int collection = 0; collection < 3; collection++) {
      scene.collectOld(pool);
    }
    untilLost(pool);
    assertThat(pool.statistics().leaks()).isEqualTo(1);
    assertConserved(pool.statistics());
  }

  @Test
  void aCheckingPoolServesWithoutWatching() {
    RecyclingPool<Item> pool = scene.pool().checking().watchingOneIn(Integer.MAX_VALUE).open();
    Scene.fill(pool, 1);
    Scene.fill(pool, 1);
    assertThat(pool.statistics().hits()).isEqualTo(1);
  }

  /** By the throw of a coin; that 64 of them fall alike happens once in 2^63 runs. */
  @Test
  void aboutOneInSoManyIsWatched() {
    assertThat(watchedOf64(2)).isBetween(1L, 63L);
    assertThat(watchedOf64(1_000_000)).isLessThan(32);
  }

  private long watchedOf64(int oneIn) {
    RecyclingPool<Item> pool = scene.pool().watchingOneIn(oneIn).open();
    return Stream.generate(pool::take).limit(64).filter(pooled -> pooled.watch != null).count();
  }

  private static void untilLost(RecyclingPool<Item> pool) {
    collectUntil(
        () -> {
          pool.age();
          return pool.statistics().leaks() > 0;
        });
  }

  private static void collectUntil(BooleanSupplier done) {
    Patience.until(
        () -> {
          System.gc();
          return done.getAsBoolean();
        });
  }

  private static void lose(RecyclingPool<Item> pool) {
    assertThat(pool.take()).isNotNull();
  }

  @Test
  void jmxShowsANamedPoolUntilItIsClosed() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("io.poolbench:type=RecyclingPool,name=\"shown, in JMX\"");
    try (RecyclingPool<Item> pool = scene.pool().name("shown, in JMX").open()) {
      Scene.fill(pool, 3);
      PoolMXBean bean = JMX.newMXBeanProxy(server, name, PoolMXBean.class);
      assertThat(bean.getStatistics()).isEqualTo(pool.statistics());
      assertThatThrownBy(() -> scene.pool().name("shown, in JMX").open())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "pool shown, in JMX: another open pool has this name; close it or choose another");
      bean.trim();
      assertThat(pool.statistics().evictions()).isEqualTo(3);
    }
    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  void jmxForgetsAPoolThatIsForgotten() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("io.poolbench:type=RecyclingPool,name=\"forgotten\"");
    forget("forgotten", () -> assertThat(server.isRegistered(name)).isTrue());
    collectUntil(() -> !server.isRegistered(name));
    assertThat(server.isRegistered(name)).isFalse();
  }

  private void forget(String name, Runnable before) {
    RecyclingPool<Item> pool = scene.pool().name(name).open();
    before.run();
    assertThat(pool.statistics().takes()).isZero();
  }

  @Test
  void whatJmxStillShowsOfAForgottenPoolSaysSo() throws Exception {
    PoolBean bean = PoolBean.register(Unkept.open(scene.pool()), "lost");
    try {
      collectUntil(() -> !isThere(bean));
      assertThatThrownBy(bean::trim)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("name=\"lost\": the pool was collected without being closed");
    } finally {
      bean.unregister();
    }
  }

  private static boolean isThere(PoolBean bean) {
    try {
      bean.trim();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Returns what the pool tells JFR meanwhile, and closes it. */
  private static List<RecordedEvent> recorded(
      String event, RecyclingPool<Item> pool, Path folder, Runnable happening) throws Exception {
    Path file = folder.resolve("pool.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(event);
      recording.start();
      happening.run();
      recording.stop();
      recording.dump(file);
    } finally {
      pool.close();
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(recorded -> recorded.getEventType().getName().equals(event))
        .filter(recorded -> recorded.getString("pool").equals(pool.toString()))
        .toList();
  }

  @Test
  void jfrRecordsTheStatistics(@TempDir Path folder) throws Exception {
    RecyclingPool<Item> pool = scene.pool().name("recorded").open();
    Runnable happening =
        () -> {
          Scene.fill(pool, 3);
          Scene.fill(pool, 2);
          pool.age();
        };
    assertThat(recorded("io.poolbench.PoolStatistics", pool, folder, happening))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLong("takes")).isEqualTo(5);
              assertThat(event.getLong("hits")).isEqualTo(2);
              assertThat(event.getLong("misses")).isEqualTo(3);
              assertThat(event.getLong("retainedBytes")).isEqualTo(300);
            });
  }

  @Test
  void jfrRecordsTheDropsOfAllReasonsTogether(@TempDir Path folder) throws Exception {
    RecyclingPool<Item> pool = scene.pool().maxItems(1).name("dropping").open();
    Runnable happening =
        () -> {
          Scene.fill(pool, 3);
          pool.take().discard();
          pool.age();
        };
    assertThat(recorded("io.poolbench.PoolStatistics", pool, folder, happening))
        .singleElement()
        .satisfies(
            event -> assertThat(event.getLong("drops")).as("two full, one discarded").isEqualTo(3));
  }

  @Test
  void jfrTellsWhereALostItemWasTaken(@TempDir Path folder) throws Exception {
    RecyclingPool<Item> pool = scene.pool().checking().name("leaking").open();
    assertThat(takenAt(pool, folder))
        .startsWith(StatisticsTest.class.getName() + ".lose(StatisticsTest.java:");
  }

  @Test
  void jfrTellsOfALostItemAlsoWhereNobodyKnowsWhereItWasTaken(@TempDir Path folder)
      throws Exception {
    RecyclingPool<Item> pool = scene.pool().name("unchecked").open();
    assertThat(takenAt(pool, folder)).isEmpty();
  }

  private static String takenAt(RecyclingPool<Item> pool, Path folder) throws Exception {
    Runnable happening =
        () -> {
          lose(pool);
          untilLost(pool);
        };
    List<RecordedEvent> leaks = recorded("io.poolbench.PoolLeak", pool, folder, happening);
    assertThat(leaks).hasSize(1);
    return leaks.getFirst().getString("takenAt");
  }
}
