package io.poolbench.scenarios.http;

import java.io.IOException;

/** Answers one request. */
@FunctionalInterface
public interface Handler {
  void handle(Request request, Response response) throws IOException;
}
