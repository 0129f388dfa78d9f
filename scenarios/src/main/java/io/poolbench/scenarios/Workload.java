package io.poolbench.scenarios;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One size and mode in which a technique is exercised, the same for every variant.
 *
 * @param name as in {@code op=fakeconn}: lower-case letters, digits and hyphens, not ending in a
 *     hyphen and digits (Go tools would read these as the number of processors)
 * @param threads how many threads run the operation at once, at least 1
 * @param virtualThreads whether these are virtual threads: for an operation that waits for another
 *     virtual thread, since between a platform thread and a virtual one the kernel hands over,
 *     which costs twenty times of what is to be measured and varies by half
 * @param bytesPerOperation payload bytes that one operation moves, or 0 where it moves none
 * @param allocatedBefore bytes of buffers that BEFORE allocates in one operation, at least; a trial
 *     that shows less has lost what it is there to measure (a compiler removes a buffer that does
 *     not escape) and fails
 * @param variants how each variant is set up; kept in the order of the report: BEFORE, AFTER,
 *     AFTER2, and then any others as they are given
 */
public record Workload(
    String name,
    int threads,
    boolean virtualThreads,
    long bytesPerOperation,
    long allocatedBefore,
    Map<Variant, Setup> variants) {

  public Workload {
    Map<Variant, Setup> ordered = new LinkedHashMap<>();
    for (Variant stage : List.of(Variant.BEFORE, Variant.AFTER, Variant.AFTER2)) {
      Setup setup = variants.get(stage);
      if (setup != null) {
        ordered.put(stage, setup);
      }
    }
    variants.forEach(ordered::putIfAbsent);
    variants = Collections.unmodifiableMap(ordered);
  }

  /** Makes a workload whose BEFORE need not allocate, because what is pooled is no memory. */
  public Workload(String name, int threads, long bytesPerOperation, Map<Variant, Setup> variants) {
    this(name, threads, false, bytesPerOperation, 0, variants);
  }

  /** Sets up one variant of a workload. */
  @FunctionalInterface
  public interface Setup {
    Operation open() throws Exception;
  }

  /** Makes a single-threaded workload with a Before and an After. */
  public static Workload of(String name, long bytesPerOperation, Setup before, Setup after) {
    return new Workload(
        name, 1, bytesPerOperation, Map.of(Variant.BEFORE, before, Variant.AFTER, after));
  }

  /** Returns this workload, whose BEFORE must show at least that many bytes per operation. */
  public Workload allocatingBefore(long bytes) {
    return new Workload(name, threads, virtualThreads, bytesPerOperation, bytes, variants);
  }

  /** Returns this workload, run on virtual threads. */
  public Workload onVirtualThreads() {
    return new Workload(name, threads, true, bytesPerOperation, allocatedBefore, variants);
  }

  /** Returns this workload with one more variant. */
  public Workload and(Variant variant, Setup setup) {
    Map<Variant, Setup> more = new LinkedHashMap<>(variants);
    more.put(variant, setup);
    return new Workload(name, threads, virtualThreads, bytesPerOperation, allocatedBefore, more);
  }

  /**
   * Returns the variants that this workload has, in the order of the report; the first is the base.
   */
  public Set<Variant> arms() {
    return variants.keySet();
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
