package io.poolbench.reports.profile;

import io.poolbench.reports.model.Finding;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The contents of one recording.
 *
 * @param profiles by kind; empty where nothing was sampled
 * @param seconds how long it was recorded, of all that could be read
 * @param otherEvents how many there are of each type, where there are no samples
 * @param findings what could not be read
 */
public record Recording(
    SequencedMap<Kind, Profile> profiles,
    double seconds,
    SequencedMap<String, Long> otherEvents,
    List<Finding> findings) {

  public Recording {
    profiles = Collections.unmodifiableSequencedMap(new TreeMap<>(profiles));
    otherEvents = Collections.unmodifiableSequencedMap(otherEvents);
    findings = List.copyOf(findings);
  }
}
