package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** The sending half of a TLS connection and its record buffer. */
final class After implements RecordWriter {

  private final RecordLayer records;
  private final WritableByteChannel sink;
  private final OutBuffers pool;
  private @Nullable OutBuffer waiting;

  After(RecordLayer records, WritableByteChannel sink, OutBuffers pool) {
    this.records = records;
    this.sink = sink;
    this.pool = pool;
  }

  @Override
  public synchronized boolean write(ByteBuffer data) throws IOException {
    OutBuffer out = take();
    try {
      return records.write(data, out, sink);
    } finally {
      recycle(out);
    }
  }

  @Override
  public synchronized boolean close() throws IOException {
    OutBuffer out = take();
    try {
      return records.close(out, sink);
    } finally {
      recycle(out);
    }
  }

  private OutBuffer take() {
    return waiting != null ? waiting : pool.take();
  }

  /** Keeps a buffer in which records wait: the sink gets them from there, or they are lost. */
  private void recycle(OutBuffer out) {
    waiting = out.isEmpty() ? null : out;
    if (waiting == null) {
      pool.recycle(out);
    }
  }
}
