package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.Operation;
import java.io.IOException;

/** Gets a pipe and puts it back, by any number of threads. Puts out the number of open ends: 2. */
final class SplicePipe implements Operation {

  private final Pipes pipes;

  SplicePipe(Pipes pipes) {
    this.pipes = pipes;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException when no pipe can be made
   */
  @Override
  public long run() throws IOException {
    Pipe pipe = pipes.take();
    if (pipe == null) {
      throw new IOException(
          "pipepool: no pipe could be made, and without one there is nothing to measure; raise the limit of descriptors, ulimit -n");
    }
    int openEnds = pipe.openEnds();
    pipes.recycle(pipe);
    return openEnds;
  }

  @Override
  public void close() {
    pipes.close();
  }
}
