package io.poolbench.scenarios.hijackbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.poolbench.scenarios.Patience;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(Patience.TEST_SECONDS)
final class DebtTest {

  private static final Duration PATIENCE = Duration.ofSeconds(Patience.SECONDS);

  /** Enough for who owes it: nothing is collected in any time. */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

  @ParameterizedTest
  @EnumSource
  void afterPaysIt(Debt debt) throws Exception {
    debt.check(new Taking(new After()), PATIENCE);
  }

  /** What it owes is what the change was made for. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = "CONNECTION_REQUEST_AND_RESPONSE_ARE_COLLECTED_WHEN_THE_HANDLER_HAS_RETURNED")
  void beforePaysItToo(Debt debt) throws Exception {
    debt.check(new Taking(new Before()), PATIENCE);
  }

  /** Without which the tests above might not be able to fail. */
  @ParameterizedTest
  @EnumSource
  void whoOwesItIsFoundOut(Debt debt) {
    assertThat(Faulty.owing(debt))
        .isNotEmpty()
        .allSatisfy(
            faulty ->
                assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> debt.check(faulty, SHORT_PATIENCE)));
  }
}
