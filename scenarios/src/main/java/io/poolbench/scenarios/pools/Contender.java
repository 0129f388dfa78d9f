package io.poolbench.scenarios.pools;

/**
 * A way to come by buffers, all of one size.
 *
 * @param <H> what is held while a buffer is in use
 */
interface Contender<H> extends AutoCloseable {

  /** A buffer that nobody else holds. Its content is whatever its last holder left. */
  H take();

  /** Writes one byte as the pool's users do. */
  void write(H held, int index, byte value);

  byte read(H held, int index);

  /** Gives it back, exactly once; on any thread. */
  void recycle(H held);

  /** Ends what the pool runs in the background. */
  @Override
  default void close() {}
}
