package io.poolbench.scenarios;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One size and mode in which a technique is exercised, the same for every variant.
 *
 * @param name as in {@code op=fakeconn}: lower-case letters, digits and hyphens, not ending in a
 *     hyphen and digits (Go tools would read these as the number of processors)
 * @param threads how many threads run the operation at once, at least 1
 * @param bytesPerOperation payload bytes that one operation moves, or 0 where it moves none
 * @param allocatedBefore bytes of buffers that BEFORE allocates in one operation, at least; a trial
 *     that shows less has lost what it is there to measure (a compiler removes a buffer that does
 *     not escape) and fails
 * @param variants how each variant is set up
 */
public record Workload(
    String name,
    int threads,
    long bytesPerOperation,
    long allocatedBefore,
    Map<Variant, Setup> variants) {

  /** A workload whose BEFORE need not allocate, because what is pooled is no memory. */
  public Workload(String name, int threads, long bytesPerOperation, Map<Variant, Setup> variants) {
    this(name, threads, bytesPerOperation, 0, variants);
  }

  /** Sets up one variant of a workload. */
  @FunctionalInterface
  public interface Setup {
    Operation open() throws Exception;
  }

  /** A single-threaded workload with a Before and an After. */
  public static Workload of(String name, long bytesPerOperation, Setup before, Setup after) {
    return new Workload(
        name, 1, bytesPerOperation, Map.of(Variant.BEFORE, before, Variant.AFTER, after));
  }

  /** The same workload, whose BEFORE must show at least that many bytes per operation. */
  public Workload allocatingBefore(long bytes) {
    return new Workload(name, threads, bytesPerOperation, bytes, variants);
  }

  /** The variants that this workload has, in declaration order; the first is the base. */
  public Set<Variant> arms() {
    Set<Variant> arms = new LinkedHashSet<>();
    for (Variant variant : Variant.values()) {
      if (variants.containsKey(variant)) {
        arms.add(variant);
      }
    }
    return arms;
  }

  /**
   * Sets the workload up for one variant.
   *
   * @throws IllegalArgumentException when the workload has no such variant
   */
  public Operation open(Variant variant) throws Exception {
    Setup setup = variants.get(variant);
    if (setup == null) {
      throw new IllegalArgumentException(name + " has no variant " + variant.label());
    }
    return setup.open();
  }
}
