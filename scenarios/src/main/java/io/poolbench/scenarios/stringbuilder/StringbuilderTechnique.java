package io.poolbench.scenarios.stringbuilder;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import java.util.List;

/** The technique's place in the catalogue. */
public final class StringbuilderTechnique {

  private static final long REQUEST = 123_456;
  private static final long MICROS = 789;

  private StringbuilderTechnique() {}

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
        "stringbuilder",
        "poolbench: pooled StringBuilder, the honest negative",
        List.of(
            Workload.of("line", 0, () -> operation(new Before()), () -> operation(new After()))
                .allocatingBefore(Lines.LENGTH)));
  }

  /**
   * Makes two different lines by turns, so that the last one handed out again is wrong. The digest
   * is made of both.
   */
  static Operation operation(Lines lines) {
    long[] digests = new long[2];
    for (int which = 0; which < 2; which++) {
      digests[which] = lines.line(REQUEST + which, MICROS).hashCode();
    }
    int[] next = {0};
    return () -> {
      int which = next[0];
      next[0] = 1 - which;
      digests[which] = lines.line(REQUEST + which, MICROS).hashCode();
      return digests[0] * 31 + digests[1];
    };
  }
}
