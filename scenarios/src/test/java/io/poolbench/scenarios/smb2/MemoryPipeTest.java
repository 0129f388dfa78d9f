package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(Patience.SECONDS)
final class MemoryPipeTest {

  private final MemoryPipe pipe = new MemoryPipe();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    pipe.close();
    other.close();
  }

  private Future<?> writing(byte[] bytes) {
    return other.submit(
        () -> {
          pipe.out().write(bytes);
          return null;
        });
  }

  @Test
  void aWriteIsOverWhenAllOfItWasRead() throws Exception {
    Future<?> writing = writing(new byte[] {1, 2, 3});
    assertThat(pipe.in().readNBytes(2)).containsExactly(1, 2);
    assertThat(writing.isDone()).isFalse();
    assertThat(pipe.in().readNBytes(1)).containsExactly(3);
    writing.get();
  }

  @Test
  void closingEndsAReadThatWaits() throws Exception {
    Future<Integer> reading = other.submit(() -> pipe.in().read());
    pipe.close();
    assertThat(reading.get()).isEqualTo(-1);
  }

  @Test
  void closingFailsAWriteThatWaits() throws Exception {
    Future<?> writing = writing(new byte[] {1, 2, 3});
    assertThat(pipe.in().readNBytes(1)).containsExactly(1);
    pipe.close();
    assertThatThrownBy(writing::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("the pipe is closed");
  }

  @Test
  void nothingCanBeWrittenAfterClosing() {
    pipe.close();
    assertThatThrownBy(() -> pipe.out().write(1)).isInstanceOf(IOException.class);
  }
}
