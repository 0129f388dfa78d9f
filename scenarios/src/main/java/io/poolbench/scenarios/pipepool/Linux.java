package io.poolbench.scenarios.pipepool;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * The Linux system calls under the pipes. Every call returns what the system call returned, or its
 * errno negated; none throws for a failed call and none allocates. A call that a signal interrupts
 * is repeated, but for {@link #close}: nobody sees EINTR. Numbers are those of asm-generic, which
 * x86-64, aarch64 and riscv64 share. Tests override single calls to count them or to let them fail.
 */
class Linux {

  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EINVAL = 22;
  static final int EMFILE = 24;

  static final short POLLIN = 1;

  private static final int O_CLOEXEC_NONBLOCK = 0x80000 | 0x800;
  private static final int F_GETPIPE_SZ = 1032;
  private static final int SPLICE_F_NONBLOCK = 2;

  /** The answer to F_GETPIPE_SZ, or 0 before it was asked. */
  private volatile int firstPipeSize;

  /**
   * Makes the exception for a {@code call} that returned a negated errno, when nothing else can be
   * done.
   */
  static IOException failed(String call, int negatedErrno) {
    String advice =
        negatedErrno == -EMFILE ? " (no descriptors left): raise the limit, ulimit -n" : "";
    return new IOException(
        "pipepool: %s failed with errno %d%s".formatted(call, -negatedErrno, advice));
  }

  /**
   * Makes a pipe that neither blocks nor survives exec.
   *
   * @return the read end in the lower half, the write end in the upper
   */
  long pipe() {
    Libc.Scratch scratch = Libc.scratch();
    MemorySegment ends = scratch.ends();
    try {
      int result = (int) Libc.PIPE2.invokeExact(scratch.errno(), ends, O_CLOEXEC_NONBLOCK);
      return result == 0
          ? (long) ends.getAtIndex(JAVA_INT, 1) << 32 | ends.getAtIndex(JAVA_INT, 0)
          : Libc.orErrno(result, scratch.errno());
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /**
   * Tells whether pipes serve splice here: F_GETPIPE_SZ says so, asked once, of the first pipe.
   * Kernels without it (before 2.6.35) answer EAGAIN where splice should wait.
   */
  boolean servesSplice(int pipe) {
    if (firstPipeSize == 0) {
      synchronized (this) {
        if (firstPipeSize == 0) {
          firstPipeSize = pipeSize(pipe);
        }
      }
    }
    return firstPipeSize > 0;
  }

  /**
   * Returns the bytes that the pipe can hold: 64 KiB, or a page or two once the user has too many
   * pipes.
   */
  int pipeSize(int descriptor) {
    MemorySegment errno = Libc.errno();
    try {
      int result = (int) Libc.FCNTL.invokeExact(errno, descriptor, F_GETPIPE_SZ, 0);
      return (int) Libc.orErrno(result, errno);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /** Moves up to {@code length} bytes inside the kernel; one of the two must be a pipe. */
  int splice(int from, int to, int length) {
    MemorySegment errno = Libc.errno();
    MemorySegment none = MemorySegment.NULL;
    try {
      long result;
      do {
        result =
            (long)
                Libc.SPLICE.invokeExact(
                    errno, from, none, to, none, (long) length, SPLICE_F_NONBLOCK);
      } while (isInterrupted(result, errno));
      return (int) Libc.orErrno(result, errno);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /** Reads up to {@code length} bytes to the start of the buffer. */
  int read(int descriptor, MemorySegment buffer, int length) {
    MemorySegment errno = Libc.errno();
    try {
      long result;
      do {
        result = (long) Libc.READ.invokeExact(errno, descriptor, buffer, (long) length);
      } while (isInterrupted(result, errno));
      return (int) Libc.orErrno(result, errno);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /** Writes up to {@code length} bytes from the start of the buffer. */
  int write(int descriptor, MemorySegment buffer, int length) {
    MemorySegment errno = Libc.errno();
    try {
      long result;
      do {
        result = (long) Libc.WRITE.invokeExact(errno, descriptor, buffer, (long) length);
      } while (isInterrupted(result, errno));
      return (int) Libc.orErrno(result, errno);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /**
   * Closes the descriptor. Never repeat it, not even after EINTR: Linux has released the number by
   * then, and it may already be somebody else's.
   */
  int close(int descriptor) {
    MemorySegment errno = Libc.errno();
    try {
      int result = (int) Libc.CLOSE.invokeExact(errno, descriptor);
      return (int) Libc.orErrno(result, errno);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /** Waits for one of the events; returns 0 when none came in time, however often signals came. */
  int poll(int descriptor, short events, int timeoutMillis) {
    Libc.Scratch scratch = Libc.scratch();
    MemorySegment poll = scratch.poll();
    poll.set(JAVA_INT, 0, descriptor);
    poll.set(JAVA_SHORT, 4, events);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    int left = timeoutMillis;
    try {
      int result = (int) Libc.POLL.invokeExact(scratch.errno(), poll, 1L, left);
      while (isInterrupted(result, scratch.errno())) {
        left = (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        result = (int) Libc.POLL.invokeExact(scratch.errno(), poll, 1L, left);
      }
      return (int) Libc.orErrno(result, scratch.errno());
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /** Tells whether a signal came before the call had done anything. */
  private static boolean isInterrupted(long result, MemorySegment errno) {
    return Libc.orErrno(result, errno) == -EINTR;
  }
}
