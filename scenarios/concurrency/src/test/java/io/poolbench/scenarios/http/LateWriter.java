package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/** A thread writes while the handler returns and the writer goes to the next connection. */
@JCStressTest
@State
@Outcome(
    id = {"true, next", "false, next"},
    expect = ACCEPTABLE,
    desc = "It was in time, or was refused.")
@Outcome(expect = FORBIDDEN, desc = "It is in the next connection's response.")
public class LateWriter {

  private static final byte[] LATE = "late".getBytes(US_ASCII);
  private static final Connection CONNECTION =
      new Connection(new Wire(""), new NewBuffers(), (_, _) -> {}, Takeover.REFUSED);

  private final BufferedSink sink = new BufferedSink(new Wire(""), 256);
  private final Response response;

  public LateWriter() {
    Request request = Wire.request(new BufferedSource(new Wire("GET / HTTP/1.0\r\n\r\n"), 32));
    response = new Response(CONNECTION, request, sink);
  }

  @Actor
  public void latecomer(ZL_Result result) {
    try {
      response.write(LATE);
      result.r1 = true;
    } catch (IOException e) {
      result.r1 = false;
    }
  }

  @Actor
  public void server(ZL_Result result) {
    response.letGo();
    result.r2 = Wire.writeNext(sink, () -> {});
  }
}
