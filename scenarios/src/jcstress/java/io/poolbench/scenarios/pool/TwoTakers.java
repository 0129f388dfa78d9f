package io.poolbench.scenarios.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two take at once what one gave back: one of them gets it, the other a new one. */
@JCStressTest
@State
@Outcome(
    id = {"true, false", "false, true"},
    expect = ACCEPTABLE,
    desc = "One got it.")
@Outcome(expect = FORBIDDEN, desc = "Two have it, or it is lost.")
@SuppressWarnings("ReferenceEquality") // the same item is meant
public class TwoTakers {

  private final RecyclingPool<int[]> pool =
      new RecyclingPool<>(
          RecyclingPool.of(() -> new int[1], 4)
              .maxItems(2)
              .signals(new PoolSignals(() -> 0, () -> 0, null)));

  private final int[] item;

  public TwoTakers() {
    Pooled<int[]> pooled = pool.take();
    item = pooled.item();
    pooled.recycle();
  }

  @Actor
  public void one(ZZ_Result result) {
    result.r1 = pool.take().item() == item;
  }

  @Actor
  public void other(ZZ_Result result) {
    result.r2 = pool.take().item() == item;
  }
}
