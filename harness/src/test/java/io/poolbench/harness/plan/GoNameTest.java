package io.poolbench.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the values of parameters become; {@code printf 'a\u00a0b' | xxd -p} gives 61c2a062. */
final class GoNameTest {

  @Test
  void blanksOfEveryAlphabetAndWhatCannotBeSeenAreEscaped() {
    assertThat(GoName.escape("a\u00a0b")).isEqualTo("a%C2%A0b");
    assertThat(GoName.escape("a\u3000b\u2028c")).isEqualTo("a%E3%80%80b%E2%80%A8c");
    assertThat(GoName.escape("\u001b[2J\u009b\u202e")).isEqualTo("%1B[2J%C2%9B%E2%80%AE");
    assertThat(GoName.escape("a\u0085b")).isEqualTo("a%C2%85b");
  }

  @Test
  void lettersStayWhateverTheirAlphabet() {
    assertThat(GoName.escape("größe=µ/😀")).isEqualTo("größe=µ%2F😀");
  }
}
