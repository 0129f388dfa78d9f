package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumberedRequestTest {

  @Test
  void everyRequestHasAnotherNumber() {
    NumberedRequest request = new NumberedRequest("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
    assertThat(new String(request.next(), US_ASCII)).isEqualTo("GET /1000001 HTTP/1.1\r\n\r\n");
    for (int i = 0; i < 10; i++) {
      request.next();
    }
    assertThat(new String(request.next(), US_ASCII)).isEqualTo("GET /1000012 HTTP/1.1\r\n\r\n");
  }
}
