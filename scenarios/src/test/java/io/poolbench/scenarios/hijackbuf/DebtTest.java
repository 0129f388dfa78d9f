package io.poolbench.scenarios.hijackbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(60)
final class DebtTest {

  @ParameterizedTest
  @EnumSource
  void afterPaysIt(Debt debt) throws Exception {
    debt.check(new Taking(new After()));
  }

  /** What it owes is what the change was made for. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = "CONNECTION_REQUEST_AND_RESPONSE_ARE_COLLECTED_WHEN_THE_HANDLER_HAS_RETURNED")
  void beforePaysItToo(Debt debt) throws Exception {
    debt.check(new Taking(new Before()));
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
                    .isThrownBy(() -> debt.check(faulty)));
  }
}
