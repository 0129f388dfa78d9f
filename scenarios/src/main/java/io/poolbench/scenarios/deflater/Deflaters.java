package io.poolbench.scenarios.deflater;

import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.util.zip.Deflater;

/** The pool of deflaters. */
final class Deflaters {

  /**
   * Bytes of zlib's memory that each has, all of it outside the heap: 64 KB each for the window,
   * the chains, the table of hashes and what is pending, and the state.
   */
  static final int NATIVE_BYTES = 262 << 10;

  private static final int LEVEL = Deflater.DEFAULT_COMPRESSION;
  private static final byte[] NO_INPUT = {};

  private final RecyclingPool<Deflater> pool =
      RecyclingPool.of(Deflaters::make, NATIVE_BYTES)
          .reset(Deflaters::reset)
          .onDiscard(Deflater::end)
          .open();

  static Deflater make() {
    return new Deflater(LEVEL, true);
  }

  Pooled<Deflater> take() {
    return pool.take();
  }

  void close() {
    pool.close();
  }

  /**
   * Brings it back to the state in which it was made: without input, history or dictionary, of the
   * same level and strategy.
   */
  private static boolean reset(Deflater deflater) {
    try {
      deflater.setLevel(LEVEL);
      deflater.setStrategy(Deflater.DEFAULT_STRATEGY);
      deflater.setInput(NO_INPUT);
      deflater.reset();
      return true;
    } catch (IllegalStateException ended) {
      // So it tells that its holder has ended it; there is no way to ask.
      return false;
    }
  }
}
