package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import org.jspecify.annotations.Nullable;

/** Pipes as splice(2) has them under it. */
final class After implements Pipes {

  private final RecyclingPool<Pipe> pool;

  After(RecyclingPool<Pipe> pool) {
    this.pool = pool;
  }

  @Override
  public @Nullable Pipe take() {
    try {
      Pooled<Pipe> pooled = pool.take();
      Pipe pipe = pooled.item();
      pipe.takenThrough(pooled);
      return pipe;
    } catch (PipePool.NoPipe exhausted) {
      return null;
    }
  }

  @Override
  public void recycle(Pipe pipe) {
    if (pipe.isDirty()) {
      pipe.holder().discard();
    } else {
      pipe.holder().recycle();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
