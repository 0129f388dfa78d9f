package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import org.jspecify.annotations.Nullable;

/** The buffered reader and writer of a connection. */
final class After2 implements Buffers {

  /** Serves all servers of this JVM. */
  static final After2 GLOBAL = new After2();

  private final RecyclingPool<Source> sources =
      RecyclingPool.of(Source::new, BufferedSource.SIZE).open();
  private final RecyclingPool<Sink> sinks = RecyclingPool.of(Sink::new, BufferedSink.SIZE).open();

  @Override
  public BufferedSource source(Transport transport) {
    Pooled<Source> pooled = sources.take();
    Source source = pooled.item();
    source.pooled = pooled;
    source.reset(transport);
    return source;
  }

  @Override
  public BufferedSink sink(Transport transport) {
    Pooled<Sink> pooled = sinks.take();
    Sink sink = pooled.item();
    sink.pooled = pooled;
    sink.reset(transport);
    return sink;
  }

  @Override
  public void recycle(BufferedSource source) {
    if (source instanceof Source own && own.pooled != null) {
      Pooled<Source> pooled = own.pooled;
      own.pooled = null;
      own.reset(null);
      pooled.recycle();
    }
  }

  @Override
  public void recycle(BufferedSink sink) {
    if (sink instanceof Sink own && own.pooled != null) {
      Pooled<Sink> pooled = own.pooled;
      own.pooled = null;
      if (own.isClean()) {
        own.reset(null);
        pooled.recycle();
      } else {
        pooled.discard();
      }
    }
  }

  /** One that knows its holder. */
  private static final class Source extends BufferedSource {
    @Nullable Pooled<Source> pooled;

    Source() {
      super(null, SIZE);
    }
  }

  /** One that knows its holder. */
  private static final class Sink extends BufferedSink {
    @Nullable Pooled<Sink> pooled;

    Sink() {
      super(null, SIZE);
    }
  }
}
