package io.poolbench.scenarios.pools;

import io.poolbench.scenarios.Operation;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.SpscArrayQueue;

/**
 * Takes a buffer, hands it to the other thread, and gives back what the other has handed over: two
 * threads, each of which recycles what the other took. Neither runs away from the other by more
 * than the {@value #IN_FLIGHT} buffers that fit on the way.
 */
final class HandOver<H> implements Operation {

  private static final int IN_FLIGHT = 16;

  /** How often to look for room before the other thread is taken to be off the processor. */
  private static final int PATIENCE = 500;

  /** What one thread sends and receives. */
  private record Side<H>(Queue<H> out, Queue<H> in) {}

  private final Contender<H> pool;
  private final List<Queue<H>> ways =
      List.of(new SpscArrayQueue<>(IN_FLIGHT), new SpscArrayQueue<>(IN_FLIGHT));
  private final AtomicInteger arrived = new AtomicInteger();
  private final ThreadLocal<Side<H>> sides = ThreadLocal.withInitial(this::arrive);

  HandOver(Contender<H> pool) {
    this.pool = pool;
  }

  /** The threads take turns, also when JMH replaces them. */
  private Side<H> arrive() {
    int number = arrived.getAndIncrement();
    return new Side<>(ways.get(number % 2), ways.get((number + 1) % 2));
  }

  @Override
  public long run() {
    Side<H> side = sides.get();
    H held = pool.take();
    byte[] buffer = pool.buffer(held);
    buffer[0]++;
    int left = PATIENCE;
    while (!side.out.offer(held)) {
      // The other waits as well if nobody empties its way.
      receive(side);
      Thread.onSpinWait();
      if (left-- == 0) {
        pool.recycle(held);
        break;
      }
    }
    receive(side);
    return buffer.length;
  }

  private void receive(Side<H> side) {
    H received = side.in.poll();
    if (received != null) {
      pool.buffer(received)[1]++;
      pool.recycle(received);
    }
  }
}
