package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * golang/go#79517, two writers inside one connection's record writer, and connections that share a
 * pool: a buffer that two have at once breaks a record, and the peer's engine refuses it.
 */
final class StressTest {

  private static final int CONNECTIONS = 6;
  private static final int WRITERS = 2;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;
  private static final int LONGEST_MESSAGE = 40_000;
  private static final int MOST_MESSAGES = 50;
  private static final long NANOS =
      TimeUnit.SECONDS.toNanos(Long.getLong("tlsoutbuf.stress.seconds", 2));

  private final RecyclingPool<OutBuffer> pool = TlsoutbufTechnique.newPool();

  @Test
  @Timeout(60)
  void twoWritersAndAnAlertNeverShareABuffer() throws Exception {
    Tls tls = new Tls();
    long end = System.nanoTime() + NANOS;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> received = new ArrayList<>();
      for (int slot = 0; slot < CONNECTIONS; slot++) {
        received.add(threads.submit(() -> connectAgainAndAgain(tls, threads, end)));
      }
      for (Future<Integer> messages : received) {
        assertThat(messages.get()).isPositive();
      }
    }
    PoolStatistics statistics = pool.statistics();
    assertThat(statistics.outstanding()).isZero();
    assertThat(statistics.secondRecycles()).isZero();
    assertThat(statistics.drops()).isEmpty();
    assertThat(statistics.hits()).isGreaterThan(statistics.misses());
  }

  private int connectAgainAndAgain(Tls tls, ExecutorService threads, long end) throws Exception {
    int messages = 0;
    do {
      try (TlsConnection connection = TlsConnection.open(tls)) {
        TlsEnd server = connection.server();
        RecordWriter writer = new After(RecordLayer.fresh(server.engine()), server.channel(), pool);
        List<Future<Integer>> written = new ArrayList<>();
        for (int id = 0; id < WRITERS; id++) {
          byte fill = (byte) id;
          written.add(threads.submit(() -> writeUntilClosed(writer, fill)));
        }
        int millis = ThreadLocalRandom.current().nextInt(20);
        Future<Boolean> closed = threads.submit(() -> closeAfter(writer, millis));
        int received = receive(connection.client());
        int sent = 0;
        for (Future<Integer> count : written) {
          sent += count.get();
        }
        assertThat(closed.get()).isTrue();
        assertThat(received).isEqualTo(sent);
        messages += received;
      }
    } while (System.nanoTime() < end || messages == 0);
    return messages;
  }

  private static boolean closeAfter(RecordWriter writer, int millis) throws Exception {
    Thread.sleep(millis);
    return writer.close();
  }

  /**
   * Messages that say whose they are in every byte; how many went out. Not without end: a monitor
   * is not fair, and the thread that is to close might wait for it for a minute.
   */
  private static int writeUntilClosed(RecordWriter writer, byte fill) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(HEADER_BYTES + LONGEST_MESSAGE);
    for (int sent = 0; sent < MOST_MESSAGES; sent++) {
      int length = ThreadLocalRandom.current().nextInt(LONGEST_MESSAGE);
      message.clear().put(fill).putInt(length);
      Arrays.fill(message.array(), HEADER_BYTES, HEADER_BYTES + length, fill);
      try {
        assertThat(writer.write(message.rewind().limit(HEADER_BYTES + length))).isTrue();
      } catch (ClosedChannelException closed) {
        return sent;
      }
      // Whose data it was may write on it at once: nothing aliases it.
      Arrays.fill(message.array(), (byte) 0x55);
    }
    return MOST_MESSAGES;
  }

  /** Whole messages up to close_notify; how many came. */
  private static int receive(TlsEnd client) throws IOException {
    ByteBuffer plain =
        ByteBuffer.allocate(HEADER_BYTES + LONGEST_MESSAGE + 2 * RecordLayer.LARGEST_PAYLOAD);
    for (int received = 0; ; received++) {
      try {
        client.read(plain, HEADER_BYTES);
      } catch (SSLException closed) {
        assertThat(closed).hasMessageStartingWith("0 of 5 bytes came, then Status = CLOSED");
        return received;
      }
      int length = plain.getInt(1);
      client.read(plain, HEADER_BYTES + length);
      byte[] filled = new byte[length];
      Arrays.fill(filled, plain.get(0));
      assertThat(
              Arrays.mismatch(
                  plain.array(), HEADER_BYTES, HEADER_BYTES + length, filled, 0, length))
          .isEqualTo(-1);
      plain.flip().position(HEADER_BYTES + length);
      plain.compact();
    }
  }
}
