package io.poolbench.scenarios.bufioreuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A variant that does less than the work, or other work, is found out by every workload. */
@Timeout(60)
final class WorkTest {

  private interface Opening {
    Operation on(Buffers buffers) throws Exception;
  }

  private static final Map<String, Opening> WORKLOADS =
      Map.of(
          "fakeconn", FakeConnection::onOneThread,
          "fakeconn-threads", FakeConnection::onThreads,
          "burst", buffers -> new NestedBurst(buffers, 3),
          "burst-threads", buffers -> FakeConnection.burst(buffers, 3),
          "loopback", buffers -> new LoopbackConnections(buffers, 1),
          "burst-loopback", buffers -> new LoopbackConnections(buffers, 3),
          "keepalive", KeptConnection::new);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakeconn",
        "fakeconn-threads",
        "burst",
        "burst-threads",
        "loopback",
        "burst-loopback",
        "keepalive"
      })
  void whoWritesOtherBytesIsFoundOut(String workload) throws Exception {
    assertThat(digest(workload, new OtherBytes())).isNotEqualTo(digest(workload, Before.GLOBAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakeconn",
        "fakeconn-threads",
        "burst",
        "burst-threads",
        "loopback",
        "burst-loopback",
        "keepalive"
      })
  void whoDoesNotReadTheRequestIsFoundOut(String workload) throws Exception {
    long unread;
    try {
      unread = digest(workload, new CannedRequest());
    } catch (IOException e) {
      // A connection is reset when it is closed with bytes unread, or is closed without an answer.
      return;
    }
    assertThat(unread).isNotEqualTo(digest(workload, Before.GLOBAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fakeconn",
        "fakeconn-threads",
        "burst",
        "burst-threads",
        "loopback",
        "burst-loopback",
        "keepalive"
      })
  void whoAnswersAnEarlierRequestIsFoundOut(String workload) throws Exception {
    long stale;
    try {
      stale = digest(workload, new EarlierRequest());
    } catch (IOException e) {
      // The handler refuses, and the connection is closed without an answer.
      return;
    }
    assertThat(stale).isNotEqualTo(digest(workload, Before.GLOBAL));
  }

  /** Of the second run: the first may find what no earlier one has left. */
  private static long digest(String workload, Buffers buffers) throws Exception {
    Opening opening = Objects.requireNonNull(WORKLOADS.get(workload), workload);
    try (Operation operation = opening.on(buffers)) {
      operation.run();
      return operation.run();
    }
  }

  /** Passes everything on, but for what is overridden. */
  private static class Passing implements Transport {
    final Transport inner;

    Passing(Transport inner) {
      this.inner = inner;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return inner.read(target, offset, length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      inner.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }
  }

  /** The status line says something else; the body is as it was. */
  private static final class OtherBytes implements Buffers {
    @Override
    public BufferedSource source(Transport transport) {
      return Before.GLOBAL.source(transport);
    }

    @Override
    public BufferedSink sink(Transport transport) {
      return Before.GLOBAL.sink(
          new Passing(transport) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              byte[] other = bytes.clone();
              other[offset + length / 4] ^= 1;
              inner.write(other, offset, length);
            }
          });
    }

    @Override
    public void recycle(BufferedSource source) {}

    @Override
    public void recycle(BufferedSink sink) {}
  }

  /** Reads every request, and hands out the first one: a buffer that kept what it held. */
  private static final class EarlierRequest implements Buffers {
    private final AtomicReference<byte @Nullable []> first = new AtomicReference<>();

    @Override
    public BufferedSource source(Transport transport) {
      return Before.GLOBAL.source(
          new Passing(transport) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              int count = inner.read(target, offset, length);
              if (count > 0) {
                first.compareAndSet(null, Arrays.copyOfRange(target, offset, offset + count));
                System.arraycopy(Objects.requireNonNull(first.get()), 0, target, offset, count);
              }
              return count;
            }
          });
    }

    @Override
    public BufferedSink sink(Transport transport) {
      return Before.GLOBAL.sink(transport);
    }

    @Override
    public void recycle(BufferedSource source) {}

    @Override
    public void recycle(BufferedSink sink) {}
  }

  /** Knows what every request says, and does not read it. */
  private static final class CannedRequest implements Buffers {
    @Override
    public BufferedSource source(Transport transport) {
      return Before.GLOBAL.source(
          new Passing(transport) {
            @Override
            public int read(byte[] target, int offset, int length) {
              byte[] request = BufioreuseTechnique.REQUEST;
              System.arraycopy(request, 0, target, offset, request.length);
              return request.length;
            }
          });
    }

    @Override
    public BufferedSink sink(Transport transport) {
      return Before.GLOBAL.sink(transport);
    }

    @Override
    public void recycle(BufferedSource source) {}

    @Override
    public void recycle(BufferedSink sink) {}
  }
}
