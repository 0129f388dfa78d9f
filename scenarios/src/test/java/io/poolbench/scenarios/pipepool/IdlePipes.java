package io.poolbench.scenarios.pipepool;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** The seed's own test as a program: 64 pipes taken and put back, then collections. */
final class IdlePipes {

  private IdlePipes() {}

  public static void main(String[] args) throws InterruptedException {
    Ledger ledger = new Ledger();
    PipePool pool = new PipePool(ledger);
    takeAndRecycle(pool);
    int closedBefore = ledger.closed();
    ledger.collectUntilClosed(128);
    System.out.printf(
        "opened %d, closed %d before collecting and %d after, twice %d%n",
        ledger.opened(), closedBefore, ledger.closed(), ledger.closedTwice());
    // The pool itself is alive to the end: it is the idle pipes that were collected.
    pool.close();
  }

  private static void takeAndRecycle(PipePool pool) {
    List<Pipe> pipes = new ArrayList<>();
    for (int taken = 0; taken < 64; taken++) {
      pipes.add(requireNonNull(pool.take()));
    }
    pipes.forEach(pool::recycle);
  }
}
