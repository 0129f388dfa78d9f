package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutBufferTest {

  private final OutBuffer out = new OutBuffer();
  private final Wire wire = new Wire();

  @Test
  void whatWaitsSurvivesGrowth() throws Exception {
    out.room(3).put(new byte[] {1, 2, 3});
    wire.room = 1;
    out.drainTo(wire);
    out.room(100).put((byte) 4);
    assertThat(out.size()).isEqualTo(3);
    drain();
    assertThat(wire.taken()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whatIsSentMakesRoom() throws Exception {
    out.room(4).put(new byte[] {1, 2, 3, 4});
    wire.room = 3;
    out.drainTo(wire);
    out.room(3).put(new byte[] {5, 6, 7});
    assertThat(out.capacity()).isEqualTo(4);
    drain();
    assertThat(wire.taken()).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void whatWaitsAndWhatIsSoiledIsNotClean() throws Exception {
    assertThat(out.isClean()).isTrue();
    out.room(1).put((byte) 1);
    assertThat(out.isClean()).isFalse();
    drain();
    assertThat(out.isClean()).isTrue();
    out.soil();
    assertThat(out.isClean()).isFalse();
  }

  private void drain() throws Exception {
    wire.room = Integer.MAX_VALUE;
    out.drainTo(wire);
    assertThat(out.isEmpty()).isTrue();
  }
}
