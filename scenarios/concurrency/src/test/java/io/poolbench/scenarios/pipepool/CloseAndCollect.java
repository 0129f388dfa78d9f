package io.poolbench.scenarios.pipepool;

import static java.util.Objects.requireNonNull;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A pipe is closed by its pool and by the collector's thread at once. */
@JCStressTest
@State
@Outcome(id = "true", expect = ACCEPTABLE, desc = "Each is closed once.")
@Outcome(expect = FORBIDDEN, desc = "One is open still, or was closed twice.")
public class CloseAndCollect {

  private final PaperLinux linux = new PaperLinux();
  private final Pipe pipe = requireNonNull(Pipe.open(linux));

  public CloseAndCollect() {
    pipe.closeWhenLost(LockedPipes.CLEANER);
  }

  @Actor
  public void close() {
    pipe.close();
  }

  @Actor
  public void collect() {
    requireNonNull(pipe.cleanup).clean();
  }

  @Arbiter
  public void look(Z_Result result) {
    result.r1 = linux.isEachClosedOnce();
  }
}
