package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionTest {

  private static final Handler ECHO_TARGET =
      (request, response) -> {
        byte[] body = (request.method() + " " + request.target()).getBytes(US_ASCII);
        response.length(body.length);
        response.write(body);
      };

  private static String answer(String request, int piece) {
    Peer peer = new Peer(request, piece);
    new Connection(peer, new NewBuffers(), ECHO_TARGET, Takeover.REFUSED).run();
    return peer.got.toString(US_ASCII);
  }

  @Test
  void http10ClosesAfterOneRequest() {
    assertThat(answer("GET /a HTTP/1.0\r\n\r\nGET /b HTTP/1.0\r\n\r\n", 4096))
        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nGET /a");
  }

  @Test
  void http11KeepsAliveAndServesPipelinedRequestsInOrder() {
    assertThat(answer("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n", 4096))
        .isEqualTo(
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: keep-alive\r\n\r\nGET /a"
                + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: keep-alive\r\n\r\nGET /b");
  }

  @Test
  void connectionCloseIsHonoured() {
    assertThat(answer("GET /a HTTP/1.1\r\nConnection: close\r\n\r\nGET /b HTTP/1.1\r\n\r\n", 4096))
        .contains("Connection: close")
        .doesNotContain("/b");
  }

  @Test
  void anUnreadBodyIsNeverTakenForARequest() {
    String smuggled = "POST /a HTTP/1.1\r\nContent-Length: 19\r\n\r\nGET /b HTTP/1.1\r\n\r\n";
    assertThat(answer(smuggled, 4096)).endsWith("POST /a").doesNotContain("GET /b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096})
  void theSizeOfThePiecesThatArriveMakesNoDifference(int piece) {
    String request =
        "GET /" + "x".repeat(3000) + " HTTP/1.0\r\nA: " + "y".repeat(3000) + "\r\n\r\n";
    assertThat(answer(request, piece)).endsWith("GET /" + "x".repeat(3000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/2.0\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nspace : before colon\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void aMalformedRequestIsAnsweredWith400AndTheConnectionEnds(String request) {
    assertThat(answer(request + "GET /next HTTP/1.1\r\n\r\n", 4096))
        .isEqualTo("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  @Test
  void aLineLongerThanTheBufferIsAnsweredWith400() {
    assertThat(answer("GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n", 4096))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void moreThanAHundredHeadersAreAnsweredWith400() {
    StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\n");
    for (int i = 0; i < 101; i++) {
      request.append("h").append(i).append(": v\r\n");
    }
    assertThat(answer(request + "\r\n", 4096)).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\n"})
  void aPeerThatLeavesEarlyGetsNothing(String request) {
    assertThat(answer(request, 4096)).isEmpty();
  }

  @Test
  void aClientOfTheJdkIsServedOverARealSocketWithKeepAlive() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Thread.startVirtualThread(() -> serve(listening));
      for (int i = 0; i < 3; i++) {
        URI uri = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/" + i);
        HttpResponse<String> response =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("GET /" + i);
      }
    }
  }

  private static void serve(ServerSocket listening) {
    try {
      new Server(new NewBuffers(), ECHO_TARGET)
          .serve(() -> new SocketTransport(listening.accept()));
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
