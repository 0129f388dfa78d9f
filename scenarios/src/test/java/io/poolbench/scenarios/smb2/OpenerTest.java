package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Against packets put together by hand from [MS-SMB2] 2.2.41, so that no error is made twice. */
final class OpenerTest {

  private static final SecretKey KEY = new SecretKeySpec(Scene.bytes(16, 1), "AES");
  private static final long SESSION_ID = 0x0102030405060708L;

  private static byte[] packet(byte[] message, byte[] nonce) throws Exception {
    byte[] authenticated =
        ByteBuffer.allocate(32)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(Arrays.copyOf(nonce, 16))
            .putInt(message.length)
            .putShort((short) 0)
            .putShort((short) 1)
            .putLong(SESSION_ID)
            .array();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, nonce));
    cipher.updateAAD(authenticated);
    byte[] sealed = cipher.doFinal(message);
    return ByteBuffer.allocate(52 + message.length)
        .put(new byte[] {(byte) 0xFD, 'S', 'M', 'B'})
        .put(sealed, message.length, 16)
        .put(authenticated)
        .put(sealed, 0, message.length)
        .array();
  }

  @Test
  void whatIsSealedByHandIsOpened() throws Exception {
    Opener opener = new Opener(SESSION_ID, KEY);
    for (int length : new int[] {64, 113, 1000, 100_000}) {
      byte[] message = Scene.bytes(length, length);
      byte[] packet = packet(message, Scene.bytes(12, length));
      ReceiveBuffer received = ReceiveBuffer.of(packet.length);
      System.arraycopy(packet, 0, received.bytes(), 0, packet.length);
      received.length(packet.length);
      ReceiveBuffer opened = ReceiveBuffer.of(length + 100);
      opener.open(received, opener.messageLength(received), opened);
      assertThat(Arrays.copyOf(opened.bytes(), opened.length())).isEqualTo(message);
    }
  }

  @Test
  void whatIsSealedIsWhatIsPutTogetherByHand() throws Exception {
    Sealer sealer = new Sealer(SESSION_ID, KEY);
    Set<ByteBuffer> nonces = new HashSet<>();
    for (int round = 0; round < 10; round++) {
      byte[] message = Scene.bytes(128, round);
      byte[] target = new byte[200];
      int length = sealer.seal(message, message.length, target, 4);
      byte[] nonce = Arrays.copyOfRange(target, 4 + 20, 4 + 32);
      assertThat(nonces.add(ByteBuffer.wrap(nonce))).as("never used before").isTrue();
      assertThat(Arrays.copyOfRange(target, 4, 4 + length)).isEqualTo(packet(message, nonce));
    }
  }
}
