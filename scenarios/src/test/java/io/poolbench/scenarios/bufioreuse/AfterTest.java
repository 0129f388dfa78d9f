package io.poolbench.scenarios.bufioreuse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.http.BufferedSink;
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
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** The final flush of the seed. */
  @ParameterizedTest
  @MethodSource("caches")
  void whatAFailingHandlerHadWrittenGoesOut(Buffers after) throws Exception {
    String got =
        exchange(
            after,
            (request, response) -> {
              response.write("half".getBytes(US_ASCII));
              throw new IOException("the handler gives up");
            });
    assertThat(got).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhalf");
  }

  @ParameterizedTest
  @MethodSource("caches")
  void aWriterWhoseFinalFlushFailsIsNeverPooled(Buffers after) throws Exception {
    ConcurrentLinkedQueue<BufferedSink> used = new ConcurrentLinkedQueue<>();
    CountDownLatch closed = new CountDownLatch(1);
    Transport deaf =
        new Closing(
            new Recorded(BufioreuseTechnique.REQUEST, new ByteArrayOutputStream()), closed) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("the peer has reset the connection");
          }
        };
    Transport[] waiting = {deaf, null};
    int[] next = {0};
    new Server(new Watching(after, new ConcurrentLinkedQueue<>(), used), BufioreuseTechnique.HELLO)
        .serve(() -> waiting[next[0]++]);
    closed.await();
    assertThat(used).hasSize(1);
    assertThat(after.sink(new Recorded())).isNotSameAs(used.peek());
  }

  /** The seed's caches are variables of the package. */
  @Test
  void serversOfOneJvmShareTheCache() throws Exception {
    for (String workload : List.of("fakeconn", "loopback", "burst")) {
      List<BufferedSink> cached =
          IntStream.range(0, 4).mapToObj(i -> After.GLOBAL.sink(new Recorded())).toList();
      try (Operation operation =
          BufioreuseTechnique.technique().workload(workload).open(Variant.AFTER)) {
        operation.run();
      }
      cached.forEach(After.GLOBAL::recycle);
      assertThat(IntStream.range(0, 4).mapToObj(i -> After.GLOBAL.sink(new Recorded())))
          .as("%s has filled a place of the cache", workload)
          .filteredOn(cached::contains)
          .hasSizeLessThan(4);
    }
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
    Transport peer = new Closing(new Recorded(BufioreuseTechnique.REQUEST, got), closed);
    Transport[] waiting = {peer, null};
    int[] next = {0};
    new Server(after, handler).serve(() -> waiting[next[0]++]);
    closed.await();
    return got.toString(US_ASCII);
  }
}
