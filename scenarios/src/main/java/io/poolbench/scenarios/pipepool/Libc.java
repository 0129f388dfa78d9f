package io.poolbench.scenarios.pipepool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Calls the C library through {@code java.lang.foreign}. Apart from {@link Linux}, so that
 * functions are looked up when the first one is called, and never where all calls are overridden.
 */
final class Libc {

  private static final FunctionDescriptor BYTES_IO =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

  static final MethodHandle PIPE2 =
      call("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  // Variadic after the second argument: some ABIs pass what follows differently.
  static final MethodHandle FCNTL =
      call(
          "fcntl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  static final MethodHandle SPLICE =
      call(
          "splice",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  static final MethodHandle READ = call("read", BYTES_IO);
  static final MethodHandle WRITE = call("write", BYTES_IO);
  static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  static final MethodHandle POLL =
      call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  /** The memory that a call writes beside its result, one per thread, so that no call allocates. */
  record Scratch(MemorySegment errno, MemorySegment ends, MemorySegment poll) {
    private Scratch(Arena arena) {
      this(
          arena.allocate(Linker.Option.captureStateLayout()),
          arena.allocate(JAVA_INT, 2),
          arena.allocate(8, 4));
    }
  }

  private static final ThreadLocal<Scratch> SCRATCH =
      ThreadLocal.withInitial(() -> new Scratch(Arena.ofAuto()));

  private Libc() {}

  /**
   * Returns a handle of the C library's function that takes a segment for errno first.
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

  /** Returns the calling thread's scratch. */
  static Scratch scratch() {
    return SCRATCH.get();
  }

  /** Returns the segment of the calling thread in which a call leaves errno. */
  static MemorySegment errno() {
    return SCRATCH.get().errno();
  }

  /** Returns the result, or the errno that goes with a result of -1, negated. */
  static long orErrno(long result, MemorySegment errno) {
    // errno is the only member of the captured state on Linux.
    return result == -1 ? -errno.get(JAVA_INT, 0) : result;
  }

  /** Wraps what a method handle declares and a system call never throws. */
  static AssertionError impossible(Throwable thrown) {
    return new AssertionError("a system call threw", thrown);
  }
}
