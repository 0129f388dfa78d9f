package io.poolbench.scenarios.pipepool;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two take at once what lies in a place, which is looked at first and emptied then. */
@JCStressTest
@State
@Outcome(
    id = {"true, false", "false, true"},
    expect = ACCEPTABLE,
    desc = "One got it.")
@Outcome(expect = FORBIDDEN, desc = "Two have it, or it is lost.")
@SuppressWarnings("ReferenceEquality") // The same pipe is meant.
public class BrokenTwoTakersOfAPipe {

  private final PipeScene.Evictable pipes = new LooksThenTakes(new PaperLinux());
  private final Pipe idle = Promise.take(pipes);

  public BrokenTwoTakersOfAPipe() {
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
