package io.poolbench.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ModesTest {

  @Test
  void forksAreCountedByTheWholeNumberThatTheyNearlyHave() {
    assertThat(Modes.of(List.of(38.0, 40.01, 38.02, 37.99, 40.0, 38.0)).text())
        .isEqualTo("38 in 4 forks, 40 in 2 forks");
  }

  @Test
  void whatIsNoWholeNumberKeepsATenth() {
    assertThat(Modes.of(List.of(2.4, 2.42)).text()).isEqualTo("2.4 in 2 forks");
    assertThat(Modes.of(List.of(-0.0)).text()).isEqualTo("0 in 1 fork");
  }
}
