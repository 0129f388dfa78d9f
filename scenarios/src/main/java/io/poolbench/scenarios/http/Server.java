package io.poolbench.scenarios.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections and serves each on a virtual thread of its own, as Go does on a goroutine.
 */
public final class Server {

  /** Where connections come from. */
  @FunctionalInterface
  public interface Listener {

    /** Waits for the next connection; null when there will be no more. */
    @Nullable Transport accept() throws IOException;
  }

  private final Buffers buffers;
  private final Handler handler;

  public Server(Buffers buffers, Handler handler) {
    this.buffers = buffers;
    this.handler = handler;
  }

  /** Serves until the listener has no more; connections under way go on. */
  public void serve(Listener listener) throws IOException {
    Transport transport;
    while ((transport = listener.accept()) != null) {
      Thread.startVirtualThread(new Connection(transport, buffers, handler));
    }
  }
}
