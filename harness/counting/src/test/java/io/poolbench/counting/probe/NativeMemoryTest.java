package io.poolbench.counting.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NativeMemoryTest {

  // jcmd PID VM.native_memory summary scale=b, on JDK 25
  private static final String TOLD =
      """

      Native Memory Tracking:

      Total: reserved=7938987475, committed=510264787
             malloc: 9834203 #43218, peak=10054212 #43189

      -                 Java Heap (reserved=6320816128, committed=402653184)
      -                  Internal (reserved=249016, committed=249016)
                                  (malloc=212152 tag=Internal #2740) (peak=219538 #2709)

      -                     Other (reserved=1083392, committed=1083392)
                                  (malloc=1083392 tag=Other #3) (at peak)
      """;

  @Test
  void whatJavaCodeHoldsIsRead() {
    assertThat(NativeMemory.bytes(TOLD)).isEqualTo(1_083_392);
  }

  @Test
  void nothingIsHeldWhileNothingIsListed() {
    assertThat(NativeMemory.bytes(TOLD.replace("Other", "Arguments"))).isZero();
  }

  @Test
  void aJvmThatDoesNotTrackSaysSo() {
    assertThat(NativeMemory.bytes("Native memory tracking is not enabled")).isEqualTo(-1);
    // This one was not started for it.
    assertThat(NativeMemory.bytes()).isEqualTo(-1);
  }
}
