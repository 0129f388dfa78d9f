package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ArgumentMergeTest {

  private static final List<String> PINNED =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

  private static ArgumentMerge merge(List<String> own, String... asked) {
    return new ArgumentMerge(own, List.of(asked), PINNED);
  }

  @Test
  void whereNobodySaysAnythingHeapAndCollectorArePinned() {
    ArgumentMerge merge = merge(List.of("-Dx=1", "-Xss2m"), "-Dy=2");
    assertThat(merge.added())
        .containsExactly("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch", "-Dy=2");
    assertThat(merge.conflicts()).isEmpty();
  }

  @Test
  void aHeapThatTheBenchmarkSaysIsLeftAloneAndTheCollectorIsPinned() {
    for (String heap :
        List.of("-Xmx2g", "-Xms64m", "-Xmn8m", "-XX:MaxRAMPercentage=20", "-XX:MaxHeapSize=9m")) {
      assertThat(merge(List.of(heap)).added()).containsExactly("-XX:+UseSerialGC");
    }
  }

  @Test
  void aCollectorThatTheUserSaysIsLeftAloneAndTheHeapIsPinned() {
    assertThat(merge(List.of(), "-XX:+UseZGC").added())
        .containsExactly("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseZGC");
  }

  @Test
  void whatWasAskedForWinsOverTheBenchmarksOwnAndThatIsTold() {
    ArgumentMerge merge =
        merge(
            List.of("-Xmx2g", "-Da=1", "-Db=1", "-XX:-UseTLAB"),
            "-Xmx4g",
            "-Da=2",
            "-Db=1",
            "-XX:+UseTLAB");
    assertThat(merge.added())
        .containsExactly("-XX:+UseSerialGC", "-Xmx4g", "-Da=2", "-Db=1", "-XX:+UseTLAB");
    assertThat(merge.conflicts())
        .containsExactly(
            "-Xmx2g, -Xmx4g was asked for and wins",
            "-Da=1, -Da=2 was asked for and wins",
            "-XX:-UseTLAB, -XX:+UseTLAB was asked for and wins");
  }

  @Test
  void aSecondCollectorWouldBeRefusedByTheJvmSoTheFirstIsSwitchedOff() {
    ArgumentMerge merge = merge(List.of("-Xmx2g", "-XX:+UseG1GC"), "-XX:+UseParallelGC");
    assertThat(merge.added()).containsExactly("-XX:-UseG1GC", "-XX:+UseParallelGC");
    assertThat(merge.conflicts())
        .containsExactly("-XX:+UseG1GC, -XX:+UseParallelGC was asked for and wins");
  }
}
