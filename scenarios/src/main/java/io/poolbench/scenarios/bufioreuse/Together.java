package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Handler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Holds every handler of a burst until all are there, so that all buffers are held at once. */
final class Together {

  private Together() {}

  static Handler answering(int connections) {
    CyclicBarrier all = new CyclicBarrier(connections);
    return (request, response) -> {
      await(all);
      BufioreuseTechnique.HELLO.handle(request, response);
    };
  }

  private static void await(CyclicBarrier all) throws IOException {
    try {
      all.await();
    } catch (BrokenBarrierException e) {
      throw new IOException("another connection of the burst has failed", e);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted within a burst");
    }
  }
}
