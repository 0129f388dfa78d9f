package io.poolbench.scenarios.whichpool;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.util.Recycler;

/** The contenders of Netty: its two ways to reuse memory. */
final class Netty {

  private Netty() {}

  /** An object that a Recycler makes, which knows its way back. */
  static final class Recycled {
    private final byte[] buffer;
    private final Recycler.Handle<Recycled> handle;

    Recycled(int size, Recycler.Handle<Recycled> handle) {
      this.buffer = new byte[size];
      this.handle = handle;
    }
  }

  /**
   * The Recycler that all threads share. The usual one, which every thread has a part of, reuses
   * nothing outside of Netty's own threads (seen with 4.2.20: 1000 takes made 1000 objects).
   */
  static final class SharedRecycler implements Contender<Recycled> {

    private final Recycler<Recycled> recycler;

    SharedRecycler(int size) {
      recycler =
          new Recycler<>(Contenders.CAPACITY, false) {
            @Override
            protected Recycled newObject(Handle<Recycled> handle) {
              return new Recycled(size, handle);
            }
          };
    }

    @Override
    public Recycled take() {
      return recycler.get();
    }

    @Override
    public void write(Recycled held, int index, byte value) {
      held.buffer[index] = value;
    }

    @Override
    public byte read(Recycled held, int index) {
      return held.buffer[index];
    }

    @Override
    public void recycle(Recycled held) {
      held.handle.recycle(held);
    }
  }

  /**
   * Contends with Netty's default allocator since 4.2, on the heap: it cuts buffers out of chunks.
   */
  static final class Adaptive implements Contender<ByteBuf> {

    private final AdaptiveByteBufAllocator allocator = new AdaptiveByteBufAllocator(false);
    private final int size;

    Adaptive(int size) {
      this.size = size;
    }

    @Override
    public ByteBuf take() {
      return allocator.heapBuffer(size, size);
    }

    @Override
    public void write(ByteBuf held, int index, byte value) {
      held.setByte(index, value);
    }

    @Override
    public byte read(ByteBuf held, int index) {
      return held.getByte(index);
    }

    @Override
    public void recycle(ByteBuf held) {
      held.release();
    }
  }
}
