package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutBuffersTest {

  private final OutBuffers pool = new OutBuffers();

  @Test
  void theGrownBufferComesBackInTheSameHolder() {
    OutBuffer out = pool.take();
    out.room(20_000);
    pool.recycle(out);
    OutBuffer again = pool.take();
    assertThat(again).isSameAs(out);
    assertThat(again.capacity()).isEqualTo(20_000);
  }

  /** Buffers that never shrink (golang/go#43563): one large flight must not be kept for ever. */
  @Test
  void aBufferThatGrewLargeIsNotKept() {
    OutBuffer largest = pool.take();
    largest.room(OutBuffers.LARGEST_KEPT);
    pool.recycle(largest);
    assertThat(pool.take()).isSameAs(largest);
    largest.room(OutBuffers.LARGEST_KEPT + 1);
    pool.recycle(largest);
    assertThat(pool.take().capacity()).isZero();
  }

  @Test
  void noMoreAreKeptThanThereArePlaces() {
    List<OutBuffer> out = new ArrayList<>();
    for (int count = 0; count <= OutBuffers.PLACES; count++) {
      out.add(pool.take());
    }
    out.forEach(pool::recycle);
    for (int count = 0; count < OutBuffers.PLACES; count++) {
      assertThat(out.remove(pool.take())).isTrue();
    }
    assertThat(out).doesNotContain(pool.take());
  }

  @Test
  void theSecondRecycleIsRefused() {
    OutBuffer out = pool.take();
    pool.recycle(out);
    assertThatThrownBy(() -> pool.recycle(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("out-buffer recycled twice");
  }

  @Test
  void takingAndRecyclingAllocatesNothing() throws Exception {
    pool.recycle(pool.take());
    assertThat(Allocation.perRun(() -> pool.recycle(pool.take()))).isZero();
  }
}
