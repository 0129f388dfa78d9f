package io.poolbench.scenarios;

import java.util.List;

/**
 * One way of pooling, taken from a real change to a real system.
 *
 * @param name the folder's name, as in {@code bufioreuse}: lower-case letters and digits
 * @param source the change it is taken from, as a reader would look it up
 * @param workloads in the order of the report
 * @param footprints in the order of the report; none where nothing is retained
 */
public record Technique(
    String name, String source, List<Workload> workloads, List<Footprint> footprints) {

  public Technique {
    workloads = List.copyOf(workloads);
    footprints = List.copyOf(footprints);
  }

  /** A technique without a footprint. */
  public Technique(String name, String source, List<Workload> workloads) {
    this(name, source, workloads, List.of());
  }

  /**
   * The workload of that name.
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
}
