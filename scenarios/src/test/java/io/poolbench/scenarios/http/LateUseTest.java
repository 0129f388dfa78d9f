package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What another thread does with a request or a response while its handler returns, when the buffers
 * go to the next connection at once (golang/go#19959, #78051, #53808, #34902).
 */
@Timeout(60)
final class LateUseTest {

  private static final int CONNECTIONS = 20_000;
  private static final int LATECOMERS = 2;

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
              while (true) {
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
              byte[] six = new byte[6];
              for (int from = 0; ; from = (from + 1) % 6) {
                int count = kept.request().readBody(six, 0, 1);
                if (count < 0) {
                  return;
                }
                byte[] own = number(kept.connection()).getBytes(US_ASCII);
                if (!new String(own, US_ASCII).contains(String.valueOf((char) six[0]))) {
                  wrong.add("connection %d read %c".formatted(kept.connection(), (char) six[0]));
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

  private void useUntilTheEnd(Use use) {
    while (!Thread.currentThread().isInterrupted()) {
      Kept kept = current.get();
      if (kept != null) {
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
