package io.poolbench.reports.view;

import java.util.List;

/**
 * The evidence that a page shows beside the tables: read for the page alone, since no other format
 * has it.
 *
 * @param provenances one per input, or none where nobody told
 * @param allocated bytes by class of one operation, of every benchmark whose objects were counted
 * @param heaps of every benchmark whose collections were recorded
 * @param profiles by call site
 */
public record Evidence(
    List<Provenance> provenances,
    List<BytesByClass> allocated,
    List<HeapCurve> heaps,
    List<ProfileView> profiles) {

  /** No evidence, for results of which nothing else is known. */
  public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of(), List.of());

  public Evidence {
    provenances = List.copyOf(provenances);
    allocated = List.copyOf(allocated);
    heaps = List.copyOf(heaps);
    profiles = List.copyOf(profiles);
  }
}
