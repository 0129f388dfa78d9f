package io.poolbench.scenarios.smb2;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A READ under way, and the place where its answer comes. Either the answer gets there or the
 * reader gives up, whichever is first: an answer that comes later is refused, and still the
 * receiver's.
 */
final class Exchange {

  private final long id;
  private final long offset;
  private final int length;
  private int loan;
  private boolean over;
  private @Nullable Answer answer;
  private @Nullable IOException failure;

  /**
   * @param id of the message
   * @param offset of the first byte in the file
   * @param length bytes to be read at most
   */
  Exchange(long id, long offset, int length) {
    this.id = id;
    this.offset = offset;
    this.length = length;
    this.loan = Smb2.charge(length);
  }

  long id() {
    return id;
  }

  long offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /**
   * Returns the credits that were taken for it, to the first who asks; then 0: they are settled.
   */
  synchronized int claimLoan() {
    int claimed = loan;
    loan = 0;
    return claimed;
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Hands the answer over; returns false when it was over, and the answer remains the caller's. */
  synchronized boolean deliver(Answer arrived) {
    if (over) {
      return false;
    }
    answer = arrived;
    end();
    return true;
  }

  synchronized void fail(IOException cause) {
    if (!over) {
      failure = cause;
      end();
    }
  }

  /**
   * Ends the waiting. If the answer is there already, that race is lost, and the answer is left to
   * the collector: whether somebody is about to take it is not known here.
   */
  synchronized void cancel() {
    end();
  }

  private synchronized void end() {
    over = true;
    notifyAll();
  }

  /**
   * Waits for the answer, which is the caller's then. To be called once.
   *
   * @throws IOException when the connection failed
   * @throws InterruptedException when the thread was interrupted; the READ goes on
   */
  synchronized Answer await() throws IOException, InterruptedException {
    while (!over) {
      wait();
    }
    if (answer == null) {
      throw failure == null
          ? new IOException("no answer: the READ was given up")
          : new IOException("no answer: " + failure.getMessage(), failure);
    }
    return answer;
  }
}
