package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PipePoolTechniqueTest {

  @Test
  void anotherSystemThanLinuxIsRefusedByName() {
    assertThatCode(() -> PipepoolTechnique.requireLinux("Linux")).doesNotThrowAnyException();
    assertThatThrownBy(() -> PipepoolTechnique.requireLinux("Mac OS X"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "pipepool: pipe2(2) and splice(2) exist on Linux only, this is Mac OS X; run it on Linux, or leave this technique out");
  }
}
