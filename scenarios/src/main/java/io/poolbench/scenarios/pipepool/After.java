package io.poolbench.scenarios.pipepool;

import org.jspecify.annotations.Nullable;

/** Pipes as splice(2) has them under it. */
final class After implements Pipes {

  private final PipePool pool;

  After(Linux linux) {
    pool = new PipePool(linux);
  }

  @Override
  public @Nullable Pipe take() {
    return pool.take();
  }

  @Override
  public void recycle(Pipe pipe) {
    pool.recycle(pipe);
  }

  @Override
  public void close() {
    pool.close();
  }
}
