package io.poolbench.scenarios.http;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.CC_Result;

/** As {@link LateReader}, with a request that looks at its reader once and then reads. */
@JCStressTest
@State
@Outcome(
    id = {"b, n", "-, n"},
    expect = ACCEPTABLE,
    desc = "It was in time, or was refused.")
@Outcome(expect = FORBIDDEN, desc = "It has read from the next connection, or disturbed it.")
public class BrokenLateReader {

  private final BufferedSource source = new BufferedSource(new Wire("b"), 32);
  private volatile @Nullable BufferedSource open = source;

  @Actor
  public void latecomer(CC_Result result) {
    byte[] one = new byte[1];
    result.r1 = '-';
    try {
      BufferedSource mine = open;
      if (mine != null) {
        mine.read(one, 0, 1);
        result.r1 = (char) one[0];
      }
    } catch (IOException | RuntimeException e) {
      result.r1 = '!';
    }
  }

  @Actor
  public void server(CC_Result result) {
    open = null;
    result.r2 = Wire.readNext(source);
  }
}
