package io.poolbench.scenarios.pipepool;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Pipes pooled in the plainest way, under a lock: what the broken variants break one step of. */
class LockedPipes implements Pipes {

  static final Cleaner CLEANER = Cleaner.create();

  final Linux linux;
  private final Deque<Pipe> idle = new ArrayDeque<>();
  private boolean closed;

  LockedPipes(Linux linux) {
    this.linux = linux;
  }

  @Override
  public synchronized @Nullable Pipe take() {
    Pipe pipe = idle.pollLast();
    return pipe == null ? make() : pipe;
  }

  @Override
  public synchronized void recycle(Pipe pipe) {
    if (!closed && isFit(pipe) && idle.size() < PipePool.MOST_IDLE) {
      idle.addLast(pipe);
    } else {
      reject(pipe);
    }
  }

  @Nullable Pipe make() {
    Pipe pipe = Pipe.open(linux);
    if (pipe != null) {
      pipe.closeWhenLost(CLEANER);
    }
    return pipe;
  }

  boolean isFit(Pipe pipe) {
    return !pipe.isDirty();
  }

  void reject(Pipe pipe) {
    pipe.close();
  }

  synchronized void evictAll() {
    for (Pipe pipe = idle.pollLast(); pipe != null; pipe = idle.pollLast()) {
      pipe.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    evictAll();
  }
}
