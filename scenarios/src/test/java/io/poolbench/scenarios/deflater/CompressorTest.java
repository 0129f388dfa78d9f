package io.poolbench.scenarios.deflater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.pool.Pooled;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both variants promise, and what the pooled one owes beside. */
final class CompressorTest {

  private static Stream<Compressor> variants() {
    return Stream.of(new Before(), new After());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void thePeerInflatesWhatWasCompressed(Compressor compressor) throws Exception {
    try (compressor) {
      for (int length : new int[] {0, 1, 1000, 100_000, 7}) {
        byte[] message = new byte[length];
        new Random(length).nextBytes(message);
        byte[] target = new byte[length + 100];
        int compressed = compressor.compress(message, target);
        assertThat(inflated(target, compressed)).isEqualTo(message);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theNextMessageIsCompressedAfterOneThatHadNoRoom(Compressor compressor) throws Exception {
    try (compressor) {
      byte[] message = CompressMessage.message(0, 1000);
      assertThatThrownBy(() -> compressor.compress(message, new byte[10]))
          .hasMessage("target: has 10 bytes, too few for what becomes of a message of 1000");
      byte[] target = new byte[2000];
      assertThat(inflated(target, compressor.compress(message, target))).isEqualTo(message);
    }
  }

  @Test
  void aHolderThatChangedLevelAndStrategyChangesNothingForTheNext() {
    byte[] message = CompressMessage.message(0, 10_000);
    byte[] expected = new byte[20_000];
    byte[] found = new byte[20_000];
    int length = new Before().compress(message, expected);
    Deflaters deflaters = new Deflaters();
    Pooled<Deflater> changed = deflaters.take();
    changed.item().setLevel(Deflater.NO_COMPRESSION);
    changed.item().setStrategy(Deflater.HUFFMAN_ONLY);
    changed.item().setDictionary(message);
    changed.recycle();
    Pooled<Deflater> next = deflaters.take();
    assertThat(next.item()).isSameAs(changed.item());
    assertThat(Compressor.compressWith(next.item(), message, found)).isEqualTo(length);
    assertThat(found).isEqualTo(expected);
    next.discard();
    deflaters.close();
  }

  @Test
  void whatThePoolLetsGoIsEnded() {
    Deflaters deflaters = new Deflaters();
    Pooled<Deflater> pooled = deflaters.take();
    Deflater deflater = pooled.item();
    pooled.recycle();
    deflaters.close();
    assertThatThrownBy(deflater::reset).hasMessage("Deflater has been closed");
  }

  private static byte[] inflated(byte[] compressed, int length) throws Exception {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(compressed, 0, length);
      byte[] bytes = new byte[200_000];
      int inflated = inflater.inflate(bytes);
      assertThat(inflater.finished()).isTrue();
      return Arrays.copyOf(bytes, inflated);
    } finally {
      inflater.end();
    }
  }
}
