package io.poolbench.scenarios;

/**
 * One state of the code in a pooling change.
 *
 * @param label the name in benchmark names and tables, as in {@code before}: lower-case letters,
 *     digits and hyphens, not ending in a hyphen and digits
 */
public record Variant(String label) {

  /** The code as it was: a new buffer for every use. */
  public static final Variant BEFORE = new Variant("before");

  /** The code after the change: the buffer is taken from a pool and recycled. */
  public static final Variant AFTER = new Variant("after");

  /** The code after a further change in the same direction, where a technique has one. */
  public static final Variant AFTER2 = new Variant("after2");
}
