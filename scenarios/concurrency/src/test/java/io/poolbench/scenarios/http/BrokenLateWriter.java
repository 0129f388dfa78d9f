package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/** Breaks {@link LateWriter}: its response looks at its writer once and then writes. */
@JCStressTest
@State
@Outcome(
    id = {"true, next", "false, next"},
    expect = ACCEPTABLE,
    desc = "It was in time, or was refused.")
@Outcome(expect = FORBIDDEN, desc = "It is in the next connection's response.")
public class BrokenLateWriter {

  private static final byte[] LATE = "late".getBytes(US_ASCII);

  private final BufferedSink sink = new BufferedSink(new Wire(""), 256);
  private volatile @Nullable BufferedSink open = sink;

  @Actor
  public void latecomer(ZL_Result result) {
    try {
      BufferedSink mine = open;
      if (mine != null) {
        pause();
        mine.write(LATE, 0, LATE.length);
        result.r1 = true;
      }
    } catch (IOException e) {
      result.r1 = false;
    }
  }

  @Actor
  public void server(ZL_Result result) {
    open = null;
    result.r2 = Wire.writeNext(sink, BrokenLateWriter::pause);
  }

  /** Parks the caller a moment; both sides do, so that one surely meets the other's pause. */
  private static void pause() {
    LockSupport.parkNanos(1);
  }
}
