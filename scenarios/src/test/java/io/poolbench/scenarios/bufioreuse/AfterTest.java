package io.poolbench.scenarios.bufioreuse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.Request;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.SocketTransport;
import io.poolbench.scenarios.http.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for either cache. */
final class AfterTest {

  private static Stream<Buffers> caches() {
    return Stream.of(new After(), new After2());
  }

  @ParameterizedTest
  @MethodSource("caches")
  void aReaderGoesBackWithoutReadingTheNetwork(Buffers after) {
    Recorded peer = new Recorded("left over".getBytes(US_ASCII), new ByteArrayOutputStream());
    BufferedSource source = after.source(peer);
    after.recycle(source);
    assertThat(peer.reads()).isZero();
    assertThat(after.source(new Recorded())).isSameAs(source);
    assertThat(source.buffered()).isZero();
  }

  @ParameterizedTest
  @MethodSource("caches")
  void aReaderRecycledTwiceIsHandedOutOnce(Buffers after) {
    BufferedSource source = after.source(new Recorded());
    after.recycle(source);
    after.recycle(source);
    assertThat(after.source(new Recorded())).isNotSameAs(after.source(new Recorded()));
  }

  @ParameterizedTest
  @MethodSource("caches")
  void aWriterThatFailedIsNeverPooled(Buffers after) {
    BufferedSink sink = after.sink(new Broken());
    assertThatIOException()
        .isThrownBy(
            () -> {
              sink.write(new byte[] {1}, 0, 1);
              sink.flush();
            });
    assertThatIOException().as("the failure is sticky").isThrownBy(sink::flush);
    after.recycle(sink);
    assertThat(after.sink(new Recorded())).isNotSameAs(sink);
  }

  @Test
  void atMostFourAreKept() {
    After after = new After();
    List<BufferedSink> sinks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sinks.add(after.sink(new Recorded()));
    }
    sinks.forEach(after::recycle);
    long kept =
        IntStream.range(0, 6)
            .mapToObj(i -> after.sink(new Recorded()))
            .filter(sinks::contains)
            .count();
    assertThat(kept).isEqualTo(4);
  }

  @Test
  void aBurstIsKeptByTheRecyclingPoolWhole() {
    After2 after = new After2();
    List<BufferedSink> sinks = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      sinks.add(after.sink(new Recorded()));
    }
    sinks.forEach(after::recycle);
    assertThat(IntStream.range(0, 16).mapToObj(i -> after.sink(new Recorded())))
        .allMatch(sinks::contains);
  }

  /** golang/go#19959 and #78051: it landed in another request's response. */
  @ParameterizedTest
  @MethodSource("caches")
  void aWriteAfterTheHandlerReturnedReachesNobody(Buffers after) throws Exception {
    AtomicReference<Response> kept = new AtomicReference<>();
    String first = exchange(after, (request, response) -> kept.set(response));
    assertThat(first).contains("Content-Length: 0");
    assertThatIOException()
        .isThrownBy(() -> kept.get().write("intruder".getBytes(US_ASCII)))
        .withMessageContaining("the handler has returned");
    String second =
        exchange(
            after,
            (request, response) -> {
              assertThatIOException()
                  .isThrownBy(() -> kept.get().write("intruder".getBytes(US_ASCII)));
              response.write("mine".getBytes(US_ASCII));
            });
    assertThat(second).endsWith("mine").doesNotContain("intruder");
  }

  /** golang/go#53808 and #34902. */
  @ParameterizedTest
  @MethodSource("caches")
  void theBodyCannotBeReadAfterTheHandlerReturned(Buffers after) throws Exception {
    AtomicReference<Request> kept = new AtomicReference<>();
    exchange(after, (request, response) -> kept.set(request));
    assertThatIOException()
        .isThrownBy(() -> kept.get().readBody(new byte[1], 0, 1))
        .withMessageContaining("the handler has returned");
  }

  /** golang/go#14960, and everything else that would mix two connections: real sockets, at once. */
  @ParameterizedTest
  @MethodSource("caches")
  void connectionsAtOnceNeverSeeEachOthersBytes(Buffers after) throws Exception {
    Server server = new Server(after, (request, response) -> response.write(body(request)));
    try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ExecutorService clients = Executors.newFixedThreadPool(16)) {
      Thread.startVirtualThread(() -> serve(server, listening));
      List<Future<?>> done = new ArrayList<>();
      for (int client = 0; client < 16; client++) {
        int id = client;
        done.add(clients.submit(() -> echoRepeatedly(listening, id)));
      }
      for (Future<?> future : done) {
        future.get();
      }
    }
  }

  private static Void echoRepeatedly(ServerSocket listening, int id) throws IOException {
    for (int i = 0; i < 100; i++) {
      String token = ("client " + id + " request " + i + ";").repeat(1 + i * 7 % 400);
      try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
        socket
            .getOutputStream()
            .write(
                ("POST /"
                        + id
                        + " HTTP/1.0\r\nContent-Length: "
                        + token.length()
                        + "\r\n\r\n"
                        + token)
                    .getBytes(US_ASCII));
        try (InputStream in = socket.getInputStream()) {
          assertThat(new String(in.readAllBytes(), US_ASCII)).endsWith("\r\n\r\n" + token);
        }
      }
    }
    return null;
  }

  private static byte[] body(Request request) throws IOException {
    byte[] body = new byte[Integer.parseInt(String.valueOf(request.header("content-length")))];
    int from = 0;
    int count;
    while (from < body.length && (count = request.readBody(body, from, body.length - from)) > 0) {
      from += count;
    }
    return body;
  }

  private static void serve(Server server, ServerSocket listening) {
    try {
      server.serve(
          () -> {
            try {
              return new SocketTransport(listening.accept());
            } catch (IOException closed) {
              return null;
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One request through a server in memory; what came back. */
  private static String exchange(Buffers after, Handler handler) throws Exception {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    CountDownLatch closed = new CountDownLatch(1);
    Transport peer = new Closing(new Recorded(Bufioreuse.REQUEST, got), closed);
    Transport[] waiting = {peer, null};
    int[] next = {0};
    new Server(after, handler).serve(() -> waiting[next[0]++]);
    closed.await();
    return got.toString(US_ASCII);
  }

  private static final class Broken implements Transport {
    @Override
    public int read(byte[] target, int offset, int length) {
      return -1;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("the peer has reset the connection");
    }

    @Override
    public void close() {}
  }
}
