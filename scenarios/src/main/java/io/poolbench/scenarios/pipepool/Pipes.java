package io.poolbench.scenarios.pipepool;

import org.jspecify.annotations.Nullable;

/**
 * Gives a splice its pipe: the one thing in which the variants differ. Never blocks; any thread may
 * recycle what another took.
 */
interface Pipes extends AutoCloseable {

  /** Gives out a pipe that is empty and the caller's alone, or null when none can be made. */
  @Nullable Pipe take();

  /** Ends the caller's use of a pipe that {@link #take} gave; exactly once. */
  void recycle(Pipe pipe);

  /** Closes the pipes that lie idle; one that is still held is closed when it comes back. */
  @Override
  void close();
}
