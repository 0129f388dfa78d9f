package io.poolbench.scenarios;

import java.util.Locale;

/** One side of a pooling change. */
public enum Variant {
  /** The code as it was: a new buffer for every use. */
  BEFORE,
  /** The code after the change: the buffer is taken from a pool and recycled. */
  AFTER;

  /** The name in benchmark names and tables: {@code before}, {@code after}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
