package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** Deliberately broken ways to borrow a buffer, each of which a test must find out. */
final class BrokenWriters {

  /** How a variant that borrows is opened. */
  @FunctionalInterface
  interface Borrowers {
    RecordWriter open(RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool);
  }

  private BrokenWriters() {}

  /** What they have in common: what {@link After} does, under no lock. */
  private static class Unlocked implements RecordWriter {
    final RecordLayer records;
    final WritableByteChannel sink;
    final RecyclingPool<OutBuffer> pool;
    @Nullable Pooled<OutBuffer> waiting;

    Unlocked(RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
      this.records = records;
      this.sink = sink;
      this.pool = pool;
    }

    @Override
    public boolean write(ByteBuffer data) throws IOException {
      return borrowing(out -> records.write(data, out, sink));
    }

    @Override
    public boolean close() throws IOException {
      return borrowing(out -> records.close(out, sink));
    }

    boolean borrowing(Use use) throws IOException {
      Pooled<OutBuffer> out = take();
      try {
        return use.of(out.item());
      } finally {
        recycle(out);
      }
    }

    final Pooled<OutBuffer> take() {
      return waiting != null ? waiting : pool.take();
    }

    void recycle(Pooled<OutBuffer> out) {
      waiting = out.item().isEmpty() ? null : out;
      if (waiting == null) {
        out.recycle();
      }
    }
  }

  private interface Use {
    boolean of(OutBuffer out) throws IOException;
  }

  /** Two threads may be inside at once: golang/go#79517. */
  static RecordWriter unlocked(
      RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
    return new Unlocked(records, sink, pool);
  }

  /** Recycles where all goes well: CVE-2022-2191. */
  static RecordWriter forgetful(
      RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
    return new Unlocked(records, sink, pool) {
      @Override
      synchronized boolean borrowing(Use use) throws IOException {
        Pooled<OutBuffer> out = take();
        boolean sent = use.of(out.item());
        recycle(out);
        return sent;
      }
    };
  }

  /** Recycles before it has written. */
  static RecordWriter early(
      RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
    return new Unlocked(records, sink, pool) {
      @Override
      synchronized boolean borrowing(Use use) throws IOException {
        Pooled<OutBuffer> out = pool.take();
        out.recycle();
        return use.of(out.item());
      }
    };
  }

  /** Recycles though a record waits. */
  static RecordWriter hasty(
      RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
    return new Unlocked(records, sink, pool) {
      @Override
      synchronized boolean borrowing(Use use) throws IOException {
        return super.borrowing(use);
      }

      @Override
      void recycle(Pooled<OutBuffer> out) {
        out.recycle();
      }
    };
  }

  /** Recycles the buffer and goes on to send what waits out of it. */
  static RecordWriter aliasing(
      RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
    return new Unlocked(records, sink, pool) {
      private final OutBuffer alias = new OutBuffer();

      @Override
      synchronized boolean borrowing(Use use) throws IOException {
        alias.drainTo(sink);
        return alias.isEmpty() && super.borrowing(use);
      }

      @Override
      void recycle(Pooled<OutBuffer> out) {
        alias.bytes = out.item().bytes.duplicate();
        out.item().clear();
        out.item().bytes.limit(0);
        out.recycle();
      }
    };
  }

  /** Gives the grown buffer back in another holder, a new one every time. */
  static RecordWriter rewrapping(
      RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
    return new Unlocked(records, sink, pool) {
      @Override
      synchronized boolean borrowing(Use use) throws IOException {
        return super.borrowing(use);
      }

      @Override
      void recycle(Pooled<OutBuffer> out) {
        OutBuffer other = new OutBuffer();
        other.bytes = out.item().bytes;
        out.replace(other);
        super.recycle(out);
      }
    };
  }
}
