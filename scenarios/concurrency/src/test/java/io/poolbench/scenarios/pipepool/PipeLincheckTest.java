package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Concurrency;
import io.poolbench.scenarios.pipepool.PipeScene.Act;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every interleaving of two threads at the pool of pipes, up to a bound. */
final class PipeLincheckTest {

  private static final int INTERLEAVINGS = Concurrency.effort(40, 20_000);

  /** The search ends with the first that fails. */
  private static final int INTERLEAVINGS_OF_BROKEN = 2_000;

  /** Has the thread of the cleaner started before an interleaving is run. */
  @BeforeAll
  static void initialize() throws ClassNotFoundException {
    Class.forName(PipePool.class.getName());
    Class.forName(LockedPipes.class.getName());
  }

  private static Stream<Arguments> noPipeIsLentTwiceAndEachIsClosedOnce() {
    return Stream.of(
        Arguments.of(Act.TAKE, Act.TAKE),
        Arguments.of(Act.TAKE, Act.PUT),
        Arguments.of(Act.TAKE, Act.AGE),
        Arguments.of(Act.TAKE, Act.CLOSE),
        Arguments.of(Act.SOIL, Act.TAKE),
        Arguments.of(Act.PUT, Act.PUT),
        Arguments.of(Act.PUT, Act.AGE),
        Arguments.of(Act.PUT, Act.CLOSE),
        Arguments.of(Act.AGE, Act.CLOSE));
  }

  @ParameterizedTest
  @MethodSource
  void noPipeIsLentTwiceAndEachIsClosedOnce(Act one, Act other) {
    Lincheck.runConcurrentTest(INTERLEAVINGS, new PipeScene(PipeScene::pooled, one, other));
  }

  /** Where this search finds it; that two may take one pipe is found by jcstress. */
  private static Stream<Arguments> aBrokenPoolIsFoundOut() {
    return Stream.of(
        Arguments.of(
            "a pipe is closed that is held", new PipeScene(LooksThenTakes::new, Act.TAKE, Act.AGE)),
        Arguments.of(
            "a pipe has two places", new PipeScene(LooksThenTakes::new, Act.PUT, Act.PUT)));
  }

  @ParameterizedTest
  @MethodSource
  void aBrokenPoolIsFoundOut(String found, PipeScene scene) {
    assertThatThrownBy(() -> Lincheck.runConcurrentTest(INTERLEAVINGS_OF_BROKEN, scene))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(found);
  }
}
