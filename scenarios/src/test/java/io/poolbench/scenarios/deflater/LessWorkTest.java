package io.poolbench.scenarios.deflater;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Variants that do less work, each of which a workload must find out. */
final class LessWorkTest {

  private static long digest(Compressor compressor) {
    try (CompressMessage operation = new CompressMessage(compressor, 1 << 10)) {
      return operation.run();
    }
  }

  @Test
  void whoCompressesHalfIsFoundOut() {
    Compressor half =
        (message, target) ->
            new Before().compress(Arrays.copyOf(message, message.length / 2), target);
    assertThat(digest(half)).isNotEqualTo(digest(new Before()));
  }

  @Test
  void whoLeavesTheTargetAsItWasIsFoundOut() {
    byte[] first = new byte[1];
    Compressor tired =
        (message, target) -> {
          if (first[0]++ > 0) {
            return 100;
          }
          return new Before().compress(message, target);
        };
    assertThat(digest(tired)).isNotEqualTo(digest(new Before()));
  }

  @Test
  void whoDoesNotCompressIsFoundOut() {
    Compressor copying =
        (message, target) -> {
          System.arraycopy(message, 0, target, 0, message.length);
          return message.length;
        };
    assertThat(digest(copying)).isNotEqualTo(digest(new Before()));
  }
}
