package io.poolbench.scenarios;

import java.util.Locale;

/** One state of the code in a pooling change. */
public enum Variant {
  /** The code as it was: a new buffer for every use. */
  BEFORE,
  /** The code after the change: the buffer is taken from a pool and recycled. */
  AFTER,
  /** The code after a further change in the same direction, where a technique has one. */
  AFTER2;

  /** The name in benchmark names and tables: {@code before}, {@code after}, {@code after2}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
