package io.poolbench.scenarios.pipepool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/**
 * A TCP connection over loopback whose ends are plain descriptors, since splice(2) reaches those of
 * a {@code SocketChannel} only where the JDK's internals are opened. Neither end blocks.
 *
 * @param near the descriptor that connected
 * @param far the descriptor that was accepted
 */
record Loopback(Linux linux, int near, int far) implements AutoCloseable {

  private static final int AF_INET = 2;
  private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
  private static final int SOCK_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int EINPROGRESS = 115;
  private static final int SOCKADDR_IN_BYTES = 16;
  private static final int LOCALHOST = 0x7f000001;

  private static final FunctionDescriptor THREE_INTS =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final FunctionDescriptor WITH_ADDRESS =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SOCKET = Libc.call("socket", THREE_INTS);
  private static final MethodHandle BIND = Libc.call("bind", WITH_ADDRESS);
  private static final MethodHandle LISTEN =
      Libc.call("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle GETSOCKNAME =
      Libc.call("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle CONNECT = Libc.call("connect", WITH_ADDRESS);
  private static final MethodHandle ACCEPT4 =
      Libc.call("accept4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      Libc.call(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  /**
   * Opens a connection to a listener of its own, which is closed again.
   *
   * @throws IOException naming the call that failed and its errno
   */
  static Loopback open(Linux linux) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int listener = check("socket", invoke(SOCKET, AF_INET, SOCK_STREAM_CLOEXEC, 0));
      try {
        return connect(linux, arena, listener);
      } finally {
        linux.close(listener);
      }
    }
  }

  private static Loopback connect(Linux linux, Arena arena, int listener) throws IOException {
    MemorySegment address = arena.allocate(SOCKADDR_IN_BYTES, 4);
    address.set(JAVA_SHORT, 0, (short) AF_INET);
    address.set(JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN), 4, LOCALHOST);
    check("bind", invoke(BIND, listener, address, SOCKADDR_IN_BYTES));
    check("listen", invoke(LISTEN, listener, 1));
    // The kernel chose the port.
    MemorySegment length = arena.allocateFrom(JAVA_INT, SOCKADDR_IN_BYTES);
    check("getsockname", invoke(GETSOCKNAME, listener, address, length));

    int near =
        check("socket", invoke(SOCKET, AF_INET, SOCK_STREAM_CLOEXEC | SOCK_NONBLOCK_CLOEXEC, 0));
    int far = -1;
    try {
      int begun = invoke(CONNECT, near, address, SOCKADDR_IN_BYTES);
      if (begun != -EINPROGRESS) {
        check("connect", begun);
      }
      // The listener blocks, so accept4 also waits for the handshake.
      MemorySegment none = MemorySegment.NULL;
      far = check("accept4", invoke(ACCEPT4, listener, none, none, SOCK_NONBLOCK_CLOEXEC));
      sendAtOnce(arena, near);
      sendAtOnce(arena, far);
      return new Loopback(linux, near, far);
    } catch (IOException | RuntimeException failed) {
      linux.close(near);
      if (far >= 0) {
        linux.close(far);
      }
      throw failed;
    }
  }

  /**
   * Switches Nagle's algorithm off: else a short write waits up to 40 ms for the acknowledgement of
   * the one before.
   */
  private static void sendAtOnce(Arena arena, int socket) throws IOException {
    MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
    check("setsockopt", invoke(SETSOCKOPT, socket, IPPROTO_TCP, TCP_NODELAY, on, 4));
  }

  /**
   * Calls a function while setting up only, since it boxes its arguments, and again where a signal
   * interrupts it.
   */
  private static int invoke(MethodHandle call, Object... arguments) {
    MemorySegment errno = Libc.errno();
    Object[] all = new Object[arguments.length + 1];
    all[0] = errno;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    try {
      int result;
      do {
        result = (int) Libc.orErrno((int) call.invokeWithArguments(all), errno);
      } while (result == -Linux.EINTR);
      return result;
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  private static int check(String call, int result) throws IOException {
    if (result < 0) {
      throw Linux.failed(call, result);
    }
    return result;
  }

  @Override
  public void close() {
    linux.close(near);
    linux.close(far);
  }
}
