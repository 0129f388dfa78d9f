package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets pipes and puts them back, by any number of threads, while others are held all along. Puts
 * out what came through the pipes: one call in many sends a token through each, and all others
 * answer as that one must.
 */
final class SplicePipe implements Operation {

  private final Pipes pipes;
  private final Tokens tokens;
  private final List<Pipe> held = new ArrayList<>();

  /**
   * Takes the pipes that are held until the end: twice, since only what came back once has a place
   * in a pool.
   *
   * @throws IOException when a pipe cannot be made
   */
  SplicePipe(Tokens tokens, Pipes pipes, int holding) throws IOException {
    this.pipes = pipes;
    this.tokens = tokens;
    try {
      hold(holding);
      recycleHeld();
      hold(holding);
    } catch (IOException failed) {
      close();
      throw failed;
    }
  }

  private void hold(int count) throws IOException {
    while (held.size() < count) {
      held.add(take());
    }
  }

  private void recycleHeld() {
    held.forEach(pipes::recycle);
    held.clear();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException when no pipe can be made
   */
  @Override
  public long run() throws IOException {
    Pipe pipe = take();
    try {
      return tokens.areDue() ? send(pipe) : Tokens.digest(2);
    } finally {
      pipes.recycle(pipe);
    }
  }

  /**
   * Sends tokens through two pipes, crossed: a pipe that somebody else has too gives out the wrong
   * token.
   */
  private long send(Pipe pipe) throws IOException {
    Pipe other = held.isEmpty() ? take() : held.getLast();
    try {
      tokens.send(pipe, 0);
      tokens.send(other, 1);
      return tokens.receive(pipe, tokens.receive(other, Tokens.NONE));
    } finally {
      if (held.isEmpty()) {
        pipes.recycle(other);
      }
    }
  }

  private Pipe take() throws IOException {
    return Tokens.required(pipes.take());
  }

  @Override
  public void close() {
    recycleHeld();
    pipes.close();
  }
}
