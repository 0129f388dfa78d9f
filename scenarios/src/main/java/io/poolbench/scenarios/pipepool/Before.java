package io.poolbench.scenarios.pipepool;

import org.jspecify.annotations.Nullable;

/** Pipes as splice(2) has them under it. */
final class Before implements Pipes {

  private final Linux linux;

  Before(Linux linux) {
    this.linux = linux;
  }

  @Override
  public @Nullable Pipe take() {
    return Pipe.open(linux);
  }

  @Override
  public void recycle(Pipe pipe) {
    pipe.close();
  }

  @Override
  public void close() {}
}
