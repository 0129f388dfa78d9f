package io.poolbench.scenarios.directbuffer;

import io.poolbench.scenarios.Operation;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.zip.CRC32;

/** Sends a message through a pipe of the operating system, which has room for it, and reads it. */
final class PipeWrite implements Operation {

  private final Sender sender;
  private final byte[] message;
  private final Pipe pipe = Pipe.open();
  private final ByteBuffer received;
  private final CRC32 digest = new CRC32();

  PipeWrite(Sender sender, int length) throws IOException {
    this.sender = sender;
    message = new byte[length];
    for (int at = 0; at < length; at++) {
      message[at] = (byte) (31 * at);
    }
    received = ByteBuffer.allocateDirect(length);
  }

  @Override
  public long run() throws IOException {
    sender.send(message, pipe.sink());
    received.clear();
    while (received.hasRemaining()) {
      if (pipe.source().read(received) < 0) {
        throw new EOFException("the pipe was closed");
      }
    }
    digest.reset();
    digest.update(received.flip());
    return digest.getValue();
  }

  @Override
  public void close() throws IOException {
    pipe.sink().close();
    pipe.source().close();
  }
}
