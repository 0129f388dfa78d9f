package io.poolbench.scenarios.pipepool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Signals that arrive while a call waits in the kernel, as those of a sampling profiler do. The
 * sockets are made blocking, for only a call that waits can be interrupted.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptedCallsTest {

  /** One that nothing else sends to a JVM without a terminal. */
  private static final int SIGURG = 23;

  private static final int F_SETFL = 4;
  private static final int FULL = 64 << 20;

  private static final FunctionDescriptor INTS =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SIGNAL =
      Libc.call("signal", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
  private static final MethodHandle SIGINTERRUPT = Libc.call("siginterrupt", INTS);
  private static final MethodHandle GETTID = Libc.call("gettid", FunctionDescriptor.of(JAVA_INT));
  private static final MethodHandle TGKILL =
      Libc.call("tgkill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

  private final Linux linux = new Linux();
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(FULL);
  private Loopback socket;
  private Pipe pipe;

  @BeforeEach
  void handleTheSignalAndBlock() throws Throwable {
    socket = Loopback.open(linux);
    pipe = requireNonNull(Pipe.open(linux));
    for (int end : new int[] {socket.near(), socket.far()}) {
      assertThat((int) Libc.FCNTL.invokeExact(Libc.errno(), end, F_SETFL, 0)).isZero();
    }
    // A handler that does nothing, and after which the kernel does not restart a call by itself.
    handle(Linker.nativeLinker().defaultLookup().find("abs").orElseThrow());
    assertThat((int) SIGINTERRUPT.invokeExact(Libc.errno(), SIGURG, 1)).isZero();
  }

  @AfterEach
  void ignoreTheSignal() throws Throwable {
    MemorySegment byDefaultIgnored = MemorySegment.NULL;
    handle(byDefaultIgnored);
    pipe.close();
    socket.close();
    arena.close();
  }

  private static void handle(MemorySegment handler) throws Throwable {
    MemorySegment previous = (MemorySegment) SIGNAL.invokeExact(Libc.errno(), SIGURG, handler);
    assertThat(previous.address()).isNotEqualTo(-1);
  }

  @Test
  void signalsDoInterruptAPollThatIsNotRepeated() throws Exception {
    MemorySegment poll = arena.allocate(8, 4);
    poll.set(JAVA_INT, 0, socket.far());
    poll.set(JAVA_INT, 4, Linux.POLLIN);
    IntSupplier once =
        () -> {
          MemorySegment errno = Libc.errno();
          try {
            return (int) Libc.orErrno((int) Libc.POLL.invokeExact(errno, poll, 1L, 30_000), errno);
          } catch (Throwable thrown) {
            throw Libc.impossible(thrown);
          }
        };
    assertThat(underSignals(once, () -> {})).isEqualTo(-Linux.EINTR);
  }

  @Test
  void signalsDoInterruptAReadThatIsNotRepeated() throws Exception {
    IntSupplier once =
        () -> {
          MemorySegment errno = Libc.errno();
          try {
            return (int)
                Libc.orErrno((long) Libc.READ.invokeExact(errno, socket.far(), buffer, 1L), errno);
          } catch (Throwable thrown) {
            throw Libc.impossible(thrown);
          }
        };
    assertThat(underSignals(once, () -> {})).isEqualTo(-Linux.EINTR);
  }

  @Test
  void pollGoesOn() throws Exception {
    assertThat(underSignals(() -> linux.poll(socket.far(), Linux.POLLIN, 30_000), this::send))
        .isOne();
  }

  @Test
  void pollEndsInTimeHoweverManySignalsCome() throws Exception {
    assertThat(underSignals(() -> linux.poll(socket.far(), Linux.POLLIN, 100), () -> {})).isZero();
  }

  @Test
  void readGoesOn() throws Exception {
    assertThat(underSignals(() -> linux.read(socket.far(), buffer, 1), this::send)).isOne();
  }

  @Test
  void spliceGoesOn() throws Exception {
    assertThat(underSignals(() -> pipe.fill(socket.far(), 1), this::send)).isOne();
  }

  @Test
  void writeGoesOn() throws Exception {
    // What does not fit into the buffers of the two sockets; then nothing more until it is read.
    AtomicInteger written = new AtomicInteger();
    IntSupplier untilFull =
        () -> {
          int wrote = 1;
          while (wrote > 0 && written.get() < FULL) {
            wrote = linux.write(socket.near(), buffer, FULL - written.get());
            written.addAndGet(Math.max(0, wrote));
          }
          return wrote;
        };
    int last = underSignals(untilFull, () -> readAll(written));
    assertThat(last).isPositive();
    assertThat(written).hasValue(FULL);
  }

  private void send() {
    assertThat(linux.write(socket.near(), buffer, 1)).isOne();
  }

  private void readAll(AtomicInteger written) {
    long read = 0;
    while (read < FULL) {
      int now = linux.read(socket.far(), arena.allocate(1 << 20), 1 << 20);
      assertThat(now).as("read after %d of %d written", read, written.get()).isPositive();
      read += now;
    }
  }

  /** Sends signals to the thread of the call until it ends; after some, what it waits for. */
  private static int underSignals(IntSupplier call, Runnable awaited) throws Exception {
    AtomicInteger thread = new AtomicInteger();
    FutureTask<Integer> task =
        new FutureTask<>(
            () -> {
              thread.set(tid());
              return call.getAsInt();
            });
    Thread.ofPlatform().start(task);
    for (int signals = 0; !task.isDone(); signals++) {
      if (thread.get() != 0) {
        interrupt(thread.get());
      }
      if (signals == 100) {
        awaited.run();
      }
      Thread.sleep(1);
    }
    return task.get();
  }

  private static int tid() {
    try {
      return (int) GETTID.invokeExact(Libc.errno());
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /** Fails when the thread has ended meanwhile: nobody is interrupted then. */
  private static void interrupt(int thread) {
    int self = (int) ProcessHandle.current().pid();
    try {
      int ignored = (int) TGKILL.invokeExact(Libc.errno(), self, thread, SIGURG);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }
}
