package io.poolbench.scenarios.bufioreuse;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DebtTest {

  @ParameterizedTest
  @EnumSource
  void afterPaysIt(Debt debt) throws Exception {
    debt.check(new After());
  }

  @ParameterizedTest
  @EnumSource
  void after2PaysIt(Debt debt) throws Exception {
    debt.check(new After2());
  }

  /** Without which the tests above might not be able to fail. */
  @ParameterizedTest
  @EnumSource
  void aCacheThatOwesItIsFoundOut(Debt debt) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> debt.check(new FaultyCache(debt)));
  }
}
