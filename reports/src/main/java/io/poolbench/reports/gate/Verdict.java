package io.poolbench.reports.gate;

import org.jspecify.annotations.Nullable;

/** Decides one {@link Question}: five answers, one that is open, and a refusal. */
public sealed interface Verdict {

  /** Says that it is worse than the gate tolerates, beyond doubt. */
  record Regressed(Change change) implements Verdict {}

  /** Says that it is better by as much as a regression would have to be worse, beyond doubt. */
  record Improved(Change change) implements Verdict {}

  /** Says that it is better than what was accepted, where nothing may differ from it. */
  record Unaccepted(Change change) implements Verdict {}

  /** Says that it is no worse than the gate tolerates, beyond doubt. */
  record Unchanged(Change change) implements Verdict {}

  /**
   * Says that it is worse by more than is tolerated, and by less than what must be ruled out: no
   * regression by itself. Five such changes, one after the other, make 22 % (1.04 to the fifth).
   */
  record WorseWithinBound(Change change) implements Verdict {}

  /** Says that the forks cannot tell. */
  record Inconclusive(@Nullable Change change, String why) implements Verdict {}

  /**
   * Says that the question cannot be answered from such forks.
   *
   * @param missing whether that is for want of forks, which nobody may take for an answer
   */
  record Refused(String why, boolean missing) implements Verdict {

    Refused(String why) {
      this(why, false);
    }
  }

  /** Returns the word in tables and files. */
  default String word() {
    return switch (this) {
      case Regressed _ -> "regressed";
      case Improved _ -> "improved";
      case Unaccepted _ -> "improved, not accepted";
      case Unchanged _ -> "unchanged";
      case WorseWithinBound _ -> "worse within 5%";
      case Inconclusive _ -> "inconclusive";
      case Refused _ -> "refused";
    };
  }
}
