package io.poolbench.scenarios.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** An item comes back at the moment at which the pool is closed. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nothing is kept, and no bytes are charged.")
@Outcome(expect = FORBIDDEN, desc = "Something is left behind.")
public class CloseAgainstRecycle {

  private final RecyclingPool<int[]> pool = Shelf.pool();
  private final Pooled<int[]> pooled = pool.take();

  @Actor
  public void recycle() {
    pooled.recycle();
  }

  @Actor
  public void close() {
    pool.close();
  }

  @Arbiter
  public void look(JJ_Result result) {
    result.r1 = pool.statistics().retainedItems();
    result.r2 = pool.chargedBytes();
  }
}
