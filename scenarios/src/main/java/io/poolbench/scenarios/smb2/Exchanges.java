package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The READs that wait for an answer on one connection. */
final class Exchanges {

  private final ConcurrentMap<Long, Exchange> waiting = new ConcurrentHashMap<>();
  private volatile @Nullable IOException failure;

  /** Lets a READ wait; it has failed at once if the connection has. */
  void add(Exchange exchange) {
    waiting.put(exchange.id(), exchange);
    IOException cause = failure;
    if (cause != null) {
      // Whoever set it may have gone through those that wait already.
      waiting.remove(exchange.id());
      exchange.fail(cause);
    }
  }

  /** Returns the READ that waits for that answer, or null when none does. */
  @Nullable Exchange find(Long id) {
    return waiting.get(id);
  }

  /** Ends the waiting for an answer; returns null when nothing waited. */
  @Nullable Exchange remove(Long id) {
    return waiting.remove(id);
  }

  /** Fails all, now and later; the first cause is the one that is told. */
  synchronized void fail(IOException cause) {
    if (failure == null) {
      failure = cause;
      waiting.values().forEach(exchange -> exchange.fail(cause));
      waiting.clear();
    }
  }
}
