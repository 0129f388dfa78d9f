package io.poolbench.reports.view;

import java.util.List;

/**
 * The difference between the code of a variant and that of the next.
 *
 * @param technique as in the run
 * @param from file of the variant before, as in {@code Before.java}
 * @param to file of the variant after it
 * @param added number of lines
 * @param removed number of lines
 * @param lines unified, from the first {@code @@} on
 */
public record SourceDiff(
    String technique, String from, String to, long added, long removed, List<String> lines) {

  public SourceDiff {
    lines = List.copyOf(lines);
  }
}
