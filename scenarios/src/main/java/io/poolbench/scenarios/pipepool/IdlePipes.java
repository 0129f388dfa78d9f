package io.poolbench.scenarios.pipepool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The idle pipes that are left after so many were in use at once and came back: none, or as many.
 * Only {@code pipes} is held, so that what is counted is what the variant keeps.
 */
record IdlePipes(Pipes pipes) implements AutoCloseable {

  /**
   * Takes the pipes, and puts them back.
   *
   * @throws IOException when a pipe cannot be made
   */
  static IdlePipes of(Pipes pipes, int count) throws IOException {
    List<Pipe> taken = new ArrayList<>();
    try {
      while (taken.size() < count) {
        taken.add(Tokens.required(pipes.take()));
      }
    } finally {
      taken.forEach(pipes::recycle);
    }
    return new IdlePipes(pipes);
  }

  @Override
  public void close() {
    pipes.close();
  }
}
