package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.pool.PoolBuilder;
import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.smb2.ReceiveBuffer;
import io.poolbench.scenarios.smb2.ReceiveBuffers;
import java.util.List;
import java.util.function.UnaryOperator;

/** Opens the stages of the change over one pool, for the tests of the client that they serve. */
public final class Stages implements AutoCloseable {

  private final ArrayPool pool;

  private Stages(ArrayPool pool) {
    this.pool = pool;
  }

  /** Opens an empty pool, as it is measured. */
  public static Stages open() {
    return new Stages(ArrayPool.open());
  }

  /** Opens an empty pool that is also set up in another way. */
  public static Stages open(UnaryOperator<PoolBuilder<byte[]>> setting) {
    return new Stages(ArrayPool.open(setting));
  }

  public static ReceiveBuffers before() {
    return new Before();
  }

  public ReceiveBuffers after() {
    return new After(pool);
  }

  public ReceiveBuffers after2() {
    return new After2(pool);
  }

  /** Takes a pooled buffer of at least so many bytes. */
  public ReceiveBuffer take(int capacity) {
    return pool.take(capacity);
  }

  /** Returns the counts of each pool, from the smallest size to the largest. */
  public List<PoolStatistics> statistics() {
    return pool.statistics();
  }

  @Override
  public void close() {
    pool.close();
  }
}
