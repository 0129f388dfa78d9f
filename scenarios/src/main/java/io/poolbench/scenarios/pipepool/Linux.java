package io.poolbench.scenarios.pipepool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The Linux system calls under the pipes, through {@code java.lang.foreign}. Every call returns
 * what the system call returned, or its errno negated; none throws for a failed call and none
 * allocates. Numbers are those of asm-generic, which x86-64, aarch64 and riscv64 share. Tests
 * override single calls to count them or to let them fail.
 */
class Linux {

  static final int EAGAIN = 11;
  static final int EINVAL = 22;
  static final int EMFILE = 24;

  static final short POLLIN = 1;

  private static final int O_CLOEXEC_NONBLOCK = 0x80000 | 0x800;
  private static final int F_GETPIPE_SZ = 1032;
  private static final int SPLICE_F_NONBLOCK = 2;

  private static final FunctionDescriptor BYTES_IO =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle PIPE2 =
      call("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  // Variadic after the second argument: some ABIs pass what follows differently.
  private static final MethodHandle FCNTL =
      call(
          "fcntl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SPLICE =
      call(
          "splice",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle READ = call("read", BYTES_IO);
  private static final MethodHandle WRITE = call("write", BYTES_IO);
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle POLL =
      call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  /** What a call writes beside its result, one per thread, so that no call allocates. */
  private record Scratch(MemorySegment errno, MemorySegment ends, MemorySegment poll) {
    Scratch(Arena arena) {
      this(
          arena.allocate(Linker.Option.captureStateLayout()),
          arena.allocate(JAVA_INT, 2),
          arena.allocate(8, 4));
    }
  }

  private static final ThreadLocal<Scratch> SCRATCH =
      ThreadLocal.withInitial(() -> new Scratch(Arena.ofAuto()));

  /** The answer to F_GETPIPE_SZ, or 0 before it was asked. */
  private volatile int firstPipeSize;

  /**
   * A handle of the C library's function that takes a segment for errno first.
   *
   * @throws UnsupportedOperationException when the C library has no such function
   */
  static MethodHandle call(String name, FunctionDescriptor signature, Linker.Option... options) {
    Linker.Option[] all = new Linker.Option[options.length + 1];
    all[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(options, 0, all, 1, options.length);
    Linker linker = Linker.nativeLinker();
    MemorySegment function =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(
                () -> new UnsupportedOperationException("the C library has no function " + name));
    return linker.downcallHandle(function, signature, all);
  }

  /** Where a call leaves errno: a segment of the calling thread. */
  static MemorySegment errno() {
    return SCRATCH.get().errno();
  }

  /** The result, or the errno that goes with a result of -1, negated. */
  static long orErrno(long result, MemorySegment errno) {
    // errno is the only member of the captured state on Linux.
    return result == -1 ? -errno.get(JAVA_INT, 0) : result;
  }

  /** What to throw when {@code call} returned a negated errno and nothing else can be done. */
  static IOException failed(String call, int negatedErrno) {
    String advice =
        negatedErrno == -EMFILE ? " (no descriptors left): raise the limit, ulimit -n" : "";
    return new IOException(
        "pipepool: %s failed with errno %d%s".formatted(call, -negatedErrno, advice));
  }

  /** A method handle of ours declares Throwable; a system call throws nothing. */
  static AssertionError impossible(Throwable thrown) {
    return new AssertionError("a system call threw", thrown);
  }

  /**
   * A pipe that neither blocks nor survives exec.
   *
   * @return the read end in the lower half, the write end in the upper
   */
  long pipe() {
    Scratch scratch = SCRATCH.get();
    MemorySegment ends = scratch.ends();
    try {
      int result = (int) PIPE2.invokeExact(scratch.errno(), ends, O_CLOEXEC_NONBLOCK);
      return result == 0
          ? (long) ends.getAtIndex(JAVA_INT, 1) << 32 | ends.getAtIndex(JAVA_INT, 0)
          : orErrno(result, scratch.errno());
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /**
   * Whether pipes serve splice here: told by F_GETPIPE_SZ, asked once, of the first pipe. Kernels
   * without it (before 2.6.35) answer EAGAIN where splice should wait.
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

  /** Bytes that the pipe can hold: 64 KiB, or a page or two once the user has too many pipes. */
  int pipeSize(int descriptor) {
    MemorySegment errno = errno();
    try {
      int result = (int) FCNTL.invokeExact(errno, descriptor, F_GETPIPE_SZ, 0);
      return (int) orErrno(result, errno);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /** Moves up to {@code length} bytes inside the kernel; one of the two must be a pipe. */
  int splice(int from, int to, int length) {
    MemorySegment errno = errno();
    try {
      long result =
          (long)
              SPLICE.invokeExact(
                  errno,
                  from,
                  MemorySegment.NULL,
                  to,
                  MemorySegment.NULL,
                  (long) length,
                  SPLICE_F_NONBLOCK);
      return (int) orErrno(result, errno);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /** Reads up to {@code length} bytes to the start of the buffer. */
  int read(int descriptor, MemorySegment buffer, int length) {
    MemorySegment errno = errno();
    try {
      long result = (long) READ.invokeExact(errno, descriptor, buffer, (long) length);
      return (int) orErrno(result, errno);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /** Writes up to {@code length} bytes from the start of the buffer. */
  int write(int descriptor, MemorySegment buffer, int length) {
    MemorySegment errno = errno();
    try {
      long result = (long) WRITE.invokeExact(errno, descriptor, buffer, (long) length);
      return (int) orErrno(result, errno);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /**
   * Closes the descriptor. Never repeat it, not even after EINTR: Linux has released the number by
   * then, and it may already be somebody else's.
   */
  int close(int descriptor) {
    MemorySegment errno = errno();
    try {
      int result = (int) CLOSE.invokeExact(errno, descriptor);
      return (int) orErrno(result, errno);
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }

  /** Waits for one of the events; 0 when none came in time. */
  int poll(int descriptor, short events, int timeoutMillis) {
    Scratch scratch = SCRATCH.get();
    MemorySegment poll = scratch.poll();
    poll.set(JAVA_INT, 0, descriptor);
    poll.set(JAVA_SHORT, 4, events);
    try {
      int result = (int) POLL.invokeExact(scratch.errno(), poll, 1L, timeoutMillis);
      return (int) orErrno(result, scratch.errno());
    } catch (Throwable thrown) {
      throw impossible(thrown);
    }
  }
}
