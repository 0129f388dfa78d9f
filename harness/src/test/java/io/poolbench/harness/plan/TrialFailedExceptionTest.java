package io.poolbench.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TrialFailedExceptionTest {

  @Test
  void whatABenchmarkHasPrintedIsShownAndNotObeyed() {
    assertThat(new TrialFailedException("\u001b]0;OWNED\u0007 a\nb \u202e\u2028 ##[error]x"))
        .hasMessage("\\u001b]0;OWNED\\u0007 a\\u000ab \\u202e\\u2028 \\u0023#[error]x");
    assertThat(new TrialFailedException("größer als # 5 µs 😀")).hasMessage("größer als # 5 µs 😀");
  }
}
