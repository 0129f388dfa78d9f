package io.poolbench.scenarios.directbuffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SenderTest {

  private static Stream<Sender> senders() {
    return Stream.of(new Before(), new After(), new Heap());
  }

  @ParameterizedTest
  @MethodSource("senders")
  void whatIsSentArrivesWholeWhateverItsLength(Sender sender) throws IOException {
    for (int length : new int[] {0, 1, Buffers.SIZE - 1, Buffers.SIZE, 3 * Buffers.SIZE + 5}) {
      byte[] bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      ByteArrayOutputStream arrived = new ByteArrayOutputStream();
      sender.send(bytes, Channels.newChannel(arrived));
      assertThat(arrived.toByteArray()).isEqualTo(bytes);
    }
  }

  @Test
  void aChannelThatFailsCostsNoBuffer() throws IOException {
    After sender = new After();
    ByteBuffer[] seen = new ByteBuffer[2];
    for (int attempt = 0; attempt < 2; attempt++) {
      int index = attempt;
      try {
        sender.send(
            new byte[1],
            new Failing() {
              @Override
              public int write(ByteBuffer source) throws IOException {
                seen[index] = source;
                throw new IOException("broken");
              }
            });
      } catch (IOException expected) {
        assertThat(expected).hasMessage("broken");
      }
    }
    assertThat(seen[1]).isSameAs(seen[0]);
  }

  private abstract static class Failing implements WritableByteChannel {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
