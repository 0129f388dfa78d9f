package io.poolbench.scenarios.tlsoutbuf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.pool.DropReason;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The buffer, and what its pool keeps of it. */
final class OutBufferTest {

  private final RecyclingPool<OutBuffer> pool = TlsoutbufTechnique.newPool();
  private final OutBuffer out = new OutBuffer();
  private final Wire wire = new Wire();

  private static void seal(OutBuffer out, int room, String data) throws Exception {
    out.seal(new FakeEngine(room), ByteBuffer.wrap(data.getBytes(US_ASCII)));
  }

  @Test
  void anEngineThatAsksForMoreMakesItGrowAndOneThatAsksForLessDoesNot() throws Exception {
    assertThat(out.capacity()).isZero();
    for (int room : new int[] {100, 200, 50}) {
      seal(out, room, "record");
      assertThat(out.capacity()).isEqualTo(Math.max(room, out.capacity()));
      out.drainTo(wire);
    }
    assertThat(out.capacity()).isEqualTo(200);
    assertThat(wire.taken()).asString(US_ASCII).isEqualTo("recordrecordrecord");
  }

  @Test
  void whatTheSinkDoesNotTakeWaits() throws Exception {
    seal(out, 100, "record");
    wire.room = 4;
    out.drainTo(wire);
    assertThat(out.isEmpty()).isFalse();
    wire.room = Integer.MAX_VALUE;
    out.drainTo(wire);
    assertThat(out.isEmpty()).isTrue();
    assertThat(wire.taken()).asString(US_ASCII).isEqualTo("record");
  }

  /** The JDK's engines copy the data to the buffer, and encrypt it there. */
  @Test
  void anEngineThatFailsLeavesNothingInTheClear() {
    FakeEngine engine = new FakeEngine(100);
    engine.failing = true;
    assertThatThrownBy(() -> out.seal(engine, ByteBuffer.wrap("secret".getBytes(US_ASCII))))
        .hasMessage("engine failed");
    assertThat(out.isEmpty()).isTrue();
    assertThat(out.bytes.array()).hasSize(100).containsOnly(0);
  }

  @Test
  void theGrownBufferGoesBackThroughTheSameHolder() throws Exception {
    Pooled<OutBuffer> first = pool.take();
    seal(first.item(), TlsoutbufTechnique.PACKET_BYTES, "record");
    first.item().drainTo(wire);
    first.recycle();
    Pooled<OutBuffer> second = pool.take();
    assertThat(second.item()).isSameAs(first.item());
    assertThat(second.item().capacity()).isEqualTo(TlsoutbufTechnique.PACKET_BYTES);
  }

  /** golang/go#43563: one large record, and a large buffer is kept for ever. */
  @Test
  void anOutgrownBufferIsDropped() throws Exception {
    Pooled<OutBuffer> largest = pool.take();
    seal(largest.item(), TlsoutbufTechnique.LARGEST_KEPT_BYTES, "record");
    largest.item().drainTo(wire);
    largest.recycle();
    Pooled<OutBuffer> outgrown = pool.take();
    assertThat(outgrown.item()).isSameAs(largest.item());
    seal(outgrown.item(), TlsoutbufTechnique.LARGEST_KEPT_BYTES + 1, "record");
    outgrown.item().drainTo(wire);
    outgrown.recycle();
    assertThat(pool.take().item().capacity()).isZero();
    assertThat(pool.statistics().drops()).containsOnlyKeys(DropReason.OVERSIZE);
  }

  @Test
  void takingAndRecyclingAllocatesNothing() throws Exception {
    Pooled<OutBuffer> grown = pool.take();
    seal(grown.item(), TlsoutbufTechnique.PACKET_BYTES, "record");
    grown.item().drainTo(wire);
    grown.recycle();
    assertThat(Allocation.perRun(() -> pool.take().recycle())).isZero();
  }
}
