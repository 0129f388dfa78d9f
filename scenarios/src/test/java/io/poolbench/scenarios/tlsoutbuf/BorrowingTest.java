package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import io.poolbench.scenarios.tlsoutbuf.BrokenWriters.Borrowers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the After variant has a buffer, and when it has not. */
@Timeout(Patience.SECONDS)
final class BorrowingTest {

  private final RecyclingPool<OutBuffer> pool = TlsoutbufTechnique.newPool();
  private final Wire wire = new Wire();
  private final TlsConnection connection;

  /**
   * Not waited for: where a test fails, its writers may hang. Not virtual: the JVM does not tell
   * who is blocked by one.
   */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

  /** The variant: After, unless a test of this test says otherwise. */
  Borrowers borrowers = After::new;

  BorrowingTest() throws Exception {
    connection = TlsConnection.open(new Tls());
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    threads.shutdownNow();
  }

  private RecordWriter writer(WritableByteChannel sink) {
    return borrowers.open(RecordLayer.fresh(connection.server().engine()), sink, pool);
  }

  /** Taken or not: what is out, and that what came back was kept and not dropped. */
  private void assertHeld(int buffers) {
    assertThat(pool.statistics().outstanding()).isEqualTo(buffers);
    assertThat(pool.statistics().drops()).isEmpty();
    assertThat(pool.statistics().secondRecycles()).isZero();
  }

  @Test
  void anIdleConnectionHoldsNoBuffer() throws Exception {
    RecordWriter writer = writer(wire);
    assertHeld(0);
    writer.write(ByteBuffer.wrap(new byte[10_240]));
    assertHeld(0);
    writer.close();
    assertHeld(0);
    assertThat(pool.statistics().retainedItems()).isEqualTo(1);
  }

  @Test
  void theBufferIsTakenAndRecycledUnderTheWriteLock() throws Exception {
    HangingWire hanging = new HangingWire();
    RecordWriter writer = writer(hanging);
    Future<Boolean> data = threads.submit(() -> writer.write(ByteBuffer.allocate(1)));
    hanging.entered.await();
    FutureTask<Boolean> closed = new FutureTask<>(writer::close);
    Thread alert = startAndWait(closed, writer, hanging);
    try {
      assertThat(Patience.isBlocked(alert, writer)).as("waits for the lock").isTrue();
      assertHeld(1);
    } finally {
      hanging.mayGoOn.countDown();
    }
    assertThat(data.get()).isTrue();
    assertThat(closed.get()).isTrue();
    assertHeld(0);
    assertThat(pool.statistics().misses()).as("buffers ever made").isEqualTo(1);
  }

  /** The alert comes while half a record of data waits, which another thread has left. */
  @Test
  void dataAndAlertNeverShareABuffer() throws Exception {
    HangingWire hanging = new HangingWire();
    hanging.room = 1_000;
    hanging.mayGoOn.countDown();
    RecordWriter writer = writer(hanging);
    ByteBuffer data = ByteBuffer.wrap(Wire.data(1_100, 3));
    assertThat(writer.write(data)).isFalse();
    hanging.hangAgain();
    hanging.room = Integer.MAX_VALUE;
    Future<Boolean> flushed = threads.submit(() -> writer.write(ByteBuffer.allocate(0)));
    hanging.entered.await();
    FutureTask<Boolean> closed = new FutureTask<>(writer::close);
    startAndWait(closed, writer, hanging);
    hanging.mayGoOn.countDown();
    assertThat(flushed.get()).isTrue();
    assertThat(closed.get()).isTrue();
    assertThat(hanging.decrypted(connection.client().engine())).isEqualTo(data.array());
    assertThat(connection.client().engine().isInboundDone()).as("the alert came").isTrue();
    assertHeld(0);
  }

  /** Until it waits for the writer's lock; or is in the wire, or has ended, which it should not. */
  private static Thread startAndWait(
      FutureTask<Boolean> task, RecordWriter writer, HangingWire hanging) {
    int before = hanging.writes.get();
    Thread thread = Thread.ofPlatform().daemon().start(task);
    while (thread.isAlive()
        && hanging.writes.get() == before
        && !Patience.isBlocked(thread, writer)) {
      Patience.nap(1);
    }
    return thread;
  }

  /** Hangs in every write until it may go on. */
  private static final class HangingWire extends Wire {
    final AtomicInteger writes = new AtomicInteger();
    volatile CountDownLatch entered = new CountDownLatch(1);
    volatile CountDownLatch mayGoOn = new CountDownLatch(1);

    void hangAgain() {
      entered = new CountDownLatch(1);
      mayGoOn = new CountDownLatch(1);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      writes.incrementAndGet();
      entered.countDown();
      try {
        mayGoOn.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
      return super.write(source);
    }
  }

  @Test
  void whatHasGrownGoesBackInTheHolderThatWasTaken() throws Exception {
    Pooled<OutBuffer> small = pool.take();
    OutBuffer holder = small.item();
    small.recycle();
    writer(wire).write(ByteBuffer.wrap(new byte[10_240]));
    Pooled<OutBuffer> grown = pool.take();
    assertThat(grown.item()).isSameAs(holder);
    assertThat(grown.item().capacity()).isEqualTo(TlsoutbufTechnique.PACKET_BYTES);
  }

