package io.poolbench.scenarios.pipepool;

import static java.util.Objects.requireNonNull;

import io.poolbench.scenarios.pool.PoolSignals;
import io.poolbench.scenarios.pool.RecyclingPool;
import io.poolbench.scenarios.pool.Unkept;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two threads at a pool of few places in which one pipe lies idle and from which another is held.
 * Whatever the order of their steps: no pipe has two holders, none is closed in somebody's hands,
 * and in the end every descriptor is closed, once.
 *
 * @param pool how the pool is made
 */
record PipeScene(Function<PaperLinux, Evictable> pool, Act one, Act other) implements Runnable {

  /** What a thread does. */
  enum Act {
    /** Takes a pipe, and has it to the end. */
    TAKE,
    /** Takes a pipe and puts it back with bytes in it. */
    SOIL,
    /** Puts back the pipe that is held since before, though the other may do so too. */
    PUT,
    /** Lets the pool age twice, in which nobody used anything. */
    AGE,
    /** Closes the pool. */
    CLOSE
  }

  /** Pipes that can be told to age. */
  interface Evictable extends Pipes {
    void age();
  }

  /** Pipes of the After variant: every look at them finds an old collection long after the last. */
  private record Pooled(RecyclingPool<Pipe> recycling, After pipes) implements Evictable {

    @Override
    public @Nullable Pipe take() {
      return pipes.take();
    }

    @Override
    public void recycle(Pipe pipe) {
      pipes.recycle(pipe);
    }

    @Override
    public void age() {
      recycling.age();
    }

    @Override
    public void close() {
      pipes.close();
    }
  }

  /** The pool of the After variant, with two places. */
  static Evictable pooled(PaperLinux linux) {
    AtomicLong collections = new AtomicLong();
    RecyclingPool<Pipe> recycling =
        Unkept.open(
            PipePool.of(() -> requireNonNull(Pipe.open(linux)))
                .maxItems(2)
                .signals(
                    new PoolSignals(
                        () -> collections.get() * Long.MAX_VALUE / 64,
                        collections::incrementAndGet,
                        null)));
    return new Pooled(recycling, new After(recycling));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The same pipe is meant.
  public void run() {
    PaperLinux linux = new PaperLinux();
    ConcurrentHashMap<Pipe, Boolean> held = new ConcurrentHashMap<>();
    Evictable pipes = pool.apply(linux);
    Pipe before = requireNonNull(pipes.take());
    pipes.recycle(requireNonNull(pipes.take()));
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread first = new Thread(() -> act(one, pipes, before, held, linux, failure));
    Thread second = new Thread(() -> act(other, pipes, before, held, linux, failure));
    first.start();
    second.start();
    join(first);
    join(second);
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(failed);
    }
    held.keySet().forEach(pipes::recycle);
    if (one != Act.PUT && other != Act.PUT) {
      pipes.recycle(before);
    }
    if (one == Act.CLOSE || other == Act.CLOSE) {
      // Before anybody takes what has come into the closed pool behind its back.
      check(linux.isEachClosedOnce(), "not each descriptor is closed once");
    }
    Pipe last = requireNonNull(pipes.take());
    Pipe another = requireNonNull(pipes.take());
    Pipe third = requireNonNull(pipes.take());
    check(last != another && another != third && third != last, "a pipe has two places");
    pipes.recycle(last);
    pipes.recycle(another);
    pipes.recycle(third);
    pipes.close();
    check(linux.isEachClosedOnce(), "not each descriptor is closed once");
  }

  private static void act(
      Act act,
      Evictable pipes,
      Pipe before,
      ConcurrentHashMap<Pipe, Boolean> held,
      PaperLinux linux,
      AtomicReference<@Nullable Throwable> failure) {
    try {
      switch (act) {
        case TAKE -> take(pipes, held, linux, false);
        case SOIL -> take(pipes, held, linux, true);
        case PUT -> pipes.recycle(before);
        case AGE -> {
          pipes.age();
          pipes.age();
        }
        case CLOSE -> pipes.close();
      }
    } catch (RuntimeException failed) {
      failure.set(failed);
    }
  }

  private static void take(
      Evictable pipes, ConcurrentHashMap<Pipe, Boolean> held, PaperLinux linux, boolean soiling) {
    Pipe pipe = requireNonNull(pipes.take());
    check(held.put(pipe, true) == null, "two hold a pipe");
    check(
        pipe.readEnd() >= 0 && linux.closes(pipe.readEnd()) == 0, "a pipe is closed that is held");
    if (soiling) {
      pipe.fill(0, 1);
      held.remove(pipe);
      pipes.recycle(pipe);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }

  @Override
  public String toString() {
    return one + " and " + other;
  }
}
