package io.poolbench.scenarios.http;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections and serves each on a virtual thread of its own, as Go does on a goroutine; or
 * on the thread that accepts, one after the other.
 */
public final class Server {

  /** The source of the connections. */
  @FunctionalInterface
  public interface Listener {

    /** Waits for the next connection, or returns null when there will be no more. */
    @Nullable Transport accept() throws IOException;
  }

  private final Buffers buffers;
  private final Handler handler;
  private final Takeover takeover;
  private final Executor threads;

  /** Makes a server whose connections nobody can take over. */
  public Server(Buffers buffers, Handler handler) {
    this(buffers, handler, Takeover.REFUSED);
  }

  public Server(Buffers buffers, Handler handler, Takeover takeover) {
    this(buffers, handler, takeover, Thread::startVirtualThread);
  }

  private Server(Buffers buffers, Handler handler, Takeover takeover, Executor threads) {
    this.buffers = buffers;
    this.handler = handler;
    this.takeover = takeover;
    this.threads = threads;
  }

  /**
   * Returns this server, on the one thread that accepts: each connection is served to its end
   * before the next is accepted, so that nothing is handed over between threads.
   */
  public Server onOneThread() {
    return new Server(buffers, handler, takeover, Runnable::run);
  }

  /** Serves until the listener has no more; connections under way go on. */
  public void serve(Listener listener) throws IOException {
    Transport transport;
    while ((transport = listener.accept()) != null) {
      threads.execute(new Connection(transport, buffers, handler, takeover));
    }
  }
}
