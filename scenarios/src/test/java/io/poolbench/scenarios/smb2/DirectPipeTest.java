package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

final class DirectPipeTest {

  private final DirectPipe pipe = new DirectPipe();

  @Test
  void whatWasWrittenIsRead() throws Exception {
    pipe.out().write(new byte[] {1, 2, 3});
    assertThat(pipe.in().readNBytes(2)).containsExactly(1, 2);
    assertThat(pipe.in().read()).isEqualTo(3);
  }

  @Test
  void theOtherEndWorksWhenTheReaderFindsNothing() throws Exception {
    pipe.filledBy(() -> pipe.out().write(4));
    assertThat(pipe.in().readNBytes(3)).containsExactly(4, 4, 4);
  }

  @Test
  void anEndThatWritesNothingEndsTheReading() throws Exception {
    assertThat(pipe.in().read()).isEqualTo(-1);
  }

  @Test
  void whatIsNotReadCannotBeWrittenOver() throws Exception {
    pipe.out().write(new byte[] {1, 2, 3});
    assertThatIOException()
        .isThrownBy(() -> pipe.out().write(4))
        .withMessageContaining("3 bytes of the last write were not read");
  }

  @Test
  void closingEndsWritingAndReadingAfterWhatWasWritten() throws Exception {
    pipe.filledBy(() -> pipe.out().write(4));
    pipe.out().write(1);
    pipe.close();
    assertThat(pipe.in().readAllBytes()).containsExactly(1);
    assertThatIOException().isThrownBy(() -> pipe.out().write(1));
  }
}
