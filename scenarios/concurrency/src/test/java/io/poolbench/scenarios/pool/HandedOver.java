package io.poolbench.scenarios.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * One hands over what is private to it and takes again, while another gives that back and takes.
 */
@JCStressTest
@State
@Outcome(id = "false", expect = ACCEPTABLE, desc = "Each has an item of its own.")
@Outcome(expect = FORBIDDEN, desc = "Two have one item.")
public class HandedOver {

  private final RecyclingPool<int[]> pool = Shelf.poolWithReset();
  private volatile @Nullable Pooled<int[]> handedOver;
  private int @Nullable [] ownersNext;
  private int @Nullable [] othersNext;

  @Actor
  public void owner() {
    pool.take().recycle();
    pool.take().recycle();
    handedOver = pool.take();
    ownersNext = pool.take().item();
  }

  @Actor
  public void other() {
    Pooled<int[]> pooled = handedOver;
    if (pooled != null) {
      pooled.recycle();
      othersNext = pool.take().item();
    }
  }

  @Arbiter
  @SuppressWarnings("ReferenceEquality") // whether it is one
  public void compare(Z_Result result) {
    result.r1 = ownersNext == othersNext;
  }
}
