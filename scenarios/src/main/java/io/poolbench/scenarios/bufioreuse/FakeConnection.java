package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Transport;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One connection in memory, without keep-alive: the server accepts it, serves it on a virtual
 * thread and closes it, and the operation waits for the close. No sockets; parsing, scheduling and
 * the closing handshake are real.
 */
final class FakeConnection implements Operation {

  private final Server server;
  private final Memory connection = new Memory();
  private boolean accepted;

  FakeConnection(Buffers buffers) {
    server = new Server(buffers, Bufioreuse.HELLO);
  }

  @Override
  public long run() throws Exception {
    connection.reopen();
    accepted = false;
    server.serve(this::acceptOnce);
    return connection.awaitClose();
  }

  private @Nullable Transport acceptOnce() {
    if (accepted) {
      return null;
    }
    accepted = true;
    return connection;
  }

  /** Holds the request, digests the response; used again for every operation, as in the seed. */
  private static final class Memory implements Transport {
    private final Semaphore closed = new Semaphore(0);
    private final CRC32 received = new CRC32();
    private int position;

    void reopen() {
      position = 0;
      received.reset();
    }

    long awaitClose() throws InterruptedException {
      closed.acquire();
      return received.getValue();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(length, Bufioreuse.REQUEST.length - position);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(Bufioreuse.REQUEST, position, target, offset, count);
      position += count;
      return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      received.update(bytes, offset, length);
    }

    @Override
    public void close() {
      closed.release();
    }
  }
}
