package io.poolbench.scenarios.hijackbuf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
final class HijackTest {

  private static Stream<Takeover> variants() {
    return Stream.of(new Before(), new After());
  }

  /** What a handler did, and what came of it. */
  private static final class Taken {
    final BlockingQueue<Hijacked> hijacked = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    /** Runs the handler; a failure in there would otherwise end a virtual thread in silence. */
    Handler by(Handler handler) {
      return (request, response) -> {
        try {
          handler.handle(request, response);
        } catch (Throwable e) {
          failures.add(e);
          throw e;
        }
      };
    }

    Hijacked await() throws InterruptedException {
      Hijacked taken = hijacked.poll(10, TimeUnit.SECONDS);
      assertThat(failures).isEmpty();
      assertThat(taken).as("hijacked").isNotNull();
      return Objects.requireNonNull(taken);
    }
  }

  private static LoopbackServer serve(Takeover takeover, Handler handler) throws IOException {
    return new LoopbackServer(new Server(new NewBuffers(), handler, takeover));
  }

  private static void write(Hijacked hijacked, String text) throws IOException {
    byte[] bytes = text.getBytes(US_ASCII);
    hijacked.sink().write(bytes, 0, bytes.length);
    hijacked.sink().flush();
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
  void whatWasWrittenOfTheResponseGoesOutBeforeTheHijackersBytes(Takeover takeover)
      throws Exception {
    Taken taken = new Taken();
    Handler handler =
        (request, response) -> {
          response.status(200);
          response.length(3);
          response.write("old".getBytes(US_ASCII));
          taken.hijacked.add(response.hijack());
        };
    try (LoopbackServer server = serve(takeover, taken.by(handler));
        Socket peer = server.connect()) {
      peer.getOutputStream().write(Hijackbuf.REQUEST);
      Hijacked hijacked = taken.await();
      write(hijacked, "new");
      hijacked.transport().close();
      assertThat(new String(peer.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\noldnew");
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void bytesBehindTheRequestAreTheHijackers(Takeover takeover) throws Exception {
    Taken taken = new Taken();
    try (LoopbackServer server =
            serve(
                takeover, taken.by((request, response) -> taken.hijacked.add(response.hijack())));
        Socket peer = server.connect()) {
      OutputStream out = peer.getOutputStream();
      out.write((new String(Hijackbuf.REQUEST, US_ASCII) + "at once").getBytes(US_ASCII));
      Hijacked hijacked = taken.await();
      out.write(", later".getBytes(US_ASCII));
      assertThat(read(hijacked, 14)).isEqualTo("at once, later");
      hijacked.transport().close();
    }
  }

  /** golang/go#18535: the byte was lost. */
  @ParameterizedTest
  @MethodSource("variants")
  void aByteThatTheServerReadInTheBackgroundIsTheHijackers(Takeover takeover) throws Exception {
    Scripted peer = new Scripted(Hijackbuf.REQUEST, "xyz".getBytes(US_ASCII));
    Taken taken = new Taken();
    Handler handler =
        (request, response) -> {
          response.whenPeerGone(() -> {});
          awaitQuietly(peer.readInBackground);
          taken.hijacked.add(response.hijack());
        };
    serveOnce(takeover, new NewBuffers(), peer, taken.by(handler));
    assertThat(read(taken.await(), 3)).isEqualTo("xyz");
  }

  /** golang/go#20933 and #27408: it took bytes from the hijacker. */
  @ParameterizedTest
  @MethodSource("variants")
  void nothingReadsInTheBackgroundAfterTheHijack(Takeover takeover) throws Exception {
    Scripted peer = new Scripted(Hijackbuf.REQUEST, new byte[0]);
    Taken taken = new Taken();
    Handler handler =
        (request, response) -> {
          response.whenPeerGone(() -> {});
          awaitQuietly(peer.triedInBackground);
          taken.hijacked.add(response.hijack());
          peer.hijacked = true;
        };
    serveOnce(takeover, new NewBuffers(), peer, taken.by(handler));
    taken.await();
    Thread.sleep(50);
    assertThat(peer.readsAfterHijack).hasValue(0);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aSecondHijackAndALaterWriteAreErrors(Takeover takeover) throws Exception {
    Taken taken = new Taken();
    BlockingQueue<Response> responses = new LinkedBlockingQueue<>();
    Handler handler =
        (request, response) -> {
          responses.add(response);
          taken.hijacked.add(response.hijack());
        };
    try (LoopbackServer server = serve(takeover, taken.by(handler));
        Socket peer = server.connect()) {
      peer.getOutputStream().write(Hijackbuf.REQUEST);
      Hijacked hijacked = taken.await();
      Response response = responses.take();
      assertThatIOException().isThrownBy(response::hijack).withMessageContaining("hijacked");
      assertThatIOException().isThrownBy(() -> response.write(new byte[1]));
      assertThatIOException().isThrownBy(() -> response.header("a", "b"));
      hijacked.transport().close();
      assertThat(peer.getInputStream().readAllBytes()).isEmpty();
    }
  }

  /** hertz#121: it was closed twice, and the second time it was somebody else's. */
  @ParameterizedTest
  @MethodSource("variants")
  void theServerNeverClosesAHijackedConnection(Takeover takeover) throws Exception {
    Scripted peer = new Scripted(Hijackbuf.REQUEST, new byte[0]);
    Taken taken = new Taken();
    Thread serving =
        serveOnce(
            takeover,
            new NewBuffers(),
            peer,
            taken.by((request, response) -> taken.hijacked.add(response.hijack())));
    Hijacked hijacked = taken.await();
    serving.join();
    assertThat(peer.closes).hasValue(0);
    hijacked.transport().close();
    assertThat(peer.closes).hasValue(1);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void hijackedBuffersNeverGoToAPool(Takeover takeover) throws Exception {
    Recycled pool = new Recycled();
    Scripted peer = new Scripted(Hijackbuf.REQUEST, new byte[0]);
    Taken taken = new Taken();
    Thread serving =
        serveOnce(
            takeover,
            pool,
            peer,
            taken.by((request, response) -> taken.hijacked.add(response.hijack())));
    taken.await();
    serving.join();
    assertThat(pool.recycled).isEmpty();
  }

  @Test
  void afterTheHandlerReturnedConnectionRequestAndResponseAreCollected() throws Exception {
    Held held = holdOne(new After());
    for (int attempt = 0; attempt < 100 && held.remains().findAny().isPresent(); attempt++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(held.remains()).isEmpty();
    assertThat(held.hijacked).isNotNull();
  }

  /** Without which the test above could not fail. */
  @Test
  void beforeTheyStayAsLongAsTheHijacker() throws Exception {
    Held held = holdOne(new Before());
    for (int attempt = 0; attempt < 5; attempt++) {
      System.gc();
    }
    assertThat(held.remains()).hasSize(3);
    assertThat(held.hijacked).isNotNull();
  }

  private record Held(Hijacked hijacked, List<WeakReference<Object>> references) {
    Stream<Object> remains() {
      return references.stream().map(WeakReference::get).filter(Objects::nonNull);
    }
  }

  private static Held holdOne(Takeover takeover) throws Exception {
    Taken taken = new Taken();
    List<WeakReference<Object>> references = new ArrayList<>();
    Handler handler =
        (request, response) -> {
          references.add(new WeakReference<>(request));
          references.add(new WeakReference<>(response));
          references.add(new WeakReference<>(connectionOf(response)));
          taken.hijacked.add(response.hijack());
        };
    Scripted peer = new Scripted(Hijackbuf.REQUEST, new byte[0]);
    Thread serving = serveOnce(takeover, new NewBuffers(), peer, taken.by(handler));
    Hijacked hijacked = taken.await();
    serving.join();
    return new Held(hijacked, references);
  }

  private static Object connectionOf(Response response) {
    try {
      Field connection = Response.class.getDeclaredField("connection");
      connection.setAccessible(true);
      return connection.get(response);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Serves one connection; the thread that does ends with it. */
  private static Thread serveOnce(
      Takeover takeover, Buffers buffers, Scripted peer, Handler handler) throws IOException {
    BlockingQueue<Thread> serving = new LinkedBlockingQueue<>();
    Server server =
        new Server(
            buffers,
            (request, response) -> {
              serving.add(Thread.currentThread());
              handler.handle(request, response);
            },
            takeover);
    Transport[] arriving = {peer, null};
    int[] next = {0};
    server.serve(() -> arriving[next[0]++]);
    try {
      return serving.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Remembers what came back to it. */
  private static final class Recycled implements Buffers {
    final List<Object> recycled = new ArrayList<>();
    private final NewBuffers buffers = new NewBuffers();

    @Override
    public BufferedSource source(Transport transport) {
      return buffers.source(transport);
    }

    @Override
    public BufferedSink sink(Transport transport) {
      return buffers.sink(transport);
    }

    @Override
    public void recycle(BufferedSource source) {
      recycled.add(source);
    }

    @Override
    public void recycle(BufferedSink sink) {
      recycled.add(sink);
    }
  }

  /** A peer in memory that sends a request, and then some more, one read at a time. */
  private static final class Scripted implements Transport {
    final CountDownLatch triedInBackground = new CountDownLatch(1);
    final CountDownLatch readInBackground = new CountDownLatch(1);
    final AtomicInteger readsAfterHijack = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();
    volatile boolean hijacked;

    private final byte[] request;
    private final byte[] more;
    private boolean requestSent;
    private int sent;

    Scripted(byte[] request, byte[] more) {
      this.request = request;
      this.more = more;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      if (!requestSent) {
        requestSent = true;
        System.arraycopy(request, 0, target, offset, request.length);
        return request.length;
      }
      if (hijacked) {
        readsAfterHijack.incrementAndGet();
      }
      int count = Math.min(length, more.length - sent);
      System.arraycopy(more, sent, target, offset, count);
      sent += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public int readWithin(int millis, byte[] target, int offset, int length) {
      triedInBackground.countDown();
      int count = more.length == 0 ? 0 : read(target, offset, length);
      if (hijacked) {
        readsAfterHijack.incrementAndGet();
      }
      if (count > 0) {
        readInBackground.countDown();
      }
      return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }
}
