package io.poolbench.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VisibleTest {

  @Test
  void whatMovesTheCursorIsWrittenOut() {
    assertThat(Visible.text("a\u001b]0;OWNED\u0007\u009b2J"))
        .isEqualTo("a\\u001b]0;OWNED\\u0007\\u009b2J");
    assertThat(Visible.text("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
    assertThat(Visible.text("a\u2028b\u2029c\u0085d")).isEqualTo("a\\u2028b\\u2029c\\u0085d");
    assertThat(Visible.text("\u202eabc\u2066")).isEqualTo("\\u202eabc\\u2066");
  }

  @Test
  void whatARunnerTakesForACommandIsWrittenOut() {
    assertThat(Visible.text("::set-output name=ok::true")).startsWith("\\u003a:set-output");
    assertThat(Visible.text("  ::error::x")).isEqualTo("  \\u003a:error::x");
    assertThat(Visible.text("a ##[command]b ##vso[c]"))
        .doesNotContain("##[")
        .doesNotContain("##vso[");
    assertThat(Visible.json("{\"a\": \"##[x\u009b\"}")).isEqualTo("{\"a\": \"#\\u0023[x\\u009b\"}");
  }

  @Test
  void whatXmlForbidsIsWrittenOut() {
    assertThat(Visible.text("a\u0000b\ufffec\ud800")).isEqualTo("a\\u0000b\\ufffec\\ud800");
  }

  @Test
  void plainTextStaysAsItIs() {
    String plain = "Encode/größe=µ│²-8 ± 😀 @ :: {a}";
    assertThat(Visible.text(plain)).isSameAs(plain);
  }
}
