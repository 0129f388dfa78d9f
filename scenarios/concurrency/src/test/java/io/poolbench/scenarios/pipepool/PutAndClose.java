package io.poolbench.scenarios.pipepool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A pipe comes back while its pool is closed and ages: its descriptors are closed, once. */
@JCStressTest
@State
@Outcome(id = "true", expect = ACCEPTABLE, desc = "Each is closed once.")
@Outcome(expect = FORBIDDEN, desc = "One is open still, or was closed twice.")
public class PutAndClose {

  private final PaperLinux linux = new PaperLinux();
  private final PipeScene.Evictable pipes = PipeScene.pooled(linux);
  private final Pipe pipe = Promise.take(pipes);

  @Actor
  public void put() {
    pipes.recycle(pipe);
  }

  /** Does both in one thread, as jcstress needs a processor for each. */
  @Actor
  public void ageAndClose() {
    pipes.age();
    pipes.close();
    pipes.age();
  }

  @Arbiter
  public void look(Z_Result result) {
    result.r1 = linux.isEachClosedOnce();
  }
}
