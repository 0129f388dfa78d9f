package io.poolbench.scenarios.recvpool;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads from a file over one connection, with a thread that sends and one that receives. */
final class Client implements AutoCloseable {

  private final Wire wire;
  private final Credits credits;
  private final Exchanges exchanges = new Exchanges();

  /** Has room for all that the credits allow. */
  private final BlockingQueue<Exchange> requests = new ArrayBlockingQueue<>(Credits.MOST);

  private final Thread sender;
  private final Thread receiver;
  private long nextId;

  /** What a thread of a client does until the connection ends. */
  private interface Work {
    void run() throws Exception;
  }

  /**
   * Starts both threads.
   *
   * @param credits what the server granted before
   */
  Client(Wire wire, Session session, ReceiveBuffers buffers, Credits credits) {
    this.wire = wire;
    this.credits = credits;
    sender = start("smb-sender", new Sender(wire.out(), requests, session)::run);
    receiver =
        start("smb-receiver", new Receiver(wire.in(), buffers, session, credits, exchanges)::run);
  }

  private Thread start(String name, Work work) {
    return Thread.ofPlatform().daemon().name(name).start(() -> workAndFail(work));
  }

  /** Whatever ends a thread, nobody may wait for it any longer. */
  private void workAndFail(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      fail(new IOException("the client was closed", e));
    } catch (IOException e) {
      fail(e);
    } catch (Exception | OutOfMemoryError e) {
      fail(new IOException("the client failed: " + e, e));
    }
  }

  private void fail(IOException cause) {
    credits.close();
    exchanges.fail(cause);
    try {
      wire.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Reads bytes of the file into an array.
   *
   * @param offset of the first of them in the file
   * @return how many were read, at most {@code length}
   * @throws StatusException when the server refuses
   * @throws IOException when the connection fails, or the answer makes no sense
   */
  int readAt(byte[] target, int at, int length, long offset)
      throws IOException, InterruptedException {
    Answer answer = send(offset, length).await();
    try {
      int count = answer.dataLength(length);
      answer.copyData(target, at, count);
      return count;
    } finally {
      answer.release();
    }
  }

  /** Reads bytes of the file and copies none: a digest of some of them. */
  long roundTrip(int length, long offset) throws IOException, InterruptedException {
    Answer answer = send(offset, length).await();
    try {
      return answer.sample(answer.dataLength(length));
    } finally {
      answer.release();
    }
  }

  /** Asks for bytes of the file, and does not wait for them. */
  Exchange send(long offset, int length) throws IOException, InterruptedException {
    if (length < 1 || length > Smb2.LARGEST_READ) {
      throw new IllegalArgumentException(
          "length: found %d, expected 1 to %d".formatted(length, Smb2.LARGEST_READ));
    }
    int charge = Smb2.charge(length);
    credits.take(charge);
    Exchange exchange = new Exchange(takeIds(charge), offset, length);
    exchanges.add(exchange);
    requests.add(exchange);
    return exchange;
  }

  /** The first of as many message numbers as credits: [MS-SMB2] 3.2.4.1.3. */
  private synchronized long takeIds(int charge) {
    long first = nextId;
    nextId += charge;
    return first;
  }

  /** Ends the connection and both threads; whoever waits is told. */
  @Override
  public void close() throws InterruptedException {
    fail(new IOException("the client was closed"));
    sender.interrupt();
    sender.join();
    receiver.join();
  }
}
