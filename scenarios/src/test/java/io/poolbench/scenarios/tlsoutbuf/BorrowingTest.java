package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the After variant has a buffer, and when it has not. */
final class BorrowingTest {

  private final OutBuffers pool = new OutBuffers();
  private final OutBuffer only = pool.take();
  private final Wire wire = new Wire();
  private final TlsConnection connection;

  BorrowingTest() throws Exception {
    connection = TlsConnection.open(new Tls());
    pool.recycle(only);
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
  }

  private After writer(WritableByteChannel sink) {
    return new After(RecordLayer.fresh(connection.server().engine()), sink, pool);
  }

  private void assertGivenBack() {
    OutBuffer taken = pool.take();
    assertThat(taken).isSameAs(only);
    pool.recycle(taken);
  }

  private void assertHeld() {
    OutBuffer other = pool.take();
    assertThat(other).isNotSameAs(only);
    other.soil();
    pool.recycle(other);
  }

  @Test
  void anIdleConnectionHasNoBuffer() throws Exception {
    After writer = writer(wire);
    assertGivenBack();
    writer.write(ByteBuffer.wrap(new byte[10_240]));
    assertGivenBack();
    writer.close();
    assertGivenBack();
  }

  @Test
  void theBufferIsHeldWhileItsRecordsWait() throws Exception {
    After writer = writer(wire);
    wire.room = 1_000;
    writer.write(ByteBuffer.wrap(new byte[10_240]));
    assertHeld();
    writer.close();
    assertHeld();
    wire.room = Integer.MAX_VALUE;
    assertThat(writer.close()).isTrue();
    assertGivenBack();
  }

  /** Jetty's CVE-2022-2191: buffers that were not released when a connection failed. */
  @Test
  void theBufferIsGivenBackWhenTheSinkFails() {
    wire.broken = true;
    After writer = writer(wire);
    for (int room : new int[] {0, 1_000}) {
      wire.room = room;
      assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[10_240])))
          .isInstanceOf(IOException.class);
      assertGivenBack();
    }
  }

  @Test
  void theBufferIsGivenBackWhenTheSinkFailsLater() throws Exception {
    After writer = writer(wire);
    wire.room = 1_000;
    writer.write(ByteBuffer.wrap(new byte[10_240]));
    assertHeld();
    wire.broken = true;
    assertThatThrownBy(writer::close).hasMessage("wire cut");
    assertGivenBack();
  }

  @Test
  void theBufferIsGivenBackWhenThereIsAnError() {
    After writer =
        writer(
            new WritableByteChannel() {
              @Override
              public int write(ByteBuffer source) {
                throw new StackOverflowError();
              }

              @Override
              public boolean isOpen() {
                return true;
              }

              @Override
              public void close() {}
            });
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(StackOverflowError.class);
    assertGivenBack();
  }

  @Test
  void theBufferIsGivenBackWhenTheConnectionIsClosed() throws Exception {
    After writer = writer(wire);
    writer.close();
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(IOException.class);
    assertGivenBack();
  }

  /** The engine encrypts in place: where it failed, data may lie in the clear. */
  @Test
  void theBufferIsDiscardedWhenTheEngineFails() throws Exception {
    After writer = writer(wire);
    connection.server().engine().closeOutbound();
    connection.server().engine().wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000));
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(IOException.class);
    assertThat(pool.take()).isNotSameAs(only);
  }

  @Test
  void theBufferIsGivenBackWhenTheSocketIsClosedUnderAWriteThatHangs() throws Exception {
    SocketChannel socket = connection.server().channel();
    After writer = writer(socket);
    CountDownLatch failed = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                writer.write(ByteBuffer.allocate(64 << 20));
              } catch (IOException expected) {
                failed.countDown();
              }
            });
    connection.client().read(ByteBuffer.allocate(RecordLayer.LARGEST_PAYLOAD));
    assertHeld();
    socket.close();
    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    assertGivenBack();
  }

  /** A socket that does not block, a peer that does not read, and a neighbour that writes on. */
  @Test
  void nobodyWritesIntoRecordsThatWaitForASocket() throws Exception {
    byte[] data = Wire.data(8 << 20, 1);
    ByteBuffer unsent = ByteBuffer.wrap(data.clone());
    SocketChannel socket = connection.server().channel();
    socket.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
    socket.configureBlocking(false);
    After writer = writer(socket);
    ByteBuffer received = ByteBuffer.allocate(data.length + RecordLayer.LARGEST_PAYLOAD);
    while (!writer.write(unsent) || received.position() < data.length) {
      Arrays.fill(unsent.array(), 0, unsent.position(), (byte) 0);
      overwriteWhatThePoolHas();
      if (received.position() < data.length) {
        connection.client().read(received);
      }
    }
    assertThat(Wire.content(received.flip())).isEqualTo(data);
    assertGivenBack();
  }

  private void overwriteWhatThePoolHas() throws IOException {
    OutBuffer other = pool.take();
    ByteBuffer room = other.room(40_000);
    while (room.hasRemaining()) {
      room.put((byte) 0xff);
    }
    other.drainTo(new CountingSink());
    pool.recycle(other);
  }
}
