package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** The sending half of a TLS connection and its record buffer. */
final class After implements RecordWriter {

  private final RecordLayer records;
  private final WritableByteChannel sink;
  private final RecyclingPool<OutBuffer> pool;
  private @Nullable Pooled<OutBuffer> waiting;

  After(RecordLayer records, WritableByteChannel sink, RecyclingPool<OutBuffer> pool) {
    this.records = records;
    this.sink = sink;
    this.pool = pool;
  }

  @Override
  public synchronized boolean write(ByteBuffer data) throws IOException {
    Pooled<OutBuffer> out = take();
    try {
      return records.write(data, out.item(), sink);
    } finally {
      recycle(out);
    }
  }

  @Override
  public synchronized boolean close() throws IOException {
    Pooled<OutBuffer> out = take();
    try {
      return records.close(out.item(), sink);
    } finally {
      recycle(out);
    }
  }

  private Pooled<OutBuffer> take() {
    return waiting != null ? waiting : pool.take();
  }

  /** Keeps a buffer while a record waits in it: the sink gets the rest from there, or never. */
  private void recycle(Pooled<OutBuffer> out) {
    waiting = out.item().isEmpty() ? null : out;
    if (waiting == null) {
      out.recycle();
    }
  }
}
