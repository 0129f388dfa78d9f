package io.poolbench.scenarios.smb2;

import static io.poolbench.scenarios.smb2.Scene.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.smb2.Scene.Setting;
import java.io.EOFException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** What can happen to a packet: on each path its buffer is released exactly once. */
enum ReleasePath {
  AN_ANSWER_WAS_READ(5, 5) {
    @Override
    void play(Scene scene) throws Exception {
      for (int round = 0; round < 5; round++) {
        scene.exchangeAnother(round);
      }
      assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
    }
  },

  /** The second packet is received before anything is read from the first. */
  TWO_ANSWERS_WAITED_FOR_THEIR_READERS(2, 2) {
    @Override
    void play(Scene scene) throws Exception {
      Exchange first = scene.client.send(0, LENGTH);
      Exchange second = scene.client.send(0, LENGTH);
      scene.peer.send(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1)));
      scene.peer.send(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 2)));
      assertThat(scene.read(second)).isEqualTo(bytes(LENGTH, 2));
      assertThat(scene.read(first)).isEqualTo(bytes(LENGTH, 1));
    }
  },

  THE_CONNECTION_ENDED_WITHIN_A_PACKET(1, 0) {
    @Override
    void play(Scene scene) throws Exception {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] frame = scene.peer.framed(scene.peer.data(scene.peer.requestId(), new byte[LENGTH]));
      scene.peer.sendAsItIs(Arrays.copyOf(frame, frame.length / 2));
      scene.peer.close();
      assertThatIOException()
          .isThrownBy(() -> scene.read(exchange))
          .withCauseInstanceOf(EOFException.class)
          .withMessageContaining("of a frame");
    }
  },

  DECRYPTION_FAILED(6, 6) {
    @Override
    boolean isPossibleIn(Setting setting) {
      return setting.isEncrypted();
    }

    @Override
    void play(Scene scene) throws Exception {
      for (int at : new int[] {Transform.TAG_AT, Transform.NONCE_AT, Transform.HEADER + 70}) {
        playSkipped(scene, frame -> frame[Smb2.PREFIX + at] ^= 1);
      }
    }
  },

  A_PACKET_WAS_OF_ANOTHER_SESSION(2, 1) {
    @Override
    boolean isPossibleIn(Setting setting) {
      return setting.isEncrypted();
    }

    @Override
    void play(Scene scene) throws Exception {
      playSkipped(scene, frame -> frame[Smb2.PREFIX + Transform.SESSION_ID_AT] ^= 1);
    }
  },

  A_PACKET_SHOULD_HAVE_BEEN_ENCRYPTED(2, 1) {
    @Override
    boolean isPossibleIn(Setting setting) {
      return setting.isEncrypted();
    }

    @Override
    void play(Scene scene) throws Exception {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] message = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
      byte[] prefix = new byte[Smb2.PREFIX];
      Smb2.putPrefix(prefix, message.length);
      scene.peer.sendAsItIs(prefix);
      scene.peer.sendAsItIs(message);
      scene.peer.send(message);
      assertThat(scene.read(exchange)).isEqualTo(bytes(LENGTH, 1));
    }
  },

  A_MESSAGE_WAS_OF_ANOTHER_SESSION(2, 2) {
    @Override
    void play(Scene scene) throws Exception {
      playSkippedMessage(scene, Smb2.SESSION_ID_AT);
    }
  },

  A_PACKET_HELD_NO_MESSAGE(2, 2) {
    @Override
    void play(Scene scene) throws Exception {
      playSkippedMessage(scene, 0);
    }
  },

  /** Its READ fails alone: nobody else's is worse for it. */
  A_SIGNATURE_DID_NOT_FIT(3, 3) {
    @Override
    boolean isPossibleIn(Setting setting) {
      return setting.isSigned();
    }

    @Override
    void play(Scene scene) throws Exception {
      Exchange exchange = scene.client.send(0, LENGTH);
      Exchange bystander = scene.client.send(0, LENGTH);
      byte[] frame = scene.peer.framed(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1)));
      frame[frame.length - 1] ^= 1;
      scene.peer.sendAsItIs(frame);
      assertProtocolError(scene, exchange, "another signature");
      scene.peer.send(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 2)));
      assertThat(scene.read(bystander)).isEqualTo(bytes(LENGTH, 2));
      scene.exchangeAnother(3);
      assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
    }
  },

  NOBODY_WAITED_FOR_A_MESSAGE(2, 2) {
    @Override
    void play(Scene scene) throws Exception {
      scene.peer.send(scene.peer.data(4711, bytes(LENGTH, 1)));
      scene.exchangeAnother(2);
      assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
    }
  },

  AN_ANSWER_CAME_AFTER_ITS_READER_GAVE_UP(2, 2) {
    @Override
    void play(Scene scene) throws Exception {
      Exchange given = scene.client.send(0, 500);
      long id = scene.peer.requestId();
      scene.client.cancel(given);
      scene.peer.send(scene.peer.data(id, bytes(500, 1)));
      scene.exchangeAnother(2);
      assertThatIOException().isThrownBy(given::await).withMessageContaining("given up");
      assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
    }
  },

  ITS_READER_WAS_INTERRUPTED(2, 2) {
    @Override
    void play(Scene scene) throws Exception {
      Exchange exchange = scene.client.send(0, 500);
      long id = scene.peer.requestId();
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> scene.client.await(exchange));
      scene.peer.send(scene.peer.data(id, bytes(500, 1)));
      scene.exchangeAnother(2);
    }
  },

  AN_ANSWER_WAS_ONLY_PENDING(2, 2) {
    @Override
    void play(Scene scene) throws Exception {
      Exchange exchange = scene.client.send(0, LENGTH);
      long id = scene.peer.requestId();
      scene.peer.send(scene.peer.status(id, Smb2.STATUS_PENDING, new byte[0]));
      byte[] answer = scene.peer.data(id, bytes(LENGTH, 1));
      Smb2.putShort(answer, Smb2.CREDITS_AT, 0);
      scene.peer.send(answer);
      assertThat(scene.read(exchange)).isEqualTo(bytes(LENGTH, 1));
      assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
    }
  },

  AN_ANSWER_MADE_NO_SENSE(5, 5) {
    @Override
    void play(Scene scene) throws Exception {
      assertInvalid(scene, Smb2.DATA_OFFSET_AT, 0xFF);
      assertInvalid(scene, Smb2.DATA_OFFSET_AT, 8);
      assertInvalid(scene, Smb2.DATA_LENGTH_AT, LENGTH + 1);
      assertInvalid(scene, Smb2.DATA_LENGTH_AT, -1);
      scene.exchangeAnother(2);
    }
  },

  /** Still wrong upstream: the error keeps pointing into the buffer. */
  AN_ERROR_WAS_TOLD_AND_KEEPS_NOTHING_OF_IT(4, 4) {
    @Override
    void play(Scene scene) throws Exception {
      byte[] told = "no more bytes".getBytes(StandardCharsets.US_ASCII);
      Exchange exchange = scene.client.send(0, LENGTH);
      scene.peer.send(scene.peer.status(scene.peer.requestId(), 0xC0000011, told));
      StatusException error =
          catchThrowableOfType(StatusException.class, () -> scene.read(exchange));
      for (int round = 0; round < 3; round++) {
        scene.exchangeAnother(round);
      }
      assertThat(scene.total(PoolStatistics::hits)).as("its buffer was used again").isPositive();
      assertThat(error.status()).isEqualTo(0xC0000011);
      assertThat(error.errorData()).isEqualTo(told);
    }
  },

  TOO_MANY_CREDITS_WERE_GRANTED(1, 1) {
    @Override
    void play(Scene scene) throws Exception {
      playFatal(scene, Smb2.CREDITS_AT + 1, 0x7F, "credits");
    }
  },

  A_MESSAGE_WAS_FOLLOWED_BY_NONE(1, 1) {
    @Override
    void play(Scene scene) throws Exception {
      playFatal(scene, Smb2.NEXT_AT + 2, 1, "is followed by");
    }
  };

  private static final int LENGTH = 3000;

  private final int packets;
  private final int opened;

  /**
   * @param packets that are received
   * @param opened of them, if they are encrypted
   */
  ReleasePath(int packets, int opened) {
    this.packets = packets;
    this.opened = opened;
  }

  static Stream<ReleasePath> all() {
    return Stream.of(values());
  }

  /** Whether it can happen to such packets. */
  boolean isPossibleIn(Setting setting) {
    return true;
  }

  /** Whether anything is decrypted, or tried to be. */
  boolean opens() {
    return opened > 0;
  }

  /** Goes that way. */
  abstract void play(Scene scene) throws Exception;

  /** Goes that way, and sees what became of the buffers. */
  void playAndCheck(Scene scene) throws Exception {
    play(scene);
    scene.client.close();
    scene.assertReleasedOnce(packets, opened);
  }

  private interface Change {
    void in(byte[] bytes);
  }

  /** A packet that is skipped, and then one that is as it should be: its reader still waits. */
  private static void playSkipped(Scene scene, Change change) throws Exception {
    Exchange exchange = scene.client.send(0, LENGTH);
    byte[] answer = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
    byte[] frame = scene.peer.framed(answer);
    change.in(frame);
    scene.peer.sendAsItIs(frame);
    scene.peer.send(answer);
    assertThat(scene.read(exchange)).isEqualTo(bytes(LENGTH, 1));
    assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
  }

  private static void playSkippedMessage(Scene scene, int at) throws Exception {
    Exchange exchange = scene.client.send(0, LENGTH);
    byte[] answer = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
    answer[at] ^= 1;
    scene.peer.send(answer);
    answer[at] ^= 1;
    scene.peer.send(answer);
    assertThat(scene.read(exchange)).isEqualTo(bytes(LENGTH, 1));
    assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
  }

  /** Of what the connection cannot recover, everybody is told. */
  private static void playFatal(Scene scene, int at, int flip, String message) throws Exception {
    Exchange exchange = scene.client.send(0, LENGTH);
    Exchange bystander = scene.client.send(0, LENGTH);
    byte[] answer = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
    answer[at] ^= (byte) flip;
    scene.peer.send(answer);
    assertProtocolError(scene, exchange, message);
    assertProtocolError(scene, bystander, message);
    assertThatIOException().isThrownBy(() -> scene.client.send(0, LENGTH));
  }

  private static void assertInvalid(Scene scene, int at, int value) throws Exception {
    Exchange exchange = scene.client.send(0, LENGTH);
    byte[] answer = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
    if (at == Smb2.DATA_OFFSET_AT) {
      answer[Smb2.HEADER + at] = (byte) value;
    } else {
      Smb2.putInt(answer, Smb2.HEADER + at, value);
    }
    scene.peer.send(answer);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> scene.read(exchange))
        .withMessageContaining("an invalid answer to a READ");
  }

  private static void assertProtocolError(Scene scene, Exchange exchange, String message) {
    assertThatIOException()
        .isThrownBy(() -> scene.read(exchange))
        .withCauseInstanceOf(ProtocolException.class)
        .withMessageContaining(message);
  }
}
