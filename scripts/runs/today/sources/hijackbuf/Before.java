package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.ConnectionReader;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;

/** The buffers of a connection that a handler takes over. */
final class Before implements Takeover {

  @Override
  public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
    current.flush();
    return new BufferedSink(transport);
  }

  @Override
  public void handlerReturned(ConnectionReader reader) {}
}
