package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.pool.Scene.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource({"-1, 2", "1, 2", "-1, 0", "0, -1"})
  void theItemOfAnotherIsStolenBeforeOneIsMade(long owner, long thief) {
    RecyclingPool<Item> pool = scene.resources().open();
    scene.taker = owner;
    Scene.fill(pool, 1);
    scene.taker = thief;
    Pooled<Item> stolen = pool.take();
    assertThat(scene.made).containsExactly(stolen.item());
    assertThat(pool.chargedBytes()).as("its place is free").isZero();
    stolen.recycle();
    assertThat(pool.take().item()).isSameAs(stolen.item());
    assertThat(pool.statistics().steals()).as("it moved in with the thief").isEqualTo(1);
    assertThat(scene.discarded).isEmpty();
  }

  @Test
  void thoseWhoShareNumbersTakeEachOthersWithoutStealing() {
    RecyclingPool<Item> pool = scene.resources().open();
    Pooled<Item> pooled = scene.takeAs(-1, pool);
    scene.taker = -1;
    pooled.recycle();
    assertThat(scene.takeAs(-2, pool)).isSameAs(pooled);
    assertThat(pool.statistics().steals()).isZero();
  }

  @Test
  void whatIsPrivateToOneIsNotForAnotherWhoLooksAtTheSamePlace() {
    RecyclingPool<Item> pool = scene.pool().maxItems(1).open();
    scene.taker = 1;
    Pooled<Item> own = Scene.takeOwn(pool);
    own.recycle();
    assertThat(own.isPrivate()).isTrue();
    assertThat(scene.takeAs(2, pool).item()).isNotSameAs(own.item());
    assertThat(pool.take()).isSameAs(own);
  }

  @Test
  void anItemThatNeverChangesBecomesPrivateAsWell() {
    RecyclingPool<byte[]> pool =
        RecyclingPool.of(() -> new byte[50], 50).signals(scene.signals()).open();
    Pooled<byte[]> own = Scene.takeOwn(pool);
    own.recycle();
    assertThat(own.isPrivate()).isTrue();
    assertThat(pool.take()).isSameAs(own);
    assertThat(pool.statistics().secondRecycles()).isZero();
  }

  @Test
  void atMostEveryOtherPlaceIsPrivate() {
    RecyclingPool<Item> pool = scene.pool().maxItems(4).open();
    Scene.fill(pool, 4);
    Scene.fill(pool, 4);
    List<Pooled<Item>> held = Stream.generate(pool::take).limit(4).toList();
    assertThat(held).filteredOn(Pooled::isPrivate).hasSize(2);
    assertThat(scene.made).hasSize(4);
  }

  @Test
  void whatManyShareIsNeverPrivate() {
    RecyclingPool<Item> pool = scene.pool().maxItems(4).open();
    scene.taker = -1;
    Scene.fill(pool, 4);
    Scene.fill(pool, 4);
    List<Pooled<Item>> held = Stream.generate(pool::take).limit(4).toList();
    assertThat(held).noneMatch(Pooled::isPrivate);
    assertThat(scene.made).hasSize(4);
  }

  /** That of taker 0 lies at index 0, a place like any other. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1})
  void whatItsTakerGaveBackLastIsTakenFirst(long taker) {
    RecyclingPool<Item> pool = scene.resources().open();
    scene.taker = taker;
    Scene.fill(pool, 3);
    for (int last = 0; last < 3; last++) {
      List<Pooled<Item>> held = Stream.generate(pool::take).limit(3).toList();
      for (int other = 1; other < 3; other++) {
        held.get((last + other) % 3).recycle();
      }
      held.get(last).recycle();
      Pooled<Item> next = pool.take();
      assertThat(next).isSameAs(held.get(last));
      next.recycle();
    }
  }

  @Test
  void whatAnotherGivesBackIsTakenInTurn() {
    RecyclingPool<Item> pool = scene.resources().open();
    scene.taker = 1;
    Scene.fill(pool, 3);
    List<Item> taken = new ArrayList<>();
    for (int use = 0; use < 3; use++) {
      Pooled<Item> pooled = scene.takeAs(1, pool);
      taken.add(pooled.item());
      scene.taker = 2;
      pooled.recycle();
    }
    assertThat(taken).as("what has been out longest comes first").isEqualTo(scene.made);
  }

  @Test
  void whereOneLooksFirstIsNotMovedByAnother() {
    RecyclingPool<Item> pool = scene.resources().open();
    scene.taker = 2;
    Scene.fill(pool, 1);
    scene.taker = 1;
    List<Pooled<Item>> held = Stream.generate(pool::take).limit(3).toList();
    held.forEach(Pooled::recycle);
    held = Stream.generate(pool::take).limit(3).toList();
    Pooled<Item> last = held.get(1);
    held.get(2).recycle();
    held.get(0).recycle();
    last.recycle();
    scene.taker = 2;
    Scene.fill(pool, 1);
    assertThat(scene.takeAs(1, pool)).isSameAs(last);
  }

  /** A search in vain is remembered, so that whatever comes in must be told of. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatComesInAfterASearchInVainIsFoundByAnother(boolean resets) {
    PoolBuilder<Item> builder = scene.resources();
    RecyclingPool<Item> pool = (resets ? builder.reset(item -> true) : builder).open();
    scene.taker = 1;
    Scene.fill(pool, 1);
    Pooled<Item> pooled = pool.take();
    assertThat(scene.takeAs(2, pool).item()).isNotSameAs(pooled.item());
    pooled.recycle();
    assertThat(scene.takeAs(3, pool).item()).isSameAs(pooled.item());
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

  @ParameterizedTest
  @ValueSource(longs = {1000, 1050})
  void noMoreBytesAreKeptThanAllowed(long bound) {
    RecyclingPool<Item> pool = scene.pool().maxBytes(bound).open();
    Scene.fill(pool, 20);
    assertThat(pool.chargedBytes()).isEqualTo(1000);
    assertThat(pool.statistics().retainedItems()).isEqualTo(10);
    assertThat(pool.statistics().retainedBytes()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatGrewIsChargedAnew(boolean resources) {
    RecyclingPool<Item> pool = (resources ? scene.resources() : scene.pool()).maxBytes(300).open();
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
    assertThat(pool.statistics().hits()).as("those of the grown are not lost").isEqualTo(3);
  }

  @Test
  void whatGrewInTheHandsOfItsOwnTakerIsChargedAnew() {
    RecyclingPool<Item> pool = scene.pool().open();
    Pooled<Item> own = Scene.takeOwn(pool);
    assertThat(own.isPrivate()).isTrue();
    own.replace(new Item(300));
    own.recycle();
    assertThat(pool.statistics().retainedBytes()).isEqualTo(300);
    assertThat(pool.chargedBytes()).isEqualTo(300);
    assertThat(pool.take().item().bytes).hasSize(300);
    assertThat(pool.statistics().hits()).isEqualTo(3);
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
  @ValueSource(ints = {50, 100, 300})
  void whoTakesThePlaceOfOneThatIsOutIsChargedInItsStead(int bytes) {
    RecyclingPool<Item> pool = scene.resources().maxItems(1).maxBytes(300).open();
    Scene.fill(pool, 1);
    Pooled<Item> out = pool.take();
    for (int times = 0; times < 1000 && pool.statistics().retainedItems() == 0; times++) {
      Pooled<Item> newcomer = pool.take();
      newcomer.replace(new Item(bytes));
      newcomer.recycle();
      assertThat(pool.chargedBytes()).isIn(100L, (long) bytes);
    }
    assertThat(pool.statistics().retainedBytes()).isEqualTo(bytes);
    assertThat(pool.chargedBytes()).isEqualTo(bytes);
    out.recycle();
    assertThat(pool.statistics().outstanding()).as("it knew that its place is gone").isZero();
    StatisticsTest.assertConserved(pool.statistics());
  }

  @Test
  void whoIsTooLargeToBeChargedTakesNoPlaceOfOneThatIsOut() {
    RecyclingPool<Item> pool = scene.resources().maxItems(2).maxBytes(250).open();
    Scene.fill(pool, 2);
    List<Pooled<Item>> out = List.of(pool.take(), pool.take());
    for (int times = 0; times < 300; times++) {
      Pooled<Item> newcomer = pool.take();
      newcomer.replace(new Item(200));
      newcomer.recycle();
    }
    assertThat(pool.statistics().drops()).containsEntry(DropReason.FULL, 300L);
    assertThat(pool.chargedBytes()).isEqualTo(200);
    out.forEach(Pooled::recycle);
    assertThat(out).as("they have their places still").allMatch(Pooled::isIn);
  }

  @Test
  void noNewcomerTakesThePlaceOfOneThatIsIn() {
    RecyclingPool<Item> pool = scene.resources().maxItems(2).open();
    for (int times = 0; times < 300; times++) {
      Scene.fill(pool, 3);
    }
    assertThat(pool.statistics().evictions()).isZero();
    assertThat(pool.statistics().drops()).containsExactly(Map.entry(DropReason.FULL, 300L));
  }

  @Test
  void noNewcomerTakesThePlaceOfOneThatIsOutPrivately() {
    RecyclingPool<Item> pool = scene.pool().maxItems(1).open();
    Pooled<Item> own = Scene.takeOwn(pool);
    scene.taker = 1;
    for (int times = 0; times < 300; times++) {
      pool.take().recycle();
    }
    assertThat(pool.statistics().drops()).containsExactly(Map.entry(DropReason.FULL, 300L));
    scene.taker = 0;
    own.recycle();
    assertThat(pool.take()).isSameAs(own);
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
    Pooled<Item> third = pool.take();
    assertThat(third.item()).isSameAs(scene.made.getFirst());
    assertThatThrownBy(second::recycle)
        .as("of a holder that came out of the pool")
        .hasMessageStartingWith("checked: given back twice");
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCannotBeResetAnyMoreIsDroppedFromItsPlace(boolean resources) {
    RecyclingPool<Item> pool =
        (resources ? scene.resources() : scene.pool()).reset(item -> item.bytes[0] == 0).open();
    Pooled<Item> dirty = Scene.takeOwn(pool);
    dirty.item().bytes[0] = 1;
    dirty.recycle();
    assertThat(pool.statistics().drops()).containsExactly(Map.entry(DropReason.REJECTED, 1L));
    assertThat(pool.chargedBytes()).isZero();
    assertThat(pool.take().item()).isNotSameAs(dirty.item());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itemsOfOneSizeAreResetAtEveryReturn(boolean resources) {
    AtomicInteger resets = new AtomicInteger();
    PoolBuilder<byte[]> builder =
        RecyclingPool.of(() -> new byte[50], 50)
            .zeroing(item -> resets.incrementAndGet())
            .signals(scene.signals());
    RecyclingPool<byte[]> pool = (resources ? builder.onDiscard(item -> {}) : builder).open();
    for (int use = 1; use <= 4; use++) {
      pool.take().recycle();
      assertThat(resets).hasValue(use);
    }
    assertThat(pool.statistics().hits()).isEqualTo(3);
  }

  @Test
  void aResetThatThrowsDropsWhatIsItsTakersOwn() {
    RecyclingPool<Item> pool = scene.pool().reset(item -> 100 / (1 - item.bytes[0]) > 0).open();
    Pooled<Item> own = Scene.takeOwn(pool);
    assertThat(own.isPrivate()).isTrue();
    own.item().bytes[0] = 1;
    assertThatThrownBy(own::recycle).isInstanceOf(ArithmeticException.class);
    assertThat(pool.statistics().drops()).containsExactly(Map.entry(DropReason.REJECTED, 1L));
    assertThat(pool.statistics().outstanding()).isZero();
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
      assertThat(pool.statistics().secondRecycles()).isZero();
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
    try (Logged logged = new Logged(Exit.class)) {
      pool.take().discard();
      assertThat(logged.messages())
          .containsExactly("onDiscard failed, the item may still hold its resource");
    }
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
    assertThat(pool.chargedBytes()).as("of the one that is out").isEqualTo(100);
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

  @Test
  void theItemsOfAThreadStayWithItWhereNoTestSaysWhoTakes() throws Exception {
    RecyclingPool<byte[]> pool = Unkept.openStill(RecyclingPool.of(() -> new byte[50], 50));
    Pooled<byte[]> own = Scene.takeOwn(pool);
    own.recycle();
    assertThat(own.isPrivate()).isTrue();
    assertThat(on(Thread.ofPlatform(), pool::take).item()).isNotSameAs(own.item());
    assertThat(pool.take()).isSameAs(own);
  }

  @Test
  void whatOneVirtualThreadRecyclesServesTheNext() throws Exception {
    RecyclingPool<byte[]> pool = Unkept.openStill(RecyclingPool.of(() -> new byte[50], 50));
    byte[] first =
        on(
            Thread.ofVirtual(),
            () -> {
              Pooled<byte[]> pooled = Scene.takeOwn(pool);
              pooled.recycle();
              return pooled.item();
            });
    for (int thread = 0; thread < 10; thread++) {
      byte[] next =
          on(
              Thread.ofVirtual(),
              () -> {
                Pooled<byte[]> pooled = pool.take();
                pooled.recycle();
                return pooled.item();
              });
      assertThat(next).isSameAs(first);
    }
    assertThat(pool.statistics().misses()).isEqualTo(1);
  }

  @Test
  void virtualThreadsShareAFewNumbersBelowZero() throws Exception {
    Set<Long> takers = new HashSet<>();
    for (int thread = 0; thread < 100; thread++) {
      takers.add(on(Thread.ofVirtual(), PoolSignals::currentTaker));
    }
    assertThat(takers)
        .hasSizeLessThan(2 * Runtime.getRuntime().availableProcessors())
        .allMatch(taker -> taker < 0);
  }

  @Test
  void everyPlatformThreadHasANumberOfItsOwn() throws Exception {
    Set<Long> takers = new HashSet<>();
    for (int thread = 0; thread < 100; thread++) {
      takers.add(on(Thread.ofPlatform(), PoolSignals::currentTaker));
    }
    assertThat(takers).hasSize(100).allMatch(taker -> taker >= 0);
  }

  private static <V> V on(Thread.Builder thread, Callable<V> action) throws Exception {
    FutureTask<V> task = new FutureTask<>(action);
    thread.start(task);
    return task.get();
  }
}
