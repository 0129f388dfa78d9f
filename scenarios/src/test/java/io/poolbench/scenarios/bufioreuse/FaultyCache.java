package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A cache that owes one thing, as somebody might well write it. */
final class FaultyCache implements Buffers {

  private final Debt owing;
  private final Deque<BufferedSource> sources = new ArrayDeque<>();
  private final Deque<BufferedSink> sinks = new ArrayDeque<>();

  FaultyCache(Debt owing) {
    this.owing = owing;
  }

  @Override
  public BufferedSource source(Transport transport) {
    BufferedSource source = sources.poll();
    if (source == null) {
      return new Source(new Switch(transport));
    }
    if (source instanceof Source own) {
      own.from.to(transport);
    } else {
      source.reset(transport);
    }
    return source;
  }

  @Override
  public BufferedSink sink(Transport transport) {
    BufferedSink sink = sinks.poll();
    if (sink == null) {
      return new Sink(new Switch(transport));
    }
    if (sink instanceof Sink own) {
      own.to.to(transport);
    } else {
      sink.reset(transport);
    }
    return sink;
  }

  @Override
  public void recycle(BufferedSource source) {
    if (!(source instanceof Source own)) {
      if (owing == Debt.WHAT_IS_HANDED_OUT_HAS_ITS_TRUE_SIZE) {
        sources.add(source);
      }
      return;
    }
    if (owing == Debt.A_READER_GOES_BACK_WITHOUT_READING_THE_NETWORK) {
      drainFromNetwork(own);
    }
    boolean attached = owing == Debt.A_READER_LETS_GO_OF_ITS_CONNECTION || own.from.off();
    if (owing != Debt.A_READER_GOES_BACK_WITHOUT_WHAT_IT_HAD_BUFFERED) {
      own.discard();
    }
    if (owing != Debt.THE_FAILURE_OF_A_READER_IS_CLEARED
        && owing != Debt.THE_END_OF_A_READER_IS_CLEARED) {
      own.clearFailure();
    }
    if (attached || owing == Debt.A_READER_RECYCLED_TWICE_IS_HANDED_OUT_ONCE) {
      sources.add(own);
    }
  }

  @Override
  public void recycle(BufferedSink sink) {
    if (!(sink instanceof Sink own)) {
      if (owing == Debt.WHAT_IS_HANDED_OUT_HAS_ITS_TRUE_SIZE) {
        sinks.add(sink);
      }
      return;
    }
    boolean attached = owing == Debt.A_WRITER_LETS_GO_OF_ITS_CONNECTION || own.to.off();
    boolean fit =
        own.isClean()
            || owing == Debt.A_WRITER_WITH_BYTES_LEFT_IS_NEVER_POOLED
            || owing == Debt.A_WRITER_THAT_FAILED_IS_NEVER_POOLED;
    if (attached && fit && owing != Debt.A_CLEAN_WRITER_IS_HANDED_OUT_AGAIN) {
      sinks.add(own);
    }
  }

  private static void drainFromNetwork(Source source) {
    try {
      while (source.read(new byte[64], 0, 64) > 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends BufferedSource {
    final Switch from;

    Source(Switch from) {
      super(from, SIZE);
      this.from = from;
    }
  }

  private static final class Sink extends BufferedSink {
    final Switch to;

    Sink(Switch to) {
      super(to, SIZE);
      this.to = to;
    }
  }
}
