package io.poolbench.scenarios.pipepool;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Descriptors on paper: numbers that are never given out again, and a count of the closes of each.
 * It makes no system call, so that every interleaving of a pool's threads can be run; real pipes
 * are for the other tests.
 */
public class PaperLinux extends Linux {

  private static final int MOST = 32;

  private final AtomicIntegerArray closes = new AtomicIntegerArray(MOST + 1);

  @Override
  long pipe() {
    int readEnd = closes.getAndAdd(MOST, 2);
    return (long) (readEnd + 1) << 32 | readEnd;
  }

  @Override
  boolean servesSplice(int pipe) {
    return true;
  }

  @Override
  int splice(int from, int to, int length) {
    return length;
  }

  @Override
  int close(int descriptor) {
    return closes.getAndIncrement(descriptor) == 0 ? 0 : -1;
  }

  /** How many descriptors were opened. */
  int opened() {
    return closes.get(MOST);
  }

  /** How often the descriptor was closed. */
  int closes(int descriptor) {
    return closes.get(descriptor);
  }

  /** Whether all that were opened are closed, each once. */
  boolean isEachClosedOnce() {
    for (int descriptor = 0; descriptor < opened(); descriptor++) {
      if (closes(descriptor) != 1) {
        return false;
      }
    }
    return true;
  }
}
