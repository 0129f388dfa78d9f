package io.poolbench.scenarios.hijackbuf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over real sockets. */
@Timeout(Patience.TEST_SECONDS)
final class HijackTest {

  private static Stream<Takeover> variants() {
    return Stream.of(new Before(), new After());
  }

  private static LoopbackServer serve(Takeover takeover, Handler handler) throws IOException {
    return new LoopbackServer(new Server(new NewBuffers(), handler, takeover));
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(Patience.SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return Objects.requireNonNull(next);
  }

  private static String read(Hijacked hijacked, int count) throws IOException {
    byte[] bytes = new byte[count];
    int from = 0;
    while (from < count) {
      int part = hijacked.source().read(bytes, from, count - from);
      assertThat(part).isPositive();
      from += part;
    }
    return new String(bytes, US_ASCII);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void bothEndsSpeakOnAndWhatTheResponseHadWrittenGoesFirst(Takeover takeover) throws Exception {
    BlockingQueue<Hijacked> taken = new LinkedBlockingQueue<>();
    Handler handler =
        (request, response) -> {
          response.length(3);
          response.write("old".getBytes(US_ASCII));
          taken.add(response.hijack());
        };
    try (LoopbackServer server = serve(takeover, handler);
        Socket peer = server.connect()) {
      OutputStream out = peer.getOutputStream();
      out.write((new String(HijackbufTechnique.REQUEST, US_ASCII) + "at once").getBytes(US_ASCII));
      Hijacked hijacked = next(taken);
      out.write(", later".getBytes(US_ASCII));
      assertThat(read(hijacked, 14)).isEqualTo("at once, later");
      hijacked.sink().write("new".getBytes(US_ASCII), 0, 3);
      hijacked.sink().flush();
      hijacked.transport().close();
      assertThat(new String(peer.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\noldnew");
    }
  }

  /** golang/go#18535, #20933 and #27408: every byte is the hijacker's, whoever has read it. */
  @ParameterizedTest
  @MethodSource("variants")
  void aReadThatIsPendingTakesNoByteFromTheHijacker(Takeover takeover) throws Exception {
    BlockingQueue<Hijacked> taken = new LinkedBlockingQueue<>();
    Handler handler =
        (request, response) -> {
          response.whenPeerGone(() -> {});
          taken.add(response.hijack());
        };
    for (int round = 0; round < 20; round++) {
      try (LoopbackServer server = serve(takeover, handler);
          Socket peer = server.connect()) {
        peer.getOutputStream().write(HijackbufTechnique.REQUEST);
        if (round % 2 == 0) {
          peer.getOutputStream().write("xyz".getBytes(US_ASCII));
        }
        Hijacked hijacked = next(taken);
        if (round % 2 == 1) {
          peer.getOutputStream().write("xyz".getBytes(US_ASCII));
        }
        assertThat(read(hijacked, 3)).isEqualTo("xyz");
        hijacked.transport().close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aSecondHijackAndALaterWriteAreErrors(Takeover takeover) throws Exception {
    BlockingQueue<Hijacked> taken = new LinkedBlockingQueue<>();
    BlockingQueue<Response> responses = new LinkedBlockingQueue<>();
    Handler handler =
        (request, response) -> {
          taken.add(response.hijack());
          responses.add(response);
        };
    try (LoopbackServer server = serve(takeover, handler);
        Socket peer = server.connect()) {
      peer.getOutputStream().write(HijackbufTechnique.REQUEST);
      Hijacked hijacked = next(taken);
      Response response = next(responses);
      assertThatIOException().isThrownBy(response::hijack).withMessageContaining("hijacked");
      assertThatIOException().isThrownBy(() -> response.write(new byte[1]));
      assertThatIOException().isThrownBy(() -> response.header("a", "b"));
      hijacked.transport().close();
      assertThat(peer.getInputStream().readAllBytes()).isEmpty();
    }
  }

  /** After the hijack only the hijacker reads, through the reader that leads to the connection. */
  @ParameterizedTest
  @MethodSource("variants")
  void untilTheHandlersEndTheHijackersReadTellsThatThePeerIsGone(Takeover takeover)
      throws Exception {
    AtomicInteger told = new AtomicInteger();
    BlockingQueue<Integer> toldWithin = new LinkedBlockingQueue<>();
    Handler handler =
        (request, response) -> {
          Hijacked hijacked = response.hijack();
          response.whenPeerGone(told::incrementAndGet);
          assertThat(hijacked.source().read(new byte[1], 0, 1)).isNegative();
          toldWithin.add(told.get());
          hijacked.transport().close();
        };
    try (LoopbackServer server = serve(takeover, handler);
        Socket peer = server.connect()) {
      peer.getOutputStream().write(HijackbufTechnique.REQUEST);
      peer.shutdownOutput();
      assertThat(next(toldWithin)).isOne();
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void afterTheHandlersEndNobodyIsTold(Takeover takeover) throws Exception {
    AtomicInteger told = new AtomicInteger();
    Scripted peer = new Scripted(HijackbufTechnique.REQUEST, new byte[0]);
    Hijacked hijacked =
        new Taking(takeover)
            .serveOne(
                peer,
                response -> {
                  Hijacked taken = response.hijack();
                  response.whenPeerGone(told::incrementAndGet);
                  return taken;
                });
    assertThat(hijacked.source().read(new byte[1], 0, 1)).isNegative();
    assertThat(told).hasValue(0);
  }
}
