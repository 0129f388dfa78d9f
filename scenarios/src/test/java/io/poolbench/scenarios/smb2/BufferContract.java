package io.poolbench.scenarios.smb2;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.PoolContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.junit.jupiter.api.Test;

/** What is pooled is the array; a packet is what was written to it since it was taken. */
public abstract class BufferContract implements PoolContract<byte[]> {

  private static final int MOST = 1000;

  private final IdentityHashMap<byte[], ReceiveBuffer> holders = new IdentityHashMap<>();

  /** Opens the buffers of a variant that pools. */
  protected abstract ReceiveBuffers open();

  @Override
  public Pool<byte[]> newPool() {
    ReceiveBuffers buffers = open();
    return new Pool<>() {
      @Override
      public byte[] take() {
        ReceiveBuffer buffer = buffers.packet(MOST);
        holders.put(buffer.bytes(), buffer);
        return buffer.bytes();
      }

      @Override
      public void recycle(byte[] item) {
        holder(item).release();
      }
    };
  }

  ReceiveBuffer holder(byte[] item) {
    return requireNonNull(holders.get(item));
  }

  @Override
  public void use(byte[] item, byte[] bytes) {
    receive(holder(item), Answers.message(0, bytes));
  }

  private static void receive(ReceiveBuffer buffer, byte[] packet) {
    try {
      buffer.fill(new ByteArrayInputStream(packet), packet.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What answers let through of which only the head came, and that say they have more. */
  @Override
  public byte[] visible(byte[] item) {
    return visible(holder(item), Answers.DATA_AT);
  }

  private static byte[] visible(ReceiveBuffer buffer, int packet) {
    byte[] head = Arrays.copyOf(Answers.message(0, new byte[MOST]), Answers.DATA_AT);
    byte[] seen = new byte[MOST];
    for (int claimed = 0; claimed <= MOST; claimed++) {
      Smb2.putInt(head, Smb2.HEADER + Smb2.DATA_LENGTH_AT, claimed);
      receive(buffer, head);
      Answer answer = new Answer(buffer, 0, packet);
      try {
        answer.copyData(seen, 0, answer.dataLength(MOST));
      } catch (IOException refused) {
        // Nothing is seen.
      }
    }
    return seen;
  }

  /** Others read from it still. */
  @Override
  public void soil(byte[] item) {
    holder(item).leaveToCollector();
  }

  /** What takes the array's length for the packet's is found out. */
  @Test
  void anAnswerThatReachesBeyondItsPacketIsFoundOut() {
    BufferContract reachingBeyond =
        new BufferContract() {
          @Override
          protected ReceiveBuffers open() {
            return BufferContract.this.open();
          }

          @Override
          public byte[] visible(byte[] item) {
            return BufferContract.visible(holder(item), item.length);
          }
        };
    assertThatThrownBy(reachingBeyond::nothingLeaksFromOneHolderToTheNext)
        .isInstanceOf(AssertionError.class);
  }
}
