package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.pool.Scene.Item;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
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

  private static void untilLost(RecyclingPool<Item> pool) {
    Patience.until(
        () -> {
          System.gc();
          pool.age();
          return pool.statistics().leaks() > 0;
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
  void jfrRecordsTheStatistics(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("pool.jfr");
    RecyclingPool<Item> pool = scene.pool().name("recorded").open();
    try (Recording recording = new Recording()) {
      recording.enable("io.poolbench.PoolStatistics");
      recording.start();
      Scene.fill(pool, 3);
      Scene.fill(pool, 2);
      pool.age();
      recording.stop();
      recording.dump(file);
    } finally {
      pool.close();
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events)
        .filteredOn(event -> event.getString("pool").equals("recorded"))
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
  void jfrTellsWhereALostItemWasTaken(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("pool.jfr");
    RecyclingPool<Item> pool = scene.pool().checking().name("leaking").open();
    try (Recording recording = new Recording()) {
      recording.enable("io.poolbench.PoolLeak");
      recording.start();
      lose(pool);
      untilLost(pool);
      recording.stop();
      recording.dump(file);
    } finally {
      pool.close();
    }
    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(event -> event.getEventType().getName().equals("io.poolbench.PoolLeak"))
        .filteredOn(event -> event.getString("pool").equals("leaking"))
        .singleElement()
        .extracting(event -> event.getString("takenAt"))
        .asString()
        .startsWith(StatisticsTest.class.getName() + ".lose(StatisticsTest.java:");
  }
}
