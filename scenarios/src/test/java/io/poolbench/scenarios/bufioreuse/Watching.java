package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;
import java.util.Queue;

/** A cache, and every reader and writer that it has handed out. */
record Watching(Buffers cache, Queue<BufferedSource> readers, Queue<BufferedSink> writers)
    implements Buffers {

  @Override
  public BufferedSource source(Transport transport) {
    BufferedSource source = cache.source(transport);
    readers.add(source);
    return source;
  }

  @Override
  public BufferedSink sink(Transport transport) {
    BufferedSink sink = cache.sink(transport);
    writers.add(sink);
    return sink;
  }

  @Override
  public void recycle(BufferedSource source) {
    cache.recycle(source);
  }

  @Override
  public void recycle(BufferedSink sink) {
    cache.recycle(sink);
  }
}
