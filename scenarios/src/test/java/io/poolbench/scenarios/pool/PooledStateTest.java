package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.pool.Scene.Item;
import org.junit.jupiter.api.Test;

/**
 * What may happen to a holder in each state, and what is refused. A pool on one thread asks only
 * for what the state allows, so that the refusals, which threads meet, are asked for here.
 */
final class PooledStateTest {

  private final RecyclingPool<Item> pool = Unkept.open(new Scene().pool());
  private final Pooled<Item> pooled = new Pooled<>(pool, new Item(1), 1);

  /** The holder was taken twice from its place, where it is again. */
  private void comeInAfterTwoHits() {
    pooled.shelve();
    for (int hit = 0; hit < 2; hit++) {
      assertThat(pooled.claim()).isTrue();
      assertThat(pooled.giveBack()).isTrue();
    }
  }

  /** The same, and then its taker made it its own, and took it twice more. */
  private void comeInPrivatelyAfterFourHits() {
    pooled.shelve();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.giveBack()).isTrue();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.beginReturn()).isTrue();
    assertThat(pooled.finishReturn(true)).isTrue();
    for (int hit = 0; hit < 2; hit++) {
      assertThat(pooled.claimPrivate()).isTrue();
      assertThat(pooled.comeBack()).isTrue();
    }
  }

  private void assertNobodyCanTakeIt() {
    assertThat(pooled.claim()).isFalse();
    assertThat(pooled.claimPrivate()).isFalse();
    assertThat(pooled.steal()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.evict()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.isIn()).isFalse();
  }

  private void assertNobodyCanGiveItBack() {
    assertThat(pooled.isHeld()).isFalse();
    assertThat(pooled.beginReturn()).isFalse();
    assertThat(pooled.giveBack()).isFalse();
    assertThat(pooled.comeBack()).isFalse();
  }

  @Test
  void aNewHolderIsHeldAndHasNoPlaceToGoBackTo() {
    assertThat(pooled.isHeld()).isTrue();
    assertNobodyCanTakeIt();
    assertThat(pooled.revoke()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.reinstate()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.giveBack()).isFalse();
    assertThat(pooled.beginReturn()).isTrue();
    assertThat(pooled.finishReturn(false)).isFalse();
  }

  @Test
  void whatIsInIsTakenOnce() {
    comeInAfterTwoHits();
    assertNobodyCanGiveItBack();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.isHeld()).isTrue();
    assertNobodyCanTakeIt();
  }

  @Test
  void whatIsInIsStolenOnceWithTheHitsBefore() {
    comeInAfterTwoHits();
    assertThat(pooled.steal()).isEqualTo(2);
    assertNobodyCanTakeIt();
    assertNobodyCanGiveItBack();
    assertThat(pooled.hits()).as("counted by the thief").isZero();
  }

  @Test
  void whatIsInIsEvictedOnceWithItsHits() {
    comeInAfterTwoHits();
    assertThat(pooled.evict()).isEqualTo(2);
    assertNobodyCanTakeIt();
    assertNobodyCanGiveItBack();
  }

  @Test
  void whatIsInIsNotSentAway() {
    comeInAfterTwoHits();
    assertThat(pooled.sendAway()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.isIn()).isTrue();
    assertThat(pooled.revoke()).as("it is nobody's own").isEqualTo(PooledState.REFUSED);
  }

  @Test
  void whatIsGivenBackIsOneReturnersAlone() {
    comeInAfterTwoHits();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.beginReturn()).isTrue();
    assertNobodyCanGiveItBack();
    assertNobodyCanTakeIt();
    assertThat(pooled.finishReturn(false)).isTrue();
    assertThat(pooled.isIn()).isTrue();
    assertThat(pooled.hits()).isEqualTo(3);
  }

  @Test
  void whatIsEndedLeavesItsHitsOnce() {
    comeInAfterTwoHits();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.beginReturn()).isTrue();
    assertThat(pooled.end()).isEqualTo(3);
    assertThat(pooled.end()).isZero();
    assertNobodyCanTakeIt();
    assertNobodyCanGiveItBack();
  }

  @Test
  void whatIsOutAndSentAwayLeavesItsHitsOnceAndHasNoPlaceToGoBackTo() {
    comeInAfterTwoHits();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.sendAway()).isEqualTo(3);
    assertThat(pooled.sendAway()).isZero();
    assertThat(pooled.isHeld()).isTrue();
    assertThat(pooled.giveBack()).isFalse();
    assertThat(pooled.beginReturn()).isTrue();
    assertThat(pooled.finishReturn(false)).isFalse();
    assertThat(pooled.end()).isZero();
  }

  @Test
  void whatIsSentAwayWhileItIsGivenBackDoesNotComeIn() {
    comeInAfterTwoHits();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.beginReturn()).isTrue();
    assertThat(pooled.sendAway()).isEqualTo(3);
    assertThat(pooled.finishReturn(false)).isFalse();
    assertNobodyCanTakeIt();
    assertNobodyCanGiveItBack();
  }

  @Test
  void whatIsPrivateIsTakenAndGivenBackOnceEachByItsTaker() {
    comeInPrivatelyAfterFourHits();
    assertThat(pooled.isPrivate()).isTrue();
    assertThat(pooled.hits()).isEqualTo(4);
    assertNobodyCanGiveItBack();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.isHeld()).isTrue();
    assertNobodyCanTakeIt();
    assertThat(pooled.comeBack()).isTrue();
    assertThat(pooled.isIn()).isTrue();
    assertNobodyCanGiveItBack();
  }

  @Test
  void whatIsPrivateIsNeitherStolenNorSentAway() {
    comeInPrivatelyAfterFourHits();
    assertThat(pooled.steal()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.sendAway()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.reinstate()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.isIn()).isTrue();
  }

  @Test
  void whatIsPrivateIsGivenUpOnceWithItsHits() {
    comeInPrivatelyAfterFourHits();
    assertThat(pooled.evict()).isEqualTo(4);
    assertThat(pooled.isPrivate()).isFalse();
    assertNobodyCanTakeIt();
    assertNobodyCanGiveItBack();
    assertThat(pooled.reinstate()).as("nobody held it").isEqualTo(PooledState.REFUSED);
  }

  @Test
  void whatIsGivenUpWhileItIsOutPrivatelyIsHeldAgainOnceItIsReinstated() {
    comeInPrivatelyAfterFourHits();
    assertThat(pooled.claimPrivate()).isTrue();
    assertThat(pooled.revoke()).isEqualTo(5);
    assertNobodyCanTakeIt();
    assertNobodyCanGiveItBack();
    assertThat(pooled.reinstate()).as("hits that nobody has counted yet").isZero();
    assertThat(pooled.reinstate()).isEqualTo(PooledState.REFUSED);
    assertThat(pooled.isHeld()).isTrue();
    assertThat(pooled.giveBack()).as("it has no place").isFalse();
    assertThat(pooled.beginReturn()).isTrue();
  }

  @Test
  void theWordTellsOfEveryUse() {
    comeInPrivatelyAfterFourHits();
    long before = pooled.word();
    assertThat(pooled.claimPrivate()).isTrue();
    assertThat(pooled.comeBack()).isTrue();
    long usedByItsTaker = pooled.word();
    assertThat(usedByItsTaker).isNotEqualTo(before);
    // Another gives it back, and its taker makes it its own once more: a use of either kind.
    assertThat(pooled.claimPrivate()).isTrue();
    assertThat(pooled.giveBack()).isTrue();
    assertThat(pooled.claim()).isTrue();
    assertThat(pooled.beginReturn()).isTrue();
    assertThat(pooled.finishReturn(true)).isTrue();
    assertThat(pooled.word()).isNotEqualTo(usedByItsTaker);
    assertThat(pooled.isIn()).isTrue();
  }
}
