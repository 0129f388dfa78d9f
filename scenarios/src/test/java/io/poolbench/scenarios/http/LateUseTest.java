package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What another thread does with a request or a response while its handler returns, when the buffers
 * go to the next connection at once (golang/go#19959, #78051, #53808, #34902).
 */
@Timeout(Patience.TEST_SECONDS)
final class LateUseTest {

  private static final int CONNECTIONS = 20_000;
  private static final int LATECOMERS = 2;

  /** Writes of one latecomer to one response, all of which its peer keeps. */
  private static final int WRITES = 1000;

  /** What threads that outlive a handler have of its request. */
  private record Kept(int connection, Request request, Response response) {}

  @FunctionalInterface
  private interface Use {
    void of(Kept kept) throws IOException;
  }

  private final AtomicReference<@Nullable Kept> current = new AtomicReference<>();
  private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

  /** Each connection has its number, so that it shows where a byte has come from. */
  private static String number(int connection) {
    return String.format(Locale.ROOT, "%06d", connection);
  }

  @Test
  void aWriteUnderWayWhenTheHandlerReturnsIsInNoOtherConnectionsResponse() throws Exception {
    List<Peer> peers =
        serve(
            "GET / HTTP/1.0\r\n\r\n",
            "",
            kept -> {
              for (int write = 0; write < WRITES; write++) {
                kept.response().write(number(kept.connection()).getBytes(US_ASCII));
              }
            });
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      String got = peers.get(connection).got.toString(US_ASCII);
      assertThat(got).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\n\r\n");
      String body = got.substring(got.indexOf("\r\n\r\n") + 4);
      assertThat(body.replace(number(connection), "")).as("connection %d", connection).isEmpty();
    }
  }

  @Test
  void aReadUnderWayWhenTheHandlerReturnsTakesNoByteOfAnotherConnection() throws Exception {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    String head = "POST / HTTP/1.0\r\nContent-Length: 600\r\n\r\n";
    List<Peer> peers =
        serve(
            head,
            "body",
            kept -> {
              byte[] read = new byte[1];
              // To the end of the body, unless the handler returns before.
              while (kept.request().readBody(read, 0, 1) > 0) {
                byte[] own = number(kept.connection()).getBytes(US_ASCII);
                if (!new String(own, US_ASCII).contains(String.valueOf((char) read[0]))) {
                  wrong.add("connection %d read %c".formatted(kept.connection(), (char) read[0]));
                }
              }
            });
    assertThat(wrong).isEmpty();
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      assertThat(peers.get(connection).got.toString(US_ASCII))
          .as("connection %d", connection)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\n" + number(connection));
    }
  }

  /** Sends a request, then holds up every read and write until it may go on. */
  private static final class Slow implements Transport {
    final CountDownLatch underWay = new CountDownLatch(1);
    final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final String head = "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n";
    private final Peer peer = new Peer(head + "xy", head.length());

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = peer.read(target, offset, length);
      if (count == 2) {
        holdUp();
      }
      return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      holdUp();
    }

    private void holdUp() {
      underWay.countDown();
      Patience.await(mayGoOn);
    }

    @Override
    public void close() {}
  }

  private static Request requestFrom(Transport peer) throws IOException {
    return Objects.requireNonNull(Request.read(new BufferedSource(peer, BufferedSource.SIZE)));
  }

  @Test
  void aReadUnderWayHoldsTheEndOfTheRequestUntilItIsThrough() throws Exception {
    Slow peer = new Slow();
    Request request = requestFrom(peer);
    assertHeldUp(
        peer,
        request,
        () -> request.readBody(new byte[1], 0, 1),
        () -> {
          request.end();
          return null;
        });
    assertThatIOException()
        .isThrownBy(() -> request.readBody(new byte[1], 0, 1))
        .withMessageContaining("the body is gone");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWriteUnderWayHoldsTheEndOfTheResponseUntilItIsThrough(boolean failed) throws Exception {
    Slow peer = new Slow();
    Connection connection = new Connection(peer, new NewBuffers(), (_, _) -> {}, Takeover.REFUSED);
    Response response =
        new Response(connection, requestFrom(peer), new BufferedSink(peer, BufferedSink.SIZE));
    byte[] body = new byte[BufferedSink.SIZE];
    assertHeldUp(
        peer,
        response,
        () -> {
          response.write(body);
          return body.length;
        },
        () -> {
          if (failed) {
            response.letGo();
          } else {
            response.end();
          }
          return null;
        });
    assertThatIOException()
        .isThrownBy(() -> response.write(body))
        .withMessageContaining("the response is finished");
  }

  /** While the use is under way, the end waits for the lock that it has, and for nothing else. */
  private static void assertHeldUp(
      Slow peer, Object lock, Callable<Integer> use, Callable<@Nullable Void> end)
      throws Exception {
    FutureTask<Integer> latecomer = new FutureTask<>(use);
    Thread.ofPlatform().daemon().start(latecomer);
    Patience.await(peer.underWay);
    FutureTask<@Nullable Void> ended = new FutureTask<>(end);
    Thread ending = Thread.ofPlatform().daemon().start(ended);
    while (!Patience.isBlocked(ending, lock)) {
      assertThat(ending.isAlive()).as("waits for the use to be through").isTrue();
      Patience.nap(1);
    }
    peer.mayGoOn.countDown();
    assertThat(latecomer.get()).isPositive();
    ended.get();
  }

  /** One connection after the other on this thread, while others use what the handlers had. */
  private List<Peer> serve(String head, String body, Use use) throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      peers.add(new Peer(head + (body.isEmpty() ? "" : number(connection).repeat(100)), 512));
    }
    List<Thread> latecomers = new ArrayList<>();
    for (int i = 0; i < LATECOMERS; i++) {
      latecomers.add(Thread.ofPlatform().start(() -> useUntilTheEnd(use)));
    }
    int[] next = {0};
    Handler handler =
        (request, response) -> {
          int connection = next[0] - 1;
          response.write(number(connection).getBytes(US_ASCII));
          current.set(new Kept(connection, request, response));
        };
    new Server(new OneOfEach(), handler)
        .onOneThread()
        .serve(() -> next[0] == CONNECTIONS ? null : peers.get(next[0]++));
    current.set(null);
    for (Thread latecomer : latecomers) {
      latecomer.interrupt();
      latecomer.join();
    }
    assertThat(unexpected).isEmpty();
    return peers;
  }

  /** What one handler had is used once, so that a slow server does not get ever more to keep. */
  private void useUntilTheEnd(Use use) {
    int last = -1;
    while (!Thread.currentThread().isInterrupted()) {
      Kept kept = current.get();
      if (kept != null && kept.connection() != last) {
        last = kept.connection();
        try {
          use.of(kept);
        } catch (IOException e) {
          // Its handler has returned.
        } catch (RuntimeException e) {
          unexpected.add(e);
          return;
        }
      }
    }
  }
}
