package io.poolbench.reports.view;

import java.util.List;

/**
 * The code that a technique changed from one variant to the next.
 *
 * @param technique as in the run
 * @param from file of the variant before, as in {@code Before.java}
 * @param to file of the variant after it
 * @param added number of lines
 * @param removed number of lines
 * @param diff unified, from the first {@code @@} on
 */
public record Change(
    String technique, String from, String to, long added, long removed, List<String> diff) {

  public Change {
    diff = List.copyOf(diff);
  }
}
