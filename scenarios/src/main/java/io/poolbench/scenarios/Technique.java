package io.poolbench.scenarios;

import java.util.List;

/**
 * One way of pooling, taken from a real change to a real system.
 *
 * @param name the folder's name, as in {@code bufioreuse}: lower-case letters and digits
 * @param source the change it is taken from, as a reader would look it up
 * @param workloads in the order of the report
 * @param footprints in the order of the report; none where nothing is retained
 * @param reuse whether what is reused passes from holder to holder
 * @param limits what the JVM does not let it reach of its source's figures, and why; may be empty
 * @param seeds the figures that the source tells; none where it tells none
 */
public record Technique(
    String name,
    String source,
    List<Workload> workloads,
    List<Footprint> footprints,
    Reuse reuse,
    String limits,
    List<Seed> seeds) {

  /** The way in which AFTER reuses. */
  public enum Reuse {
    /**
     * Holders have the same item one after the other: whatever one leaves in it, the next finds.
     */
    POOLED,
    /** An item stays with its one holder, or is handed over for good. */
    KEPT
  }

  public Technique {
    workloads = List.copyOf(workloads);
    footprints = List.copyOf(footprints);
    seeds = List.copyOf(seeds);
  }

  /** Makes a technique that pools. */
  public Technique(
      String name, String source, List<Workload> workloads, List<Footprint> footprints) {
    this(name, source, workloads, footprints, Reuse.POOLED, "", List.of());
  }

  /** Makes a technique that pools, without a footprint. */
  public Technique(String name, String source, List<Workload> workloads) {
    this(name, source, workloads, List.of());
  }

  /** Returns this technique, marked as reusing without a pool. */
  public Technique kept() {
    return new Technique(name, source, workloads, footprints, Reuse.KEPT, limits, seeds);
  }

  /** Returns this technique with a word on what it cannot reach. */
  public Technique limitedBy(String why) {
    return new Technique(name, source, workloads, footprints, reuse, why, seeds);
  }

  /** Returns this technique with the figures that its source states. */
  public Technique seededBy(List<Seed> figures) {
    return new Technique(name, source, workloads, footprints, reuse, limits, figures);
  }

  /**
   * Returns the workload of that name.
   *
   * @throws IllegalArgumentException naming those that exist, when there is none
   */
  public Workload workload(String workload) {
    return workloads.stream()
        .filter(candidate -> candidate.name().equals(workload))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no workload %s in %s; it has %s"
                        .formatted(
                            workload, name, workloads.stream().map(Workload::name).toList())));
  }

  /**
   * Returns the footprint of that name.
   *
   * @throws IllegalArgumentException naming those that exist, when there is none
   */
  public Footprint footprint(String footprint) {
    return footprints.stream()
        .filter(candidate -> candidate.name().equals(footprint))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no footprint %s in %s; it has %s"
                        .formatted(
                            footprint, name, footprints.stream().map(Footprint::name).toList())));
  }
}
