package io.poolbench.scenarios.pool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Breaks {@link TwoTakers}: its slot is looked at and emptied in two steps. */
@JCStressTest
@State
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "One got it, the other a new one.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "One got it, the other a new one.")
@Outcome(expect = FORBIDDEN, desc = "Two have it, or nobody.")
public class BrokenTwoTakers {

  private volatile int @Nullable [] slot = {1, 0};

  private int[] take() {
    int[] item = slot;
    // Where other work shares the cores, too, the other one surely comes in between.
    LockSupport.parkNanos(1);
    slot = null;
    return item == null ? new int[2] : item;
  }

  @Actor
  public void one(II_Result result) {
    result.r1 = take()[0];
  }

  @Actor
  public void other(II_Result result) {
    result.r2 = take()[0];
  }
}
