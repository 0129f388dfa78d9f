package io.poolbench.scenarios.pipepool;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Proves that pipes are pipes, and each its holder's alone: a number is written into each, and must
 * come out of that one. Seldom, since it costs many times what taking a pooled pipe does; and by a
 * count of each thread's own, on its own cache lines, so that no two threads meet here.
 */
final class Tokens {

  /** The digest of nothing received. */
  static final long NONE = 0;

  /** The calls of a thread of which one sends tokens; a power of two. */
  private static final int ONE_IN = 4096;

  private static final int BYTES = Long.BYTES;
  private static final int TOKEN = 128;

  private final Linux linux;

  /** The running thread's count of calls, and a token two cache lines behind it. */
  private final Supplier<MemorySegment> memory;

  private Tokens(Linux linux, Supplier<MemorySegment> memory) {
    this.linux = linux;
    this.memory = memory;
  }

  /** Makes tokens for one thread at a time, which is spared the look-up of what is its own. */
  static Tokens ofOneThread(Linux linux) {
    MemorySegment own = memory();
    return new Tokens(linux, () -> own);
  }

  /** Makes tokens for any number of threads at once. */
  static Tokens ofEachThread(Linux linux) {
    ThreadLocal<MemorySegment> own = ThreadLocal.withInitial(Tokens::memory);
    return new Tokens(linux, own::get);
  }

  private static MemorySegment memory() {
    return Arena.ofAuto().allocate(2 * TOKEN, TOKEN);
  }

  /**
   * Tells whether this call of the running thread is to send tokens: the first, and one in {@value
   * #ONE_IN} later ones.
   */
  boolean areDue() {
    MemorySegment own = memory.get();
    long calls = own.get(JAVA_LONG, 0);
    own.set(JAVA_LONG, 0, calls + 1);
    return (calls & (ONE_IN - 1)) == 0;
  }

  void send(Pipe pipe, int number) throws IOException {
    MemorySegment token = memory.get().asSlice(TOKEN, BYTES);
    token.set(JAVA_LONG, 0, number);
    expectWhole("write a token into a pipe", linux.write(pipe.writeEnd(), token, BYTES));
  }

  /** Reads a token out of the pipe, and adds it to the digest of those received before. */
  long receive(Pipe pipe, long digest) throws IOException {
    MemorySegment token = memory.get().asSlice(TOKEN, BYTES);
    expectWhole("read a token from a pipe", linux.read(pipe.readEnd(), token, BYTES));
    return with(token.get(JAVA_LONG, 0), digest);
  }

  /** Returns the digest of the tokens of so many pipes, received in the reverse order. */
  static long digest(int count) {
    long digest = NONE;
    for (int number = count - 1; number >= 0; number--) {
      digest = with(number, digest);
    }
    return digest;
  }

  private static long with(long token, long digest) {
    return 31 * digest + token + 1;
  }

  private static void expectWhole(String call, int moved) throws IOException {
    if (moved < 0) {
      throw Linux.failed(call, moved);
    }
    if (moved != BYTES) {
      throw new IOException(
          "pipepool: %s moved %d bytes, expected %d".formatted(call, moved, BYTES));
    }
  }

  /**
   * Returns the pipe.
   *
   * @throws IOException when there is none
   */
  static Pipe required(@Nullable Pipe pipe) throws IOException {
    if (pipe == null) {
      throw new IOException(
          "pipepool: no pipe could be made, and without one there is nothing to measure; raise the limit of descriptors, ulimit -n");
    }
    return pipe;
  }
}
