package io.poolbench.scenarios.http;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.CC_Result;

/** A thread reads the body while the handler returns and the reader goes to the next connection. */
@JCStressTest
@State
@Outcome(
    id = {"b, n", "-, n"},
    expect = ACCEPTABLE,
    desc = "It was in time, or was refused.")
@Outcome(expect = FORBIDDEN, desc = "It has read from the next connection, or disturbed it.")
public class LateReader {

  private final BufferedSource source =
      new BufferedSource(new Wire("POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nb"), 32);
  private final Request request = Wire.request(source);

  @Actor
  public void latecomer(CC_Result result) {
    byte[] one = new byte[1];
    try {
      request.readBody(one, 0, 1);
      result.r1 = (char) one[0];
    } catch (IOException e) {
      result.r1 = '-';
    }
  }

  @Actor
  public void server(CC_Result result) {
    request.end();
    result.r2 = Wire.readNext(source);
  }
}
