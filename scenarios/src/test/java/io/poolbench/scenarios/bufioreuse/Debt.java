package io.poolbench.scenarios.bufioreuse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;

/** What a cache of readers and writers owes, each shown on a cache that is empty. */
enum Debt {
  A_READER_GOES_BACK_WITHOUT_WHAT_IT_HAD_BUFFERED {
    @Override
    void check(Buffers cache) throws IOException {
      BufferedSource source = reusedReader(cache, new Recorded(bytes("ab"), discarding()), 1);
      assertThat(source.buffered()).isZero();
    }
  },

  A_READER_GOES_BACK_WITHOUT_READING_THE_NETWORK {
    @Override
    void check(Buffers cache) throws IOException {
      Recorded peer = new Recorded(bytes("left over"), discarding());
      reusedReader(cache, peer, 0);
      assertThat(peer.reads()).isZero();
    }
  },

  THE_FAILURE_OF_A_READER_IS_CLEARED {
    @Override
    void check(Buffers cache) throws IOException {
      BufferedSource source = cache.source(new Broken());
      assertThatIOException().isThrownBy(() -> source.read(new byte[1], 0, 1));
      cache.recycle(source);
      BufferedSource next = cache.source(new Recorded(bytes("b"), discarding()));
      assertThat(next).isSameAs(source);
      assertThat(readable(next)).isTrue();
    }
  },

  THE_END_OF_A_READER_IS_CLEARED {
    @Override
    void check(Buffers cache) throws IOException {
      BufferedSource source = cache.source(new Recorded());
      assertThat(source.read(new byte[1], 0, 1)).isNegative();
      cache.recycle(source);
      BufferedSource next = cache.source(new Recorded(bytes("b"), discarding()));
      assertThat(next).isSameAs(source);
      assertThat(readable(next)).isTrue();
    }
  },

  A_READER_LETS_GO_OF_ITS_CONNECTION {
    @Override
    void check(Buffers cache) throws Exception {
      Recorded peer = new Recorded();
      WeakReference<Recorded> connection = new WeakReference<>(peer);
      BufferedSource source = cache.source(peer);
      peer = null;
      cache.recycle(source);
      assertThat(isCollected(connection)).isTrue();
      assertThat(source).isNotNull();
    }
  },

  A_WRITER_LETS_GO_OF_ITS_CONNECTION {
    @Override
    void check(Buffers cache) throws Exception {
      Recorded peer = new Recorded();
      WeakReference<Recorded> connection = new WeakReference<>(peer);
      BufferedSink sink = cache.sink(peer);
      peer = null;
      cache.recycle(sink);
      assertThat(isCollected(connection)).isTrue();
      assertThat(sink).isNotNull();
    }
  },

  A_WRITER_WITH_BYTES_LEFT_IS_NEVER_POOLED {
    @Override
    void check(Buffers cache) throws IOException {
      BufferedSink sink = cache.sink(new Recorded());
      sink.write(bytes("left"), 0, 4);
      cache.recycle(sink);
      assertThat(cache.sink(new Recorded())).isNotSameAs(sink);
    }
  },

  A_WRITER_THAT_FAILED_IS_NEVER_POOLED {
    @Override
    void check(Buffers cache) throws IOException {
      BufferedSink sink = cache.sink(new Broken());
      sink.write(bytes("x"), 0, 1);
      assertThatIOException().isThrownBy(sink::flush);
      assertThatIOException().as("the failure is sticky").isThrownBy(sink::flush);
      cache.recycle(sink);
      assertThat(cache.sink(new Recorded())).isNotSameAs(sink);
    }
  },

  WHAT_IS_HANDED_OUT_HAS_ITS_TRUE_SIZE {
    @Override
    void check(Buffers cache) throws IOException {
      cache.recycle(new BufferedSource(new Recorded(), 512));
      cache.recycle(new BufferedSink(new Recorded(), 512));
      Recorded peer = new Recorded();
      assertThat(cache.source(peer).read(new byte[1], 0, 1)).isNegative();
      assertThat(peer.mostAsked()).isEqualTo(BufferedSource.SIZE);
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      cache.sink(new Recorded(got)).write(new byte[BufferedSink.SIZE], 0, BufferedSink.SIZE);
      assertThat(got.size()).as("written before the buffer was full").isZero();
    }
  },

  A_READER_RECYCLED_TWICE_IS_HANDED_OUT_ONCE {
    @Override
    void check(Buffers cache) {
      BufferedSource source = cache.source(new Recorded());
      cache.recycle(source);
      cache.recycle(source);
      assertThat(cache.source(new Recorded())).isNotSameAs(cache.source(new Recorded()));
    }
  },

  A_CLEAN_WRITER_IS_HANDED_OUT_AGAIN {
    @Override
    void check(Buffers cache) throws IOException {
      BufferedSink sink = cache.sink(new Recorded());
      sink.write(bytes("sent"), 0, 4);
      sink.flush();
      cache.recycle(sink);
      assertThat(cache.sink(new Recorded())).isSameAs(sink);
    }
  };

  abstract void check(Buffers cache) throws Exception;

  /** Reads that much from the peer, recycles the reader and takes it again. */
  private static BufferedSource reusedReader(Buffers cache, Recorded peer, int count)
      throws IOException {
    BufferedSource source = cache.source(peer);
    assertThat(count == 0 ? 0 : source.read(new byte[count], 0, count)).isEqualTo(count);
    cache.recycle(source);
    assertThat(cache.source(new Recorded())).isSameAs(source);
    return source;
  }

  private static boolean readable(BufferedSource source) {
    try {
      return source.read(new byte[1], 0, 1) == 1;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
    for (int attempt = 0; attempt < 20 && reference.get() != null; attempt++) {
      System.gc();
      Thread.sleep(5);
    }
    return reference.get() == null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  private static ByteArrayOutputStream discarding() {
    return new ByteArrayOutputStream();
  }
}
