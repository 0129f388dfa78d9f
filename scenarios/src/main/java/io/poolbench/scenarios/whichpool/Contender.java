package io.poolbench.scenarios.whichpool;

/**
 * A way to come by buffers, all of one size.
 *
 * @param <H> what is held while a buffer is in use
 */
interface Contender<H> extends AutoCloseable {

  /** Takes a buffer that nobody else holds. Its content is whatever its last holder left. */
  H take();

  /** Writes one byte as the pool's users do. */
  void write(H held, int index, byte value);

  byte read(H held, int index);

  /**
   * Changes one byte and looks at it, as the pool's users do.
   *
   * @return by how much it has changed: 1, whatever the last holder left there
   */
  default int touch(H held, int index) {
    byte before = read(held, index);
    write(held, index, (byte) (before + 1));
    return (byte) (read(held, index) - before);
  }

  /** Gives the buffer back, exactly once; on any thread. */
  void recycle(H held);

  /** Ends what the pool runs in the background. */
  @Override
  default void close() {}
}
