package io.poolbench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.harness.machine.MachineLoad.Disturbance;
import org.junit.jupiter.api.Test;

final class MachineLoadTest {

  private static final String SELF =
      "4711 (a (strange) name) S 1 1 1 0 -1 4194304 100 0 0 0 30 10 200 60 20 0 40 0 9 0 0";

  private static MachineLoad load(long user, long idle, long steal, String self) {
    return MachineLoad.parse(
        "cpu  %d 0 100 %d 0 0 0 %d 0 0\ncpu0 1 2 3\n".formatted(user, idle, steal), self);
  }

  @Test
  void ownTimeIsThatOfTheProcessAndOfItsChildren() {
    assertThat(load(1000, 5000, 0, SELF).own()).isEqualTo(30 + 10 + 200 + 60);
  }

  @Test
  void whatOthersDidIsToldInProcessors() {
    MachineLoad before = load(1000, 5000, 0, SELF);
    MachineLoad after = load(1150, 5040, 10, SELF.replace(" 200 ", " 300 "));
    // Of 200 ticks of two processors: 150 busy, 100 of them our own, 10 stolen.
    Disturbance others = after.since(before, 2);
    assertThat(others.foreign()).isCloseTo(0.5, within(1e-9));
    assertThat(others.stolen()).isCloseTo(0.1, within(1e-9));
    assertThat(others.isWorthTelling()).isTrue();
  }

  @Test
  void nothingIsToldOfAQuietMachine() {
    MachineLoad before = load(1000, 5000, 0, SELF);
    MachineLoad after = load(1100, 5100, 0, SELF.replace(" 200 ", " 300 "));
    assertThat(after.since(before, 2)).isEqualTo(new Disturbance(0, 0));
    assertThat(after.since(before, 2).isWorthTelling()).isFalse();
  }

  @Test
  void anUnknownFormatIsRefusedRatherThanGuessed() {
    assertThatIllegalArgumentException().isThrownBy(() -> MachineLoad.parse("intr 1 2", SELF));
  }
}
