package io.poolbench.scenarios.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two take at once what one gave back. */
@JCStressTest
@State
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "One got it, the other a new one.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "One got it, the other a new one.")
@Outcome(expect = FORBIDDEN, desc = "Two have it, or nobody.")
public class TwoTakers {

  private final RecyclingPool<int[]> pool = Shelf.pool();

  public TwoTakers() {
    Pooled<int[]> pooled = pool.take();
    pooled.item()[0] = 1;
    pooled.recycle();
  }

  @Actor
  public void one(II_Result result) {
    result.r1 = pool.take().item()[0];
  }

  @Actor
  public void other(II_Result result) {
    result.r2 = pool.take().item()[0];
  }
}
