package io.poolbench.scenarios.pipepool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledOnOs(OS.LINUX)
@Timeout(value = Patience.TEST_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SpliceTest {

  private static Stream<Function<Linux, Pipes>> variants() {
    return Stream.of(PipepoolTechnique::before, PipepoolTechnique::after);
  }

  /** Linux whose splice calls are counted. */
  private static class Counting extends Ledger {
    final AtomicInteger splices = new AtomicInteger();

    @Override
    int splice(int from, int to, int length) {
      splices.incrementAndGet();
      return super.splice(from, to, length);
    }
  }

  /** What the message of {@link SplicedConnection} must arrive as. */
  static long digest(int length) {
    byte[] message = new byte[length];
    new Random(length).nextBytes(message);
    CRC32 crc = new CRC32();
    crc.update(message);
    return crc.getValue();
  }

  private static void assertArrives(Linux linux, Pipes pipes, int length) throws Exception {
    try (SplicedConnection connection = new SplicedConnection(linux, pipes, length)) {
      for (int repeat = 0; repeat < 3; repeat++) {
        assertThat(connection.run()).isEqualTo(digest(length));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theBytesThatArriveAreTheBytesThatWereSent(Function<Linux, Pipes> variant) throws Exception {
    for (int length : new int[] {1, 4 << 10, 100_001, 4 << 20}) {
      Counting linux = new Counting();
      assertArrives(new Linux(), variant.apply(linux), length);
      assertThat(linux.splices).hasPositiveValue();
      assertThat(linux.closed()).isEqualTo(linux.opened());
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void withoutAPipeTheBytesAreCopied(Function<Linux, Pipes> variant) throws Exception {
    Counting linux =
        new Counting() {
          @Override
          long pipe() {
            return -Linux.EMFILE;
          }
        };
    assertArrives(new Linux(), variant.apply(linux), 1 << 20);
    assertThat(linux.splices).hasValue(0);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatTheKernelCannotSpliceIsCopied(Function<Linux, Pipes> variant) throws Exception {
    Counting linux =
        new Counting() {
          @Override
          int splice(int from, int to, int length) {
            splices.incrementAndGet();
            return -Linux.EINVAL;
          }
        };
    assertArrives(new Linux(), variant.apply(linux), 1 << 20);
    assertThat(linux.splices).hasPositiveValue();
    assertThat(linux.closed()).isEqualTo(linux.opened());
  }

  /** As the kernel gives them out once pipe-user-pages-soft is used up; ChildJvmTest uses it up. */
  @ParameterizedTest
  @MethodSource("variants")
  void aPipeOfOnePageServesToo(Function<Linux, Pipes> variant) throws Exception {
    MethodHandle fcntl =
        Libc.call(
            "fcntl",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    int setPipeSize = 1031;
    Counting linux =
        new Counting() {
          @Override
          long pipe() {
            long ends = super.pipe();
            try {
              int size = (int) fcntl.invokeExact(Libc.errno(), (int) ends, setPipeSize, 4096);
              assertThat(size).isEqualTo(4096);
            } catch (Throwable thrown) {
              throw Libc.impossible(thrown);
            }
            return ends;
          }
        };
    assertArrives(new Linux(), variant.apply(linux), 1 << 20);
    // A fill and a drain for every page at least, of three messages.
    assertThat(linux.splices).hasValueGreaterThan(3 * 2 * 256 - 1);
  }

  @Test
  void anErrorOfTheTargetDestroysThePipeWithTheBytesInIt() throws Exception {
    Ledger ledger = new Ledger();
    Linux linux = new Linux();
    try (Loopback incoming = Loopback.open(linux)) {
      Bytes.write(linux, incoming.near(), "lost".getBytes(US_ASCII));
      Pipes pipes = PipepoolTechnique.after(ledger);
      int noSuchDescriptor = -1;
      try (Splice splice =
          new Splice(linux, pipes, incoming.far(), noSuchDescriptor, new Polling(incoming))) {
        assertThatThrownBy(() -> splice.transfer(4))
            .isInstanceOf(IOException.class)
            .hasMessage("pipepool: splice to the target failed with errno 9");
      }
      assertThat(ledger.opened()).isEqualTo(2);
      assertThat(ledger.closed()).isEqualTo(2);
      pipes.close();
      assertThat(ledger.closedTwice()).isZero();
    }
  }

  /** Waits in the kernel, as a program does whose peers are elsewhere. */
  private record Polling(Loopback source) implements Splice.Readiness {
    @Override
    public void awaitSource() {
      Bytes.awaitReadable(source.linux(), source.far());
    }

    @Override
    public void awaitTarget() {
      throw new AssertionError("nobody takes anything from this target");
    }
  }
}
