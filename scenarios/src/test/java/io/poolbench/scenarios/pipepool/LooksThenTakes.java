package io.poolbench.scenarios.pipepool;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Broken: what lies in a place is looked at in one step and taken, evicted or put there in another;
 * and that the pool is closed is noticed by those only who come later.
 */
public final class LooksThenTakes implements PipeScene.Evictable {

  private final AtomicReferenceArray<@Nullable Pipe> places = new AtomicReferenceArray<>(3);
  private final Linux linux;
  private volatile boolean closed;

  public LooksThenTakes(Linux linux) {
    this.linux = linux;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // Leaves the others time to do the same.
  public Pipe take() {
    for (int place = 0; place < places.length(); place++) {
      Pipe pipe = places.get(place);
      if (pipe != null) {
        Thread.yield();
        places.set(place, null);
        return pipe;
      }
    }
    return requireNonNull(Pipe.open(linux));
  }

  @Override
  public void recycle(Pipe pipe) {
    if (!closed && !pipe.isDirty()) {
      for (int place = 0; place < places.length(); place++) {
        if (places.compareAndSet(place, null, pipe)) {
          return;
        }
      }
    }
    pipe.close();
  }

  @Override
  public void age() {
    for (int place = 0; place < places.length(); place++) {
      Pipe pipe = places.get(place);
      if (pipe != null) {
        pipe.close();
        places.set(place, null);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    age();
  }
}
