package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.net.ProtocolException;

/** Counts what a client may still ask for before the server answers. */
final class Credits {

  /** The most credits that servers commonly grant. */
  static final int MOST = 8192;

  private int balance;
  private boolean closed;

  Credits(int balance) {
    this.balance = balance;
  }

  /**
   * Takes credits, waiting until there are enough.
   *
   * @throws IOException when the connection ended
   */
  synchronized void take(int charge) throws IOException, InterruptedException {
    while (balance < charge && !closed) {
      wait();
    }
    if (closed) {
      throw new IOException("the connection is closed; open another");
    }
    balance -= charge;
  }

  /**
   * Adds what an answer grants.
   *
   * @throws ProtocolException when that is more than there can be
   */
  synchronized void grant(int credits) throws ProtocolException {
    if (credits > MOST - balance) {
      throw new ProtocolException(
          "an answer grants %d credits beside %d, expected at most %d in all"
              .formatted(credits, balance, MOST));
    }
    balance += credits;
    notifyAll();
  }

  /** Returns what was taken for a message that the server will not answer. */
  synchronized void giveBack(int charge) {
    balance += charge;
    notifyAll();
  }

  /** Returns the credits that there are to take. */
  synchronized int balance() {
    return balance;
  }

  /** Ends all waiting, now and later. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
