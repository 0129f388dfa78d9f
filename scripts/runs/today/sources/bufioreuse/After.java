package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;
import io.poolbench.scenarios.pool.BoundedFreeList;
import org.jspecify.annotations.Nullable;

/** The buffered reader and writer of a connection. */
final class After implements Buffers {

  private final BoundedFreeList<BufferedSource> sources = new BoundedFreeList<>(4);
  private final BoundedFreeList<BufferedSink> sinks = new BoundedFreeList<>(4);

  @Override
  public BufferedSource source(Transport transport) {
    @Nullable BufferedSource source = sources.take();
    if (source != null) {
      source.attach(transport);
      return source;
    }
    return new BufferedSource(transport);
  }

  @Override
  public BufferedSink sink(Transport transport) {
    @Nullable BufferedSink sink = sinks.take();
    if (sink != null) {
      sink.attach(transport);
      return sink;
    }
    return new BufferedSink(transport);
  }

  @Override
  public void recycle(BufferedSource source) {
    if (source.detach()) {
      sources.recycle(source);
    }
  }

  @Override
  public void recycle(BufferedSink sink) {
    if (sink.detach()) {
      sinks.recycle(sink);
    }
  }
}
