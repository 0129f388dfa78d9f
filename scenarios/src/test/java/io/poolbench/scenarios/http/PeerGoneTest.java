package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.poolbench.scenarios.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a handler hears that its peer is gone. */
@Timeout(Patience.TEST_SECONDS)
final class PeerGoneTest {

  private static final byte[] REQUEST = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch handled = new CountDownLatch(1);

  /** The server would take a failing check for a peer that has left. */
  private Handler checked(Handler handler) {
    return (request, response) -> {
      try {
        handler.handle(request, response);
      } catch (Throwable e) {
        failures.add(e);
      } finally {
        handled.countDown();
      }
    };
  }

  private void awaitHandled() {
    Patience.await(handled);
    assertThat(failures).isEmpty();
  }

  @Test
  void aPeerThatLeavesWhileTheHandlerRunsIsTold() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch listening = new CountDownLatch(1);
    Handler handler =
        (request, response) -> {
          response.whenPeerGone(told::countDown);
          listening.countDown();
          Patience.await(told);
        };
    try (LoopbackServer server =
            new LoopbackServer(new Server(new NewBuffers(), checked(handler)));
        Socket peer = server.connect()) {
      peer.getOutputStream().write(REQUEST);
      Patience.await(listening);
      peer.close();
      awaitHandled();
    }
  }

  @Test
  void whatIsReadInTheBackgroundBelongsToTheNextRequest() throws Exception {
    CountDownLatch sentMore = new CountDownLatch(1);
    Handler handler =
        (request, response) -> {
          response.whenPeerGone(() -> {});
          Patience.await(sentMore);
          response.length(2);
          response.write(request.target().getBytes(US_ASCII));
        };
    try (LoopbackServer server =
            new LoopbackServer(new Server(new NewBuffers(), checked(handler)));
        Socket peer = server.connect()) {
      peer.getOutputStream().write(REQUEST);
      peer.getOutputStream()
          .write("GET /b HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      sentMore.countDown();
      try (InputStream in = peer.getInputStream()) {
        assertThat(new String(in.readAllBytes(), US_ASCII))
            .containsSubsequence("\r\n\r\n/a", "HTTP/1.1 200 OK", "\r\n\r\n/b");
      }
      awaitHandled();
    }
  }

  /** Sends a request and no end; neither a write nor, if so wished, a read gets anywhere. */
  private static Transport failing(@Nullable RuntimeException inBackground) {
    return new Transport() {
      private final Peer peer = new Peer(new String(REQUEST, US_ASCII), 4096);

      @Override
      public int read(byte[] target, int offset, int length) {
        return peer.read(target, offset, length);
      }

      @Override
      public int readUnless(BooleanSupplier aborted, byte[] target, int offset, int length) {
        if (inBackground != null) {
          throw inBackground;
        }
        return 0;
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        throw new IOException("the peer has reset the connection");
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aWriteThatFailsTellsOnce() throws Exception {
    AtomicInteger told = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    serveOnOneThread(
        failing(null),
        (request, response) -> {
          response.whenPeerGone(
              () -> {
                told.incrementAndGet();
                first.countDown();
              });
          byte[] more = new byte[BufferedSink.SIZE];
          assertThatIOException().isThrownBy(() -> response.write(more));
          assertThatIOException().isThrownBy(() -> response.write(more));
          Patience.await(first);
        });
    assertThat(told).hasValue(1);
  }

  @Test
  void whoIsToldByAWriteThatFailsMayWaitForAnotherUserOfTheResponse() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    CountDownLatch waited = new CountDownLatch(1);
    serveOnOneThread(
        failing(null),
        (request, response) -> {
          byte[] more = new byte[BufferedSink.SIZE];
          response.whenPeerGone(
              () -> {
                Thread.startVirtualThread(
                    () -> {
                      assertThatIOException().isThrownBy(() -> response.write(more));
                      refused.countDown();
                    });
                Patience.await(refused);
                waited.countDown();
              });
          assertThatIOException().isThrownBy(() -> response.write(more));
          Patience.await(waited);
        });
  }

  @Test
  void aReadInTheBackgroundThatBreaksHoldsNobodyUp() throws Exception {
    RuntimeException fault = new IllegalStateException("planted: a read that breaks");
    Transport[] arriving = {failing(fault), null};
    int[] next = {0};
    Server server = new Server(new NewBuffers(), (_, response) -> response.whenPeerGone(() -> {}));
    CountDownLatch served = new CountDownLatch(1);
    // Whoever waits for a read in the background takes no notice of an interrupt.
    Thread.startVirtualThread(
        () -> {
          try {
            server.onOneThread().serve(() -> arriving[next[0]++]);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          served.countDown();
        });
    Patience.await(served);
  }

  @Test
  void whoAsksWhenThePeerIsGoneIsToldAtOnce() throws Exception {
    AtomicInteger told = new AtomicInteger();
    serveOnOneThread(
        new Peer("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n", 4096),
        (request, response) -> {
          assertThatIOException().isThrownBy(() -> request.readBody(new byte[9], 0, 9));
          assertThatIllegalStateException()
              .isThrownBy(() -> response.whenPeerGone(told::incrementAndGet))
              .withMessageContaining("read the body");
          assertThat(told).hasValue(0);
        });
    serveOnOneThread(
        new Peer(new String(REQUEST, US_ASCII), 4096),
        (request, response) -> {
          response.peerGone(Runnable::run);
          response.whenPeerGone(told::incrementAndGet);
          assertThat(told).hasValue(1);
        });
  }

  @Test
  void oneCallbackIsEnough() throws Exception {
    serveOnOneThread(
        new MemoryTransport(REQUEST),
        (request, response) -> {
          response.whenPeerGone(() -> {});
          assertThatIllegalStateException()
              .isThrownBy(() -> response.whenPeerGone(() -> {}))
              .withMessageContaining("combine");
        });
  }

  @Test
  void afterTheHandlerNobodyIsToldAndNobodyCanAsk() throws Exception {
    AtomicInteger told = new AtomicInteger();
    AtomicReference<Response> kept = new AtomicReference<>();
    serveOnOneThread(
        new MemoryTransport(REQUEST),
        (request, response) -> {
          response.whenPeerGone(told::incrementAndGet);
          kept.set(response);
        });
    kept.get().peerGone(Runnable::run);
    assertThat(told).hasValue(0);
    assertThatIOException()
        .isThrownBy(() -> kept.get().whenPeerGone(() -> {}))
        .withMessageContaining("the handler has returned");
  }

  @Test
  void whoAsksBetweenTheHandlersReturnAndTheEndOfTheResponseIsRefusedAndSpoilsNoRequest()
      throws Exception {
    String another = "GET /b HTTP/1.1\r\nHost: x\r\n\r\n";
    Peer peer = new Peer(new String(REQUEST, US_ASCII) + another, REQUEST.length);
    Thread serving = Thread.currentThread();
    CountDownLatch locked = new CountDownLatch(1);
    AtomicReference<Throwable> refused = new AtomicReference<>();
    AtomicReference<Thread> latecomer = new AtomicReference<>();
    serveOnOneThread(
        peer,
        (request, response) -> {
          response.length(2);
          response.write(request.target().getBytes(US_ASCII));
          if (request.target().equals("/a")) {
            latecomer.set(
                Thread.ofPlatform()
                    .daemon()
                    .start(
                        () -> {
                          // As a read of the body would, it holds up whoever ends the request.
                          synchronized (request) {
                            locked.countDown();
                            awaitBlockedIn(serving, "end");
                            refused.set(catchThrowable(() -> response.whenPeerGone(() -> {})));
                          }
                        }));
            Patience.await(locked);
          }
        });
    latecomer.get().join();
    assertThat(refused.get())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the handler has returned");
    assertThat(peer.got.toString(US_ASCII)).containsSubsequence("\r\n\r\n/a", "\r\n\r\n/b");
  }

  /** Waits until the thread has to wait for the lock of the request in that method. */
  private static void awaitBlockedIn(Thread thread, String method) {
    while (true) {
      StackTraceElement[] stack = thread.getStackTrace();
      if (stack.length > 0
          && stack[0].getClassName().equals(Request.class.getName())
          && stack[0].getMethodName().equals(method)
          && thread.getState() == Thread.State.BLOCKED) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  private void serveOnOneThread(Transport peer, Handler handler) throws Exception {
    Transport[] arriving = {peer, null};
    int[] next = {0};
    new Server(new NewBuffers(), checked(handler)).onOneThread().serve(() -> arriving[next[0]++]);
    awaitHandled();
  }
}
