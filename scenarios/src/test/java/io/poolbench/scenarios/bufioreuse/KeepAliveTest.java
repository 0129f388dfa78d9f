package io.poolbench.scenarios.bufioreuse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.Request;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for either cache where a connection serves more than one request. */
final class KeepAliveTest {

  private static final byte[] INTRUDER = "intruder".getBytes(US_ASCII);

  private static Stream<Buffers> caches() {
    return Stream.of(new After(), new After2());
  }

  /** golang/go#19959 and #78051, within one connection. */
  @ParameterizedTest
  @MethodSource("caches")
  void aWriteAfterTheHandlerReturnedIsNotInTheNextResponse(Buffers cache) throws Exception {
    AtomicReference<Response> first = new AtomicReference<>();
    String got =
        exchange(
            cache,
            (request, response) -> {
              if (first.get() == null) {
                first.set(response);
              } else {
                assertThatIOException().isThrownBy(() -> first.get().write(INTRUDER));
              }
              answer(response, request.target());
            },
            get("/a") + get("/b"));
    assertThat(got).contains("\r\n\r\n/a").endsWith("\r\n\r\n/b").doesNotContain("intruder");
  }

  /** The writer of a handler that failed is clean and is used again. */
  @ParameterizedTest
  @MethodSource("caches")
  void aWriteAfterTheHandlerFailedIsNotInAnotherConnection(Buffers cache) throws Exception {
    AtomicReference<Response> failed = new AtomicReference<>();
    exchange(
        cache,
        (request, response) -> {
          failed.set(response);
          throw new IOException("the handler gives up");
        },
        get("/a"));
    String got =
        exchange(
            cache,
            (request, response) -> {
              assertThatIOException().isThrownBy(() -> failed.get().write(INTRUDER));
              answer(response, request.target());
            },
            get("/b"));
    assertThat(got).endsWith("\r\n\r\n/b").doesNotContain("intruder");
  }

  /** golang/go#53808 and #34902: a body that was left is not read from the next request. */
  @ParameterizedTest
  @MethodSource("caches")
  void theBodyOfARequestIsNotReadFromTheNext(Buffers cache) throws Exception {
    AtomicReference<Request> first = new AtomicReference<>();
    String got =
        exchange(
            cache,
            (request, response) -> {
              byte[] body = new byte[4];
              if (first.get() == null) {
                first.set(request);
                assertThat(request.readBody(body, 0, 4)).isEqualTo(4);
              } else {
                assertThatIOException().isThrownBy(() -> first.get().readBody(body, 0, 1));
              }
              answer(response, request.target());
            },
            "POST /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody" + get("/b"));
    assertThat(got).endsWith("\r\n\r\n/b");
  }

  @ParameterizedTest
  @MethodSource("caches")
  void aReaderWithPipelinedBytesGoesBackWithoutThem(Buffers cache) throws Exception {
    ConcurrentLinkedQueue<BufferedSource> used = new ConcurrentLinkedQueue<>();
    Buffers watched = new Watching(cache, used, new ConcurrentLinkedQueue<>());
    String closing = "GET /a HTTP/1.1\r\nConnection: close\r\n\r\n";
    String first = exchange(watched, KeepAliveTest::echo, closing + get("/stranger"));
    String second = exchange(watched, KeepAliveTest::echo, get("/b"));
    assertThat(used).as("the reader was reused").hasSize(2);
    assertThat(used.poll()).isSameAs(used.poll());
    assertThat(first).endsWith("\r\n\r\n/a");
    assertThat(second).endsWith("\r\n\r\n/b").doesNotContain("/stranger");
  }

  /** Otherwise the peer would take the next response for the rest of this one. */
  @ParameterizedTest
  @MethodSource("caches")
  void aBodyShorterThanAnnouncedEndsTheConnection(Buffers cache) throws Exception {
    String got =
        exchange(
            cache,
            (request, response) -> {
              response.length(10);
              response.write(request.target().getBytes(US_ASCII));
            },
            get("/a") + get("/b"));
    assertThat(got).endsWith("\r\n\r\n/a");
  }

  /** Otherwise the peer would take the rest for the next response. */
  @ParameterizedTest
  @MethodSource("caches")
  void aBodyLongerThanAnnouncedIsRefused(Buffers cache) throws Exception {
    String got =
        exchange(
            cache,
            (request, response) -> {
              answer(response, request.target());
              assertThatIOException()
                  .isThrownBy(() -> response.write(INTRUDER))
                  .withMessageContaining("announced");
            },
            get("/a") + get("/b"));
    assertThat(got).contains("\r\n\r\n/aHTTP/1.1 200 OK").endsWith("\r\n\r\n/b");
  }

  @ParameterizedTest
  @MethodSource("caches")
  void aKeptConnectionOverLoopbackHasOneReaderAndGivesItBack(Buffers cache) throws Exception {
    ConcurrentLinkedQueue<BufferedSource> used = new ConcurrentLinkedQueue<>();
    String requests = get("/1") + get("/2") + "GET /3 HTTP/1.1\r\nConnection: close\r\n\r\n";
    Server server =
        new Server(new Watching(cache, used, new ConcurrentLinkedQueue<>()), KeepAliveTest::echo);
    try (LoopbackServer loopback = new LoopbackServer(server);
        Socket socket = loopback.connect()) {
      socket.getOutputStream().write(requests.getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .containsSubsequence("\r\n\r\n/1", "\r\n\r\n/2", "\r\n\r\n/3");
    }
    assertThat(used).hasSize(1);
    assertThat(cache.source(new Recorded())).isSameAs(used.peek());
  }

  private static void echo(Request request, Response response) throws IOException {
    answer(response, request.target());
  }

  private static void answer(Response response, String body) throws IOException {
    response.length(body.length());
    response.write(body.getBytes(US_ASCII));
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  /** All that comes back over one connection in memory. */
  private static String exchange(Buffers buffers, Handler handler, String requests)
      throws Exception {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    CountDownLatch closed = new CountDownLatch(1);
    Transport[] waiting = {
      new Closing(new Recorded(requests.getBytes(US_ASCII), got), closed), null
    };
    int[] next = {0};
    new Server(buffers, handler).serve(() -> waiting[next[0]++]);
    closed.await();
    return got.toString(US_ASCII);
  }
}
