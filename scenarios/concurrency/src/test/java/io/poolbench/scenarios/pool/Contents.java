package io.poolbench.scenarios.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One writes into an item and gives it back, another takes: the writes come with the item. */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It got the item, with all that was written.")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "It was first, and got a new one.")
@Outcome(expect = FORBIDDEN, desc = "It got the item before all that was written.")
public class Contents {

  private final RecyclingPool<int[]> pool = Shelf.pool();
  private final Pooled<int[]> pooled = pool.take();

  @Actor
  public void giveBack() {
    int[] item = pooled.item();
    item[0] = 1;
    item[1] = 1;
    pooled.recycle();
  }

  @Actor
  public void take(II_Result result) {
    int[] item = pool.take().item();
    result.r2 = item[1];
    result.r1 = item[0];
  }
}
