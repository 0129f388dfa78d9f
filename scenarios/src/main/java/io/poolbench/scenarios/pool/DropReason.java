package io.poolbench.scenarios.pool;

/** The reason why an item that its holder gave back was not kept. */
public enum DropReason {
  /** Every place was taken, or the byte bound was reached. */
  FULL,
  /** It had grown beyond the largest size worth keeping. */
  OVERSIZE,
  /** It could not be reset, or there was no memory for its next holder. */
  REJECTED,
  /** Its holder discarded or replaced it. */
  DISCARDED,
  /** The pool had been closed. */
  CLOSED
}
