package io.poolbench.scenarios.smb2;

import java.io.IOException;

/**
 * Reads from a file over one connection. The subclasses decide on which threads its READs go out
 * and their answers come in; what is done and in which order, and who has the buffer, is the same.
 */
abstract sealed class Client implements AutoCloseable permits ThreadedClient, OneThreadClient {

  final Credits credits;
  final Exchanges exchanges = new Exchanges();
  private final Wire wire;
  private long nextId;

  /**
   * @param credits what the server granted before
   */
  Client(Wire wire, Credits credits) {
    this.wire = wire;
    this.credits = credits;
  }

  /** Sends a READ, now or soon; it already waits for its answer. */
  abstract void dispatch(Exchange exchange) throws IOException;

  /** Receives answers until the READ has its own. */
  abstract Answer receive(Exchange exchange) throws IOException, InterruptedException;

  /**
   * Reads bytes of the file into an array.
   *
   * @param offset of the first of them in the file
   * @return how many were read, at most {@code length}
   * @throws StatusException when the server refuses
   * @throws IOException when the connection fails, or the answer makes no sense
   */
  final int readAt(byte[] target, int at, int length, long offset)
      throws IOException, InterruptedException {
    Answer answer = await(send(offset, length));
    try {
      int count = answer.dataLength(length);
      answer.copyData(target, at, count);
      return count;
    } finally {
      answer.release();
    }
  }

  /**
   * Reads bytes of the file and copies none.
   *
   * @return a digest of some of them and of their number, see {@link Samples}
   */
  final long roundTrip(int length, long offset) throws IOException, InterruptedException {
    Answer answer = await(send(offset, length));
    try {
      return answer.sample(answer.dataLength(length), Samples.mark(offset, length));
    } finally {
      answer.release();
    }
  }

  /** Asks for bytes of the file, and does not wait for them. */
  final Exchange send(long offset, int length) throws IOException, InterruptedException {
    if (length < 1 || length > Smb2.LARGEST_READ) {
      throw new IllegalArgumentException(
          "length: found %d, expected 1 to %d".formatted(length, Smb2.LARGEST_READ));
    }
    int charge = Smb2.charge(length);
    credits.take(charge);
    Exchange exchange = new Exchange(takeIds(charge), offset, length);
    exchanges.add(exchange);
    dispatch(exchange);
    return exchange;
  }

  /** Takes as many message numbers as credits, and returns the first: [MS-SMB2] 3.2.4.1.3. */
  private synchronized long takeIds(int charge) {
    long first = nextId;
    nextId += charge;
    return first;
  }

  /**
   * Waits for the answer, which is the caller's then. To be called once.
   *
   * @throws IOException when the connection failed, or the answer could not be believed
   * @throws InterruptedException when the thread was interrupted; the READ is given up
   */
  final Answer await(Exchange exchange) throws IOException, InterruptedException {
    try {
      return receive(exchange);
    } catch (InterruptedException e) {
      cancel(exchange);
      throw e;
    }
  }

  /**
   * Gives up a READ, at any time. An answer that comes later is one that nobody waits for; one that
   * is there already is left to the collector.
   */
  final void cancel(Exchange exchange) {
    if (exchanges.remove(exchange.id()) != null) {
      credits.giveBack(exchange.claimLoan());
    }
    exchange.cancel();
  }

  /** Ends the connection; whoever waits is told the cause. */
  final void fail(IOException cause) {
    credits.close();
    exchanges.fail(cause);
    try {
      wire.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Ends the connection; whoever waits is told. */
  @Override
  public void close() throws InterruptedException {
    fail(new IOException("the client was closed"));
  }
}
