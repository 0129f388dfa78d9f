package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.pool.PoolBuilder;
import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.pool.RecyclingPool;
import io.poolbench.scenarios.smb2.ReceiveBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Pools arrays of a few sizes, each in a pool of its own. One pool for all sizes goes wrong either
 * way: if what is too small is dropped, every array ends up as large as the largest packet; if it
 * is kept, small ones are in the way of large packets for ever.
 *
 * <p>The sizes are powers of two and the room that headers take, for that is what clients ask for:
 * a round number of bytes, and the headers come on top. Without that room, an answer of 1 MB would
 * occupy 2 MB.
 */
final class ArrayPool implements AutoCloseable {

  /** More than headers and tag take, which are 148 bytes. */
  private static final int HEADROOM = 256;

  private static final int SMALLEST_LOG = 10;

  /**
   * The largest packet that servers commonly send, as its binary logarithm. Larger ones are rare,
   * and their arrays are not kept.
   */
  private static final int LARGEST_LOG = 20;

  private static final int MAX_ARRAYS = 16;
  private static final long MAX_BYTES = 8L << LARGEST_LOG;

  private final List<RecyclingPool<byte[]>> pools;

  private ArrayPool(List<RecyclingPool<byte[]>> pools) {
    this.pools = pools;
  }

  /** Opens empty pools. */
  static ArrayPool open() {
    return open(UnaryOperator.identity());
  }

  /** Opens empty pools that are also set up in another way, the same for all. */
  static ArrayPool open(UnaryOperator<PoolBuilder<byte[]>> setting) {
    return new ArrayPool(
        IntStream.rangeClosed(SMALLEST_LOG, LARGEST_LOG)
            .mapToObj(log -> setting.apply(builder((1 << log) + HEADROOM)).open())
            .toList());
  }

  private static PoolBuilder<byte[]> builder(int size) {
    return RecyclingPool.of(() -> new byte[size], (byte[] array) -> array.length)
        .maxItems(MAX_ARRAYS)
        .maxBytes(MAX_BYTES);
  }

  /** Takes a buffer of at least so many bytes. */
  ReceiveBuffer take(int capacity) {
    int log = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, capacity - HEADROOM - 1));
    if (log > LARGEST_LOG) {
      return ReceiveBuffer.of(capacity);
    }
    return ReceiveBuffer.of(pools.get(Math.max(0, log - SMALLEST_LOG)).take());
  }

  /** Returns the counts of each pool, from the smallest size to the largest. */
  List<PoolStatistics> statistics() {
    return pools.stream().map(RecyclingPool::statistics).toList();
  }

  @Override
  public void close() {
    pools.forEach(RecyclingPool::close);
  }
}
