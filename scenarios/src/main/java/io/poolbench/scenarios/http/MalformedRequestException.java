package io.poolbench.scenarios.http;

import java.io.IOException;

/** Says that the peer sent what is no HTTP/1 request; it is answered with 400. */
final class MalformedRequestException extends IOException {

  private static final long serialVersionUID = 1;

  MalformedRequestException(String message) {
    super(message);
  }
}
