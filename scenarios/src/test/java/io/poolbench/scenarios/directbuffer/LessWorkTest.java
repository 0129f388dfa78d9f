package io.poolbench.scenarios.directbuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variants that do less work, each of which the workload must find out. */
final class LessWorkTest {

  private static long digest(Sender sender) throws Exception {
    try (PipeWrite operation = new PipeWrite(sender, Buffers.SIZE)) {
      return operation.run();
    }
  }

  @Test
  void whoSendsWhatLayInTheBufferIsFoundOut() throws Exception {
    ByteBuffer kept = ByteBuffer.allocateDirect(Buffers.SIZE);
    Sender stale =
        (bytes, channel) -> {
          if (kept.get(1) == 0) {
            kept.put(0, bytes);
          }
          channel.write(kept.clear());
        };
    assertThat(digest(stale)).isNotEqualTo(digest(new Before()));
  }

  /** All but some bytes at one end, which are as they were. */
  @ParameterizedTest
  @CsvSource({"256, 4096", "0, 3840"})
  void whoCopiesAPartIsFoundOut(int from, int to) throws Exception {
    ByteBuffer kept = ByteBuffer.allocateDirect(Buffers.SIZE);
    Sender stale =
        (bytes, channel) -> channel.write(kept.put(from, bytes, from, to - from).clear());
    assertThat(digest(stale)).isNotEqualTo(digest(new Before()));
  }

  @Test
  void whoSendsLessIsFoundOut() {
    Sender less = (bytes, channel) -> channel.write(ByteBuffer.wrap(bytes, 0, bytes.length - 1));
    assertThatThrownBy(() -> digest(less))
        .isInstanceOf(EOFException.class)
        .hasMessage("the pipe has 4095 bytes, expected a message of 4096");
  }
}
