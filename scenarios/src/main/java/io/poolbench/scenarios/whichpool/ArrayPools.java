package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.pool.BoundedFreeList;
import org.apache.tomcat.util.collections.SynchronizedStack;
import org.jctools.queues.MpmcArrayQueue;
import org.jspecify.annotations.Nullable;

/** The contenders that hand out bare arrays, and make one where they have none. */
abstract class ArrayPools implements Contender<byte[]> {

  private final int size;

  private ArrayPools(int size) {
    this.size = size;
  }

  abstract byte @Nullable [] poll();

  @Override
  public final byte[] take() {
    byte[] buffer = poll();
    return buffer == null ? new byte[size] : buffer;
  }

  @Override
  public final void write(byte[] held, int index, byte value) {
    held[index] = value;
  }

  @Override
  public final byte read(byte[] held, int index) {
    return held[index];
  }

  /** Allocates each buffer: no pool. */
  static final class Fresh extends ArrayPools {

    /**
     * The references between those of two threads: 64 KB. Storing one marks its card, one byte for
     * 512 of the heap, so that any nearer the marks would share a cache line (and what prefetchers
     * fetch with it), and two threads would pay for each other.
     */
    private static final int APART = 16 << 10;

    private static final int THREADS = 8;

    /**
     * Holds the last buffer of each thread: one that went nowhere would be optimised away. Static,
     * so that nobody takes it for something that a pool retains.
     */
    private static final byte[][] LAST = new byte[THREADS * APART][];

    Fresh(int size) {
      super(size);
    }

    @Override
    byte @Nullable [] poll() {
      return null;
    }

    @Override
    public void recycle(byte[] held) {
      LAST[(int) (Thread.currentThread().threadId() & (THREADS - 1)) * APART] = held;
    }
  }

  /** Keeps a slot for each thread. */
  static final class ThreadLocalSlot extends ArrayPools {

    private static final class Slot {
      byte @Nullable [] buffer;
    }

    private final ThreadLocal<Slot> slots = ThreadLocal.withInitial(Slot::new);

    ThreadLocalSlot(int size) {
      super(size);
    }

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

    @Override
    public void close() {
      slots.remove();
    }
  }

  /** Keeps the seed's channel of four. */
  static final class FreeList extends ArrayPools {

    private final BoundedFreeList<byte[]> free = new BoundedFreeList<>(4);

    FreeList(int size) {
      super(size);
    }

    @Override
    byte @Nullable [] poll() {
      return free.take();
    }

    @Override
    public void recycle(byte[] held) {
      free.recycle(held);
    }
  }

  /** Keeps the queue that most libraries build their pools on. */
  static final class Jctools extends ArrayPools {

    private final MpmcArrayQueue<byte[]> queue = new MpmcArrayQueue<>(Contenders.CAPACITY);

    Jctools(int size) {
      super(size);
    }

    @Override
    byte @Nullable [] poll() {
      return queue.relaxedPoll();
    }

    @Override
    public void recycle(byte[] held) {
      queue.relaxedOffer(held);
    }
  }

  /** Keeps the stack in which Tomcat has its request processors and socket wrappers. */
  static final class Tomcat extends ArrayPools {

    private final SynchronizedStack<byte[]> stack =
        new SynchronizedStack<>(Contenders.CAPACITY, Contenders.CAPACITY);

    Tomcat(int size) {
      super(size);
    }

    @Override
    byte @Nullable [] poll() {
      return stack.pop();
    }

    @Override
    public void recycle(byte[] held) {
      stack.push(held);
    }
  }
}
