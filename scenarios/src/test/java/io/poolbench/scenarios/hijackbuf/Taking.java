package io.poolbench.scenarios.hijackbuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One way to take connections over.
 *
 * @param takeover what the server does with the buffers
 * @param then what else happens to what the hijacker gets; nothing, unless it is broken
 */
record Taking(Takeover takeover, UnaryOperator<Hijacked> then) {

  Taking(Takeover takeover) {
    this(takeover, UnaryOperator.identity());
  }

  Hijacked from(Response response) throws IOException {
    return then.apply(response.hijack());
  }

  /** What a handler does, with a way to take the connection over. */
  @FunctionalInterface
  interface Act {
    Hijacked on(Response response) throws Exception;
  }

  Hijacked serveOne(Transport peer, Act act) throws IOException {
    return serveOne(new NewBuffers(), peer, act);
  }

  /**
   * Serves one request on this thread, so that the handler has returned when this does.
   *
   * @return what the handler has taken
   */
  Hijacked serveOne(Buffers buffers, Transport peer, Act act) throws IOException {
    List<Object> outcome = new ArrayList<>();
    Handler handler =
        (request, response) -> {
          try {
            outcome.add(act.on(response));
          } catch (Throwable e) {
            // The server takes a failing handler for a peer that has left.
            outcome.add(e);
          }
        };
    Transport[] arriving = {peer, null};
    int[] next = {0};
    new Server(buffers, handler, takeover).onOneThread().serve(() -> arriving[next[0]++]);
    @Nullable Object only = outcome.size() == 1 ? outcome.getFirst() : null;
    if (only instanceof Throwable failure) {
      throw new AssertionError("the handler failed: " + failure, failure);
    }
    assertThat(only).as("what the handler has taken").isInstanceOf(Hijacked.class);
    return (Hijacked) Objects.requireNonNull(only);
  }
}
