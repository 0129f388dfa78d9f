package io.poolbench.counting.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what JDK 17 and 25 answered to {@code jcmd PID Compiler.queue}. */
final class CompilersTest {

  private static final String IDLE =
      """
      Current compiles:\s

      C1 compile queue:
      Empty

      C2 compile queue:
      Empty

      """;

  @ParameterizedTest
  @ValueSource(strings = {IDLE, "Current compiles: \n\n", ""})
  void noMethodIsNoWork(String queue) {
    assertThat(Compilers.isBusy(queue)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C2 CompilerThread0  1253       4       java.util.HashMap::put (13 bytes)",
        "1237       4       jdk.internal.org.objectweb.asm.SymbolTable::put (150 bytes)"
      })
  void aMethodThatIsCompiledOrWaitsIsWork(String method) {
    assertThat(Compilers.isBusy(IDLE.replaceFirst("Empty", method))).isTrue();
    assertThat(Compilers.isBusy(IDLE.replaceFirst("compiles: \n", "compiles: \n" + method + "\n")))
        .isTrue();
  }
}
