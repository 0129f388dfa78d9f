package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.Operation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A proxy's work: a message comes in on one loopback connection and is spliced to another. Both
 * peers live in the thread that splices, and act when it would otherwise wait, so that no scheduler
 * is measured. Puts out the CRC-32 of what arrived.
 */
final class SplicedConnection implements Operation, Splice.Readiness {

  /** The bytes that a peer sends or receives at a time: they stay in the cache. */
  private static final int AT_ONCE = 64 << 10;

  private static final int PATIENCE_MILLIS = 10_000;

  private final Linux linux;
  private final Pipes pipes;
  private final Loopback incoming;
  private final Loopback outgoing;
  private final Splice splice;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment message;
  private final MemorySegment received;
  private final ByteBuffer receivedBytes;
  private final CRC32 digest = new CRC32();
  private final int length;
  private int sent;
  private int arrived;

  /**
   * Opens both connections.
   *
   * @param length bytes of the message
   */
  SplicedConnection(Linux linux, Pipes pipes, int length) throws IOException {
    this.linux = linux;
    this.pipes = pipes;
    this.length = length;
    incoming = Loopback.open(linux);
    try {
      outgoing = Loopback.open(linux);
    } catch (IOException failed) {
      incoming.close();
      throw failed;
    }
    splice = new Splice(linux, pipes, incoming.far(), outgoing.near(), this);
    byte[] random = new byte[length];
    new Random(length).nextBytes(random);
    message = arena.allocate(length).copyFrom(MemorySegment.ofArray(random));
    received = arena.allocate(AT_ONCE);
    receivedBytes = received.asByteBuffer();
  }

  @Override
  public long run() throws IOException {
    sent = 0;
    arrived = 0;
    digest.reset();
    send();
    long moved = splice.transfer(length);
    if (moved != length) {
      throw new IOException(
          "pipepool: spliced %d bytes of %d before the end of the stream".formatted(moved, length));
    }
    while (arrived < length) {
      awaitTarget();
    }
    return digest.getValue();
  }

  @Override
  public void awaitSource() throws IOException {
    if (send() == 0) {
      await(incoming.far());
    }
  }

  /**
   * Lets the far peer receive what is under way, which fills the target: there is no room before.
   */
  @Override
  public void awaitTarget() throws IOException {
    if (receive() == 0) {
      await(outgoing.far());
    }
  }

  private int send() throws IOException {
    int atOnce = Math.min(length - sent, AT_ONCE);
    if (atOnce == 0) {
      return 0;
    }
    int wrote = linux.write(incoming.near(), message.asSlice(sent), atOnce);
    if (wrote == -Linux.EAGAIN) {
      return 0;
    }
    if (wrote < 0) {
      throw Linux.failed("write to the incoming connection", wrote);
    }
    sent += wrote;
    return wrote;
  }

  private int receive() throws IOException {
    int read = linux.read(outgoing.far(), received, AT_ONCE);
    if (read == -Linux.EAGAIN) {
      return 0;
    }
    if (read <= 0) {
      throw Linux.failed("read from the outgoing connection", read);
    }
    digest.update(receivedBytes.limit(read).position(0));
    arrived += read;
    return read;
  }

  private void await(int socket) throws IOException {
    int ready = linux.poll(socket, Linux.POLLIN, PATIENCE_MILLIS);
    if (ready == 0) {
      throw new IOException(
          "pipepool: nothing arrived over loopback for %d ms; sent %d, received %d of %d bytes"
              .formatted(PATIENCE_MILLIS, sent, arrived, length));
    }
    if (ready < 0) {
      throw Linux.failed("poll", ready);
    }
  }

  @Override
  public void close() {
    splice.close();
    incoming.close();
    outgoing.close();
    pipes.close();
    arena.close();
  }
}
