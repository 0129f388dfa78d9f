package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A client with a thread that sends and one that receives, for any number of readers. */
final class ThreadedClient extends Client {

  /** Has room for all that the credits allow. */
  private final BlockingQueue<Exchange> requests = new ArrayBlockingQueue<>(Credits.MOST);

  private final Thread sending;
  private final Thread receiving;

  /** The work that a thread of a client repeats until the connection ends. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Starts both threads. */
  ThreadedClient(Wire wire, Session session, ReceiveBuffers buffers, Credits credits) {
    super(wire, credits);
    Sender sender = new Sender(wire.out(), session);
    Receiver receiver = new Receiver(wire.in(), buffers, session, credits, exchanges);
    sending = start("smb-sender", () -> sender.send(requests.take()));
    receiving = start("smb-receiver", receiver::receive);
  }

  private Thread start(String name, Work work) {
    return Thread.ofPlatform().daemon().name(name).start(() -> repeat(work));
  }

  /** Repeats the work; whatever ends the thread, nobody may wait for it any longer. */
  private void repeat(Work work) {
    try {
      while (true) {
        work.run();
      }
    } catch (InterruptedException e) {
      fail(new IOException("the client was closed", e));
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException | OutOfMemoryError e) {
      fail(new IOException("the client failed: " + e, e));
    }
  }

  @Override
  void dispatch(Exchange exchange) {
    requests.add(exchange);
  }

  @Override
  Answer receive(Exchange exchange) throws IOException, InterruptedException {
    return exchange.await();
  }

  /** Ends both threads, too. */
  @Override
  public void close() throws InterruptedException {
    super.close();
    sending.interrupt();
    sending.join();
    receiving.join();
  }
}
