package io.poolbench.scenarios.pipepool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two take at once the pipe that lies idle: one of them gets it, clean, the other a new one. */
@JCStressTest
@State
@Outcome(
    id = {"true, false", "false, true"},
    expect = ACCEPTABLE,
    desc = "One got it.")
@Outcome(expect = FORBIDDEN, desc = "Two have it, or it is lost.")
@SuppressWarnings("ReferenceEquality") // The same pipe is meant.
public class TwoTakersOfAPipe {

  private final PipeScene.Evictable pipes = PipeScene.pooled(new PaperLinux());
  private final Pipe idle = Promise.take(pipes);

  public TwoTakersOfAPipe() {
    pipes.recycle(idle);
  }

  @Actor
  public void one(ZZ_Result result) {
    result.r1 = Promise.take(pipes) == idle;
  }

  @Actor
  public void other(ZZ_Result result) {
    result.r2 = Promise.take(pipes) == idle;
  }
}