  @Test
  void aPartialWriteHoldsTheBufferUntilItIsFlushed() throws Exception {
    RecordWriter writer = writer(wire);
    wire.room = 1_000;
    assertThat(writer.write(ByteBuffer.wrap(new byte[10_240]))).isFalse();
    assertHeld(1);
    assertThat(writer.close()).isFalse();
    assertHeld(1);
    wire.room = Integer.MAX_VALUE;
    assertThat(writer.close()).isTrue();
    assertHeld(0);
  }

  /** Jetty's CVE-2022-2191: buffers that were not released when a connection failed. */
  @Test
  void theBufferIsRecycledWhenTheSinkFails() {
    wire.broken = true;
    for (int room : new int[] {0, 1_000}) {
      RecordWriter writer = writer(wire);
      wire.room = room;
      assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[10_240])))
          .hasMessage("wire cut");
      assertHeld(0);
      assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
          .hasMessageStartingWith("an earlier write failed");
      assertHeld(0);
    }
  }

  @Test
  void theBufferIsRecycledWhenTheSinkFailsAfterAPartialWrite() throws Exception {
    RecordWriter writer = writer(wire);
    wire.room = 1_000;
    writer.write(ByteBuffer.wrap(new byte[10_240]));
    assertHeld(1);
    wire.broken = true;
    assertThatThrownBy(writer::close).hasMessage("wire cut");
    assertHeld(0);
  }

  @Test
  void theBufferIsRecycledWhenThereIsAnError() {
    RecordWriter writer =
        writer(
            new Wire() {
              @Override
              public int write(ByteBuffer source) {
                throw new StackOverflowError();
              }
            });
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(StackOverflowError.class);
    assertHeld(0);
  }

  @Test
  void theBufferIsRecycledWhenTheConnectionIsClosed() throws Exception {
    RecordWriter writer = writer(wire);
    writer.close();
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(ClosedChannelException.class);
    assertHeld(0);
  }

  @Test
  void theBufferIsRecycledWhenTheEngineFails() {
    FakeEngine engine = new FakeEngine(TlsoutbufTechnique.PACKET_BYTES);
    engine.failing = true;
    RecordWriter writer = borrowers.open(RecordLayer.fresh(engine), wire, pool);
    for (String failure : new String[] {"engine failed", "an earlier write failed"}) {
      assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
          .hasMessageStartingWith(failure);
      assertHeld(0);
    }
    assertThat(wire.taken()).isEmpty();
  }

  @Test
  void theBufferIsRecycledWhenTheSocketIsClosedUnderAWriteThatHangs() throws Exception {
    SocketChannel socket = connection.server().channel();
    RecordWriter writer = writer(socket);
    Future<Boolean> hanging = threads.submit(() -> writer.write(ByteBuffer.allocate(64 << 20)));
    connection.client().read(ByteBuffer.allocate(2 * RecordLayer.LARGEST_PAYLOAD), 1);
    assertHeld(1);
    socket.close();
    assertThatThrownBy(hanging::get).hasCauseInstanceOf(ClosedChannelException.class);
    assertHeld(0);
  }

  @Test
  void nothingAliasesTheBufferAfterWriteReturns() throws Exception {
    List<ByteBuffer> seen = new ArrayList<>();
    byte[] data = Wire.data(10_240, 1);
    writer(
            new Wire() {
              @Override
              public int write(ByteBuffer source) throws IOException {
                seen.add(source);
                return wire.write(source);
              }
            })
        .write(ByteBuffer.wrap(data));
    assertThat(seen).isNotEmpty().allSatisfy(buffer -> assertThat(buffer.hasRemaining()).isFalse());
    overwriteWhatThePoolHas();
    assertThat(wire.decrypted(connection.client().engine())).isEqualTo(data);
  }

  /** A socket that does not block, a peer that reads seldom, and a neighbour that writes on. */
  @Test
  void nobodyWritesIntoARecordThatWaitsForASocket() throws Exception {
    byte[] data = Wire.data(4 << 20, 2);
    ByteBuffer unsent = ByteBuffer.wrap(data.clone());
    SocketChannel socket = connection.server().channel();
    socket.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
    socket.configureBlocking(false);
    RecordWriter writer = writer(socket);
    Future<byte[]> received = threads.submit(() -> read(data.length));
    while (!writer.write(unsent)) {
      Arrays.fill(unsent.array(), 0, unsent.position(), (byte) 0);
      overwriteWhatThePoolHas();
      assertThat(received.isDone()).as("the peer refuses what came").isFalse();
    }
    assertThat(received.get()).isEqualTo(data);
    assertThat(pool.statistics().misses()).as("buffers: the writer's, a neighbour's").isEqualTo(2);
    assertHeld(0);
  }

  private byte[] read(int length) throws IOException {
    ByteBuffer plain = ByteBuffer.allocate(length + RecordLayer.LARGEST_PAYLOAD);
    connection.client().read(plain, length);
    return Wire.content(plain.flip());
  }

  private void overwriteWhatThePoolHas() throws IOException {
    Pooled<OutBuffer> other = pool.take();
    other.item().seal(new FakeEngine(TlsoutbufTechnique.PACKET_BYTES), ByteBuffer.allocate(16_000));
    other.item().drainTo(new CountingSink());
    other.recycle();
  }
}
