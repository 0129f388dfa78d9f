package io.poolbench.scenarios.pools;

/**
 * A way to come by buffers of {@link #SIZE} bytes.
 *
 * @param <H> what is held while a buffer is in use
 */
interface Contender<H> {

  int SIZE = 16 << 10;

  /** A buffer that nobody else holds. */
  H take();

  byte[] buffer(H held);

  /** Gives it back; on any thread. */
  void recycle(H held);
}
