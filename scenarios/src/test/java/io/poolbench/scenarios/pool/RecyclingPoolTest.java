package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.pool.Scene.Item;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecyclingPoolTest {

  private final Scene scene = new Scene();

  @Test
  void whatIsRecycledIsHandedOutAgainInTheSameHolder() {
    RecyclingPool<Item> pool = scene.pool().open();
    Pooled<Item> pooled = pool.take();
    for (int use = 0; use < 5; use++) {
      pooled.recycle();
      assertThat(pool.take()).isSameAs(pooled);
    }
    assertThat(scene.made).hasSize(1);
  }

  @Test
  void whatIsHeldIsHeldByOneOnly() {
    RecyclingPool<Item> pool = scene.pool().maxItems(4).open();
    Set<Item> held = new HashSet<>();
    IntStream.range(0, 100).forEach(i -> held.add(pool.take().item()));
    assertThat(held).hasSize(100);
  }

  @Test
  void whatOneTakesAndAnotherRecyclesGoesBackToTheFirst() {
    RecyclingPool<Item> pool = scene.pool().open();
    Pooled<Item> pooled = scene.takeAs(1, pool);
    for (int use = 0; use < 5; use++) {
      scene.taker = 2;
      pooled.recycle();
      assertThat(scene.takeAs(1, pool)).isSameAs(pooled);
    }
    assertThat(pool.statistics().steals()).isZero();
  }

  @Test
  void whatItsTakerRecycledItselfMayBeRecycledByAnotherNextTime() {
    RecyclingPool<Item> pool = scene.pool().open();
    scene.taker = 1;
    Scene.fill(pool, 1);
    Scene.fill(pool, 1);
    Pooled<Item> pooled = pool.take();
    scene.taker = 2;
    pooled.recycle();
    assertThat(pool.take().item()).isSameAs(pooled.item());
    assertThat(pool.statistics().steals()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1})
  void theItemOfAnotherIsStolenBeforeOneIsMade(long owner) {
    RecyclingPool<Item> pool = scene.resources().open();
    scene.taker = owner;
    Scene.fill(pool, 1);
    scene.taker = 2;
    Pooled<Item> stolen = pool.take();
    assertThat(scene.made).containsExactly(stolen.item());
    stolen.recycle();
    assertThat(pool.take().item()).isSameAs(stolen.item());
    assertThat(pool.statistics().steals()).as("it moved in with the thief").isEqualTo(1);
    assertThat(scene.discarded).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void noMoreItemsAreKeptThanAllowed(int bound) {
    RecyclingPool<Item> pool = scene.resources().maxItems(bound).open();
    Scene.fill(pool, 100);
    assertThat(pool.statistics().retainedItems()).isEqualTo(bound);
    assertThat(pool.statistics().drops()).containsEntry(DropReason.FULL, 100L - bound);
    assertThat(scene.discarded).hasSize(100 - bound).doesNotHaveDuplicates();
  }

  @Test
  void noMoreBytesAreKeptThanAllowed() {
    RecyclingPool<Item> pool = scene.pool().maxBytes(1050).open();
    Scene.fill(pool, 20);
    assertThat(pool.statistics().retainedItems()).isEqualTo(10);
    assertThat(pool.statistics().retainedBytes()).isEqualTo(1000);
  }

  @Test
  void whatGrewIsChargedAnew() {
    RecyclingPool<Item> pool = scene.pool().maxBytes(300).open();
    Pooled<Item> other = pool.take();
    Pooled<Item> grown = pool.take();
    other.recycle();
    grown.recycle();
    grown = pool.take();
    grown.replace(new Item(201));
    grown.recycle();
    assertThat(pool.statistics().retainedBytes()).isEqualTo(100);
    assertThat(pool.statistics().drops()).containsEntry(DropReason.FULL, 1L);
    grown = pool.take();
    grown.replace(new Item(300));
    grown.recycle();
    assertThat(pool.statistics().retainedBytes()).isEqualTo(300);
    assertThat(pool.take().item().bytes).hasSize(300);
  }

  @Test
  void whatGrewBeyondTheLargestSizeIsNotKept() {
    RecyclingPool<Item> pool = scene.resources().largestBytes(200).open();
    Pooled<Item> pooled = pool.take();
    Item huge = new Item(201);
    pooled.replace(huge);
    pooled.recycle();
    assertThat(pool.statistics().drops()).containsEntry(DropReason.OVERSIZE, 1L);
    assertThat(scene.discarded).containsExactly(scene.made.getFirst(), huge);
  }

  @Test
  void placesOfHoldersThatNeverComeBackServeOthersInTheLongRun() {
    RecyclingPool<Item> pool = scene.resources().maxItems(2).open();
    Scene.fill(pool, 2);
    pool.take();
    pool.take();
    for (int times = 0; times < 1000 && pool.statistics().retainedItems() < 2; times++) {
      Scene.fill(pool, 2);
    }
    assertThat(pool.statistics().retainedItems()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 63})
  void noMoreItemsAreKeptThanTheBound(int bound) {
    RecyclingPool<Item> pool = scene.pool().maxItems(bound).open();
    Scene.fill(pool, 2 * bound);
    assertThat(pool.statistics().retainedItems()).isEqualTo(bound);
    assertThat(pool.statistics().drops()).containsEntry(DropReason.FULL, (long) bound);
  }

  @Test
  void itemsOfOneSizeAreChargedWithItAndServedAgain() {
    RecyclingPool<byte[]> pool =
        RecyclingPool.of(() -> new byte[50], 50).maxBytes(100).signals(scene.signals()).open();
    Scene.fill(pool, 3);
    assertThat(pool.statistics().retainedBytes()).isEqualTo(100);
    Pooled<byte[]> first = pool.take();
    byte[] item = first.item();
    first.recycle();
    assertThat(pool.take().item()).isSameAs(item);
    assertThat(pool.statistics().misses()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSecondRecycleIsCountedAndChangesNothing(boolean resources) {
    RecyclingPool<Item> pool = (resources ? scene.resources() : scene.pool()).open();
    Pooled<Item> pooled = pool.take();
    for (int times = 1; times <= 3; times++) {
      pooled.recycle();
      pooled.recycle();
      pooled.discard();
      assertThat(pool.statistics().secondRecycles()).isEqualTo(2L * times);
      assertThat(pool.take()).isSameAs(pooled);
      assertThat(pool.take().item()).isNotSameAs(pooled.item());
    }
    assertThat(scene.discarded).isEmpty();
  }

  @Test
  void aCheckingPoolRefusesASecondRecycleHoweverLate() {
    RecyclingPool<Item> pool = scene.pool().checking().name("checked").open();
    Pooled<Item> first = pool.take();
    first.recycle();
    Pooled<Item> second = pool.take();
    assertThat(second.item()).isSameAs(scene.made.getFirst());
    assertThatThrownBy(first::recycle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "checked: given back twice; whoever takes must recycle or discard exactly once");
    assertThatThrownBy(first::item).hasMessageStartingWith("checked: used after");
    assertThatCode(second::recycle).doesNotThrowAnyException();
    pool.close();
  }

  @Test
  void whatCannotBeResetIsDropped() {
    RecyclingPool<Item> pool = scene.resources().reset(item -> item.bytes[0] == 0).open();
    Pooled<Item> dirty = pool.take();
    dirty.item().bytes[0] = 1;
    dirty.recycle();
    assertThat(scene.discarded).containsExactly(dirty.item());
    assertThat(pool.statistics().drops()).containsEntry(DropReason.REJECTED, 1L);
    assertThat(pool.take().item()).isNotSameAs(dirty.item());
  }

  @Test
  void aResetThatThrowsDropsTheItemAndIsHeard() {
    RecyclingPool<Item> pool = scene.resources().reset(item -> item.bytes[200] == 0).open();
    Pooled<Item> pooled = pool.take();
    assertThatThrownBy(pooled::recycle).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(scene.discarded).containsExactly(pooled.item());
    assertThat(pool.statistics().retainedItems()).isZero();
  }

  @Test
  void whatIsDiscardedIsNeverPooled() {
    RecyclingPool<Item> pool = scene.resources().open();
    Scene.fill(pool, 1);
    Pooled<Item> poisoned = pool.take();
    poisoned.discard();
    assertThat(scene.discarded).containsExactly(poisoned.item());
    assertThat(pool.take().item()).isNotSameAs(poisoned.item());
  }

  @Test
  void theNextHolderSeesZeroesOnRequest() {
    RecyclingPool<Item> pool =
        scene.pool().zeroing(item -> Arrays.fill(item.bytes, (byte) 0)).open();
    for (int use = 0; use < 4; use++) {
      Pooled<Item> pooled = pool.take();
      assertThat(pooled.item().bytes).containsOnly(0);
      Arrays.fill(pooled.item().bytes, (byte) 's');
      pooled.recycle();
    }
    assertThat(scene.made).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOnDiscardThatThrowsIsCountedAndDoesNotReachTheHolder(boolean error) {
    RecyclingPool<Item> pool =
        scene
            .pool()
            .onDiscard(
                item -> {
                  if (error) {
                    throw new AssertionError("cannot close");
                  }
                  throw new IllegalStateException("cannot close");
                })
            .open();
    pool.take().discard();
    assertThat(pool.statistics().discardFailures()).isEqualTo(1);
  }

  @Test
  void whatIsReplacedIsDiscardedAndCounted() {
    RecyclingPool<Item> pool = scene.resources().open();
    Pooled<Item> pooled = pool.take();
    pooled.replace(new Item(100));
    assertThat(scene.discarded).containsExactly(scene.made.getFirst());
    assertThat(pool.statistics().drops()).containsEntry(DropReason.DISCARDED, 1L);
    assertThat(pool.statistics().replacements()).isEqualTo(1);
    StatisticsTest.assertConserved(pool.statistics());
    pooled.recycle();
    StatisticsTest.assertConserved(pool.statistics());
  }

  @Test
  void whatAnotherGaveBackIsNoLongerPrivateToItsTaker() {
    RecyclingPool<Item> pool = scene.pool().reset(item -> true).open();
    scene.taker = 1;
    Scene.fill(pool, 1);
    Scene.fill(pool, 1);
    Pooled<Item> pooled = pool.take();
    assertThat(pooled.isPrivate()).isTrue();
    scene.taker = 2;
    pooled.recycle();
    assertThat(pooled.isPrivate()).isFalse();
    assertThat(pool.take().item()).isSameAs(pooled.item());
    assertThat(scene.takeAs(1, pool).item()).isNotSameAs(pooled.item());
  }

  @Test
  void whatCannotBeMadeIsNoTake() {
    RecyclingPool<Item> pool =
        RecyclingPool.<Item>of(
                () -> {
                  throw new IllegalStateException("EMFILE");
                },
                item -> item.bytes.length)
            .signals(scene.signals())
            .open();
    assertThatThrownBy(pool::take).hasMessage("EMFILE");
    assertThat(pool.statistics().takes()).isZero();
    assertThat(pool.statistics().outstanding()).isZero();
  }

  @Test
  void trimGivesUpWhatIsInAndWhatIsOutMayComeBack() {
    RecyclingPool<Item> pool = scene.resources().open();
    Scene.fill(pool, 5);
    Pooled<Item> out = pool.take();
    pool.trim();
    assertThat(scene.discarded).hasSize(4).doesNotContain(out.item());
    out.recycle();
    assertThat(pool.take()).isSameAs(out);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClosedPoolKeepsNothing(boolean resources) {
    RecyclingPool<Item> pool = (resources ? scene.resources() : scene.pool()).open();
    Scene.fill(pool, 5);
    Scene.fill(pool, 5);
    Pooled<Item> out = pool.take();
    pool.close();
    pool.close();
    out.recycle();
    pool.take().recycle();
    PoolStatistics statistics = pool.statistics();
    assertThat(statistics.retainedItems()).isZero();
    assertThat(statistics.evictions()).isEqualTo(4);
    assertThat(statistics.drops()).containsEntry(DropReason.CLOSED, 2L);
    assertThat(scene.discarded).hasSize(resources ? 6 : 0).doesNotHaveDuplicates();
  }

  @Test
  void aBoundThatIsNoneIsRefused() {
    assertThatThrownBy(() -> scene.pool().maxItems(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxItems: found 0, expected at least 1");
  }
}
