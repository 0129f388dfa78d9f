package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.pool.Scene.Item;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgeingTest {

  private final Scene scene = new Scene();

  private PoolBuilder<Item> pool(boolean resources) {
    PoolBuilder<Item> builder = resources ? scene.resources() : scene.pool();
    return builder.idle(Duration.ofDays(1)).minAge(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSecondOldCollectionTakesWhatTheFirstFoundUnused(boolean resources) {
    RecyclingPool<Item> pool = pool(resources).open();
    Scene.fill(pool, 64);
    Scene.fill(pool, 64);
    scene.collectOld(pool);
    assertThat(pool.statistics().retainedItems()).isEqualTo(64);
    Scene.fill(pool, 8);
    scene.collectOld(pool);
    assertThat(pool.statistics().retainedItems()).isEqualTo(8);
    scene.collectOld(pool);
    assertThat(pool.statistics().retainedItems()).isZero();
    assertThat(pool.statistics().evictions()).isEqualTo(64);
    assertThat(scene.discarded).hasSize(resources ? 64 : 0).doesNotHaveDuplicates();
  }

  @Test
  void withoutOldCollectionsNothingIsGivenUpBeforeItsIdleTime() {
    RecyclingPool<Item> pool = pool(true).open();
    Scene.fill(pool, 3);
    for (int hour = 0; hour < 24; hour++) {
      pool.age();
      scene.nanos += Duration.ofHours(1).toNanos();
    }
    assertThat(pool.statistics().retainedItems()).isEqualTo(3);
    Scene.fill(pool, 1);
    pool.age();
    assertThat(pool.statistics().retainedItems()).as("the one in use").isEqualTo(1);
  }

  @Test
  void oldCollectionsInQuickSuccessionCountAsOne() {
    RecyclingPool<Item> pool = pool(true).open();
    Scene.fill(pool, 3);
    scene.collectOld(pool);
    for (int collection = 0; collection < 100; collection++) {
      scene.oldCollections++;
      pool.age();
    }
    assertThat(pool.statistics().retainedItems()).isEqualTo(3);
    scene.nanos += Duration.ofSeconds(1).toNanos();
    pool.age();
    assertThat(pool.statistics().retainedItems()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsOutLosesItsPlaceAndFindsAnother(boolean resources) {
    RecyclingPool<Item> pool = pool(resources).maxItems(1).open();
    Scene.fill(pool, 1);
    Scene.fill(pool, 1);
    Pooled<Item> out = pool.take();
    scene.collectOld(pool);
    scene.collectOld(pool);
    scene.collectOld(pool);
    assertThat(pool.statistics().outstanding()).isEqualTo(resources ? 1 : 0);
    StatisticsTest.assertConserved(pool.statistics());
    out.recycle();
    out.recycle();
    assertThat(pool.statistics().secondRecycles()).isEqualTo(1);
    assertThat(pool.statistics().retainedBytes()).isEqualTo(100);
    assertThat(pool.take().item()).isSameAs(out.item());
    assertThat(pool.statistics().hits()).isEqualTo(3);
    assertThat(pool.statistics().evictions()).isZero();
    StatisticsTest.assertConserved(pool.statistics());
  }

  /** Takes its place from one, and lets it come back, where nobody watches the holder. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsNotWatchedLosesItsPlaceAndFindsAnotherAsWell(boolean resources) {
    RecyclingPool<Item> pool = pool(resources).watchingOneIn(Integer.MAX_VALUE).open();
    Pooled<Item> out = Scene.takeOwn(pool);
    for (int collection = 0; collection < 3; collection++) {
      scene.collectOld(pool);
    }
    assertThat(pool.chargedBytes()).isZero();
    out.recycle();
    assertThat(pool.take().item()).isSameAs(out.item());
    assertThat(pool.statistics().evictions()).isZero();
    StatisticsTest.assertConserved(pool.statistics());
  }

  @ParameterizedTest
  @CsvSource({
    "G1 Young Generation,     false",
    "G1 Concurrent GC,        true",
    "G1 Old Generation,       true",
    "PS Scavenge,             false",
    "PS MarkSweep,            true",
    "Copy,                    false",
    "MarkSweepCompact,        true",
    "ZGC Minor Cycles,        false",
    "ZGC Minor Pauses,        false",
    "ZGC Major Cycles,        true",
    "ZGC Major Pauses,        false",
    "Shenandoah Pauses,       false",
    "Shenandoah Cycles,       true",
    "A Collector of Tomorrow, true"
  })
  void oldCollectorsAreKnownByName(String collector, boolean old) {
    assertThat(OldCollections.isOld(collector)).isEqualTo(old);
  }

  @Test
  void anExplicitCollectionIsAnOldOne() {
    long before = OldCollections.count();
    System.gc();
    assertThat(OldCollections.count()).isGreaterThan(before);
  }
}
