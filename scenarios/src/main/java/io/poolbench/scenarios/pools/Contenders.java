package io.poolbench.scenarios.pools;

import io.poolbench.scenarios.pool.BoundedFreeList;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import org.jctools.queues.MpmcArrayQueue;
import org.jspecify.annotations.Nullable;

/** The pools that are compared. */
final class Contenders {

  private static final int CAPACITY = 64;

  private Contenders() {}

  /** Pools of bare arrays differ in these two steps alone. */
  abstract static class Arrays implements Contender<byte[]> {

    abstract byte @Nullable [] poll();

    @Override
    public final byte[] take() {
      byte[] buffer = poll();
      return buffer == null ? new byte[SIZE] : buffer;
    }

    @Override
    public final byte[] buffer(byte[] held) {
      return held;
    }
  }

  /** No pool. */
  static final class Fresh extends Arrays {

    /**
     * Where the last buffer of a thread goes, two cache lines apart: one that went nowhere would be
     * optimised away.
     */
    private final byte[][] last = new byte[8 * 32][];

    @Override
    byte @Nullable [] poll() {
      return null;
    }

    @Override
    public void recycle(byte[] held) {
      last[(int) (Thread.currentThread().threadId() & 7) * 32] = held;
    }
  }

  /** A slot for each thread. */
  static final class ThreadLocalSlot extends Arrays {

    private static final class Slot {
      byte @Nullable [] buffer;
    }

    private final ThreadLocal<Slot> slots = ThreadLocal.withInitial(Slot::new);

    @Override
    byte @Nullable [] poll() {
      Slot slot = slots.get();
      byte[] buffer = slot.buffer;
      slot.buffer = null;
      return buffer;
    }

    @Override
    public void recycle(byte[] held) {
      slots.get().buffer = held;
    }
  }

  /** The seed's channel of four. */
  static final class FreeList extends Arrays {

    private final BoundedFreeList<byte[]> free = new BoundedFreeList<>(4);

    @Override
    byte @Nullable [] poll() {
      return free.take();
    }

    @Override
    public void recycle(byte[] held) {
      free.recycle(held);
    }
  }

  /** The queue that most libraries build their pools on. */
  static final class Mpmc extends Arrays {

    private final MpmcArrayQueue<byte[]> queue = new MpmcArrayQueue<>(CAPACITY);

    @Override
    byte @Nullable [] poll() {
      return queue.relaxedPoll();
    }

    @Override
    public void recycle(byte[] held) {
      queue.relaxedOffer(held);
    }
  }

  /** Our own. */
  static final class Recycling implements Contender<Pooled<byte[]>> {

    private final RecyclingPool<byte[]> pool =
        RecyclingPool.of(() -> new byte[SIZE], SIZE).maxItems(CAPACITY).open();

    @Override
    public Pooled<byte[]> take() {
      return pool.take();
    }

    @Override
    public byte[] buffer(Pooled<byte[]> held) {
      return held.item();
    }

    @Override
    public void recycle(Pooled<byte[]> held) {
      held.recycle();
    }
  }
}
