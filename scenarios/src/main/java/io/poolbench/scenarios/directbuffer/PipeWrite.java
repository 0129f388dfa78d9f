package io.poolbench.scenarios.directbuffer;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.SampleDigest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/**
 * Sends a message through a pipe of the operating system, which has room for it, and reads it: two
 * different ones by turns, so that what the last has left in a buffer is wrong. The digest is made
 * of samples of both.
 */
final class PipeWrite implements Operation {

  private static final int MESSAGES = 2;

  private final Sender sender;
  private final byte[][] messages;
  private final Pipe pipe = Pipe.open();
  private final ByteBuffer received;
  private final long[] digests = new long[MESSAGES];
  private int next;

  PipeWrite(Sender sender, int length) throws IOException {
    this.sender = sender;
    messages = new byte[MESSAGES][length];
    for (int which = 0; which < MESSAGES; which++) {
      for (int at = 0; at < length; at++) {
        messages[which][at] = (byte) ((31 + which) * at);
      }
    }
    received = ByteBuffer.allocateDirect(length);
    // What was sent is there; who waited for what was not would wait for ever.
    pipe.source().configureBlocking(false);
    // The first digest needs both, too.
    for (int which = 0; which < MESSAGES; which++) {
      sendAndReceive();
    }
  }

  @Override
  public long run() throws IOException {
    sendAndReceive();
    return digests[0] * 31 + digests[1];
  }

  private void sendAndReceive() throws IOException {
    sender.send(messages[next], pipe.sink());
    received.clear();
    while (received.hasRemaining()) {
      if (pipe.source().read(received) <= 0) {
        throw new EOFException(
            "the pipe has %d bytes, expected a message of %d"
                .formatted(received.position(), received.capacity()));
      }
    }
    digests[next] = SampleDigest.of(received, received.position());
    next = (next + 1) % MESSAGES;
  }

  @Override
  public void close() throws IOException {
    pipe.sink().close();
    pipe.source().close();
  }
}
