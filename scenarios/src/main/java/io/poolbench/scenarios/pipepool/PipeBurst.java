package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.Operation;
import java.io.IOException;

/**
 * Gets many pipes, holds them all, and puts them back. Puts out what came through them, as {@link
 * SplicePipe} does.
 */
final class PipeBurst implements Operation {

  private final Pipes pipes;
  private final Tokens tokens;
  private final Pipe[] taken;

  PipeBurst(Linux linux, Pipes pipes, int atOnce) {
    this.pipes = pipes;
    tokens = Tokens.ofOneThread(linux);
    taken = new Pipe[atOnce];
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException when a pipe cannot be made
   */
  @Override
  public long run() throws IOException {
    int count = 0;
    try {
      while (count < taken.length) {
        taken[count] = Tokens.required(pipes.take());
        count++;
      }
      return tokens.areDue() ? send() : Tokens.digest(count);
    } finally {
      while (count > 0) {
        pipes.recycle(taken[--count]);
      }
    }
  }

  /**
   * Sends tokens and receives them in the reverse order: a pipe that was given out twice gives out
   * the wrong token.
   */
  private long send() throws IOException {
    for (int pipe = 0; pipe < taken.length; pipe++) {
      tokens.send(taken[pipe], pipe);
    }
    long digest = Tokens.NONE;
    for (int pipe = taken.length - 1; pipe >= 0; pipe--) {
      digest = tokens.receive(taken[pipe], digest);
    }
    return digest;
  }

  @Override
  public void close() {
    pipes.close();
  }
}
