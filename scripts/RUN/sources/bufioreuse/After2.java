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

  private final RecyclingPool<Source> sources =
      RecyclingPool.of(Source::new, BufferedSource.SIZE).open();
  private final RecyclingPool<Sink> sinks = RecyclingPool.of(Sink::new, BufferedSink.SIZE).open();

  @Override
  public BufferedSource source(Transport transport) {
    Pooled<Source> pooled = sources.take();
    Source source = pooled.item();
    source.pooled = pooled;
    source.attach(transport);
    return source;
  }

  @Override
  public BufferedSink sink(Transport transport) {
    Pooled<Sink> pooled = sinks.take();
    Sink sink = pooled.item();
    sink.pooled = pooled;
    sink.attach(transport);
    return sink;
  }

  @Override
  public void recycle(BufferedSource source) {
    Pooled<Source> pooled = ((Source) source).pooled;
    if (pooled != null) {
      giveBack(pooled, source.detach());
    }
  }

  @Override
  public void recycle(BufferedSink sink) {
    Pooled<Sink> pooled = ((Sink) sink).pooled;
    if (pooled != null) {
      giveBack(pooled, sink.detach());
    }
  }

  private static void giveBack(Pooled<?> pooled, boolean clean) {
    if (clean) {
      pooled.recycle();
    } else {
      pooled.discard();
    }
  }

  /** One that knows its holder. */
  private static final class Source extends BufferedSource {
    @Nullable Pooled<Source> pooled;
  }

  /** One that knows its holder. */
  private static final class Sink extends BufferedSink {
    @Nullable Pooled<Sink> pooled;
  }
}
