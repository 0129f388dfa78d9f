package io.poolbench.scenarios.stringbuilder;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import java.util.List;

/** The technique's place in the catalogue. */
public final class Stringbuilder {

  private Stringbuilder() {}

  /** The line in the catalogue. */
  public static Technique technique() {
    return new Technique(
        "stringbuilder",
        "poolbench: pooled StringBuilder, the honest negative",
        List.of(
            Workload.of("line", 0, () -> operation(new Before()), () -> operation(new After()))
                .allocatingBefore(Lines.LENGTH)));
  }

  private static Operation operation(Lines lines) {
    return () -> lines.line(123_456, 789).hashCode();
  }
}
