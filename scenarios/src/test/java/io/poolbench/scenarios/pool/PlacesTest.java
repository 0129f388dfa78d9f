package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.poolbench.scenarios.pool.Scene.Item;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where holders lie. A pool finds them all, but it finds soon those that lie where they should. */
final class PlacesTest {

  private final RecyclingPool<Item> pool = Unkept.open(new Scene().pool());
  private final Places<Item> places = new Places<>(64, Long.MAX_VALUE);

  private Pooled<Item> in(long taker) {
    return in(taker, places);
  }

  /** A holder of that taker, which is in. */
  private Pooled<Item> in(long taker, Places<Item> places) {
    Pooled<Item> pooled = new Pooled<>(pool, new Item(1), taker);
    pooled.shelve();
    assertThat(places.put(pooled, 1, displaced -> fail("nobody is out"))).isTrue();
    return pooled;
  }

  @ParameterizedTest
  @ValueSource(longs = {-2, -1, 0, 1, 2, 3})
  void aTakerFindsItsOwn(long taker) {
    Pooled<Item> own = in(taker);
    assertThat(places.claimOwn(taker)).isSameAs(own);
    assertThat(places.claimOwn(taker)).as("it is out").isNull();
  }

  @Test
  void whatAnotherHasAtTheSamePlaceIsNotOnesOwn() {
    Places<Item> two = new Places<>(2, Long.MAX_VALUE);
    Pooled<Item> others = in(1, two);
    assertThat(two.claimOwn(3)).isNull();
    assertThat(two.findAny(3)).as("but it may be stolen").isSameAs(others);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void whatIsPrivateLiesWhereItsTakerLooksFirst(long taker) {
    Pooled<Item> own = in(taker);
    assertThat(places.claimPrivate(taker)).as("it is not private yet").isNull();
    assertThat(own.claim()).isTrue();
    assertThat(own.beginReturn()).isTrue();
    assertThat(places.mayBePrivate(own)).isTrue();
    assertThat(own.finishReturn(true)).isTrue();
    assertThat(places.claimPrivate(taker)).isSameAs(own);
    assertThat(places.claimPrivate(taker)).as("it is out").isNull();
  }

  @Test
  void takersOfNeighbouringNumbersLieApart() {
    int[] sorted =
        LongStream.rangeClosed(1, 8).mapToInt(taker -> in(taker).place).sorted().toArray();
    for (int next = 1; next < sorted.length; next++) {
      assertThat(sorted[next] - sorted[next - 1])
          .as("%s: room for a second of each", Arrays.toString(sorted))
          .isGreaterThanOrEqualTo(4);
    }
  }
}
