package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;
import io.poolbench.scenarios.pool.BoundedFreeList;
import org.jspecify.annotations.Nullable;

/** The buffered reader and writer of a connection. */
final class After implements Buffers {

  /** Serves all servers of this JVM. */
  static final After GLOBAL = new After();

  private final BoundedFreeList<Source> sources = new BoundedFreeList<>(4);
  private final BoundedFreeList<Sink> sinks = new BoundedFreeList<>(4);

  @Override
  public BufferedSource source(Transport transport) {
    @Nullable Source source = sources.take();
    if (source != null) {
      source.from.to(transport);
      return source;
    }
    return new Source(new Switch(transport));
  }

  @Override
  public BufferedSink sink(Transport transport) {
    @Nullable Sink sink = sinks.take();
    if (sink != null) {
      sink.to.to(transport);
      return sink;
    }
    return new Sink(new Switch(transport));
  }

  @Override
  public void recycle(BufferedSource source) {
    if (source instanceof Source own && own.from.off()) {
      own.discard();
      own.clearFailure();
      sources.recycle(own);
    }
  }

  @Override
  public void recycle(BufferedSink sink) {
    if (sink instanceof Sink own && own.to.off() && own.isClean()) {
      sinks.recycle(own);
    }
  }

  /** One that knows its switch. */
  private static final class Source extends BufferedSource {
    final Switch from;

    Source(Switch from) {
      super(from, SIZE);
      this.from = from;
    }
  }

  /** One that knows its switch. */
  private static final class Sink extends BufferedSink {
    final Switch to;

    Sink(Switch to) {
      super(to, SIZE);
      this.to = to;
    }
  }
}
