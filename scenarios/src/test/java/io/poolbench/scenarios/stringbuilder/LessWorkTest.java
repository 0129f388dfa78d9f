package io.poolbench.scenarios.stringbuilder;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Operation;
import org.junit.jupiter.api.Test;

/** Variants that do less work, each of which the workload must find out. */
final class LessWorkTest {

  private static long digest(Lines lines) throws Exception {
    try (Operation operation = StringbuilderTechnique.operation(lines)) {
      return operation.run();
    }
  }

  @Test
  void whoHandsOutTheLastLineAgainIsFoundOut() throws Exception {
    String line = new Before().line(123_456, 789);
    assertThat(digest((request, micros) -> line)).isNotEqualTo(digest(new Before()));
  }

  @Test
  void whoWritesHalfALineIsFoundOut() throws Exception {
    Lines half = (request, micros) -> new Before().line(request, micros).substring(100);
    assertThat(digest(half)).isNotEqualTo(digest(new Before()));
  }
}
