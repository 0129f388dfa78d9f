package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Seed;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.pool.PoolBuilder;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;

/** The technique's place in the catalogue, and the pool of its After variant. */
public final class TlsoutbufTechnique {

  /**
   * The bytes that the JDK's engine asks of a buffer for any record: 16 KiB and what TLS may add.
   */
  static final int PACKET_BYTES = 16_709;

  /** Twice what TLS 1.3 needs, in bytes. */
  static final int LARGEST_KEPT_BYTES = 2 * PACKET_BYTES;

  /** Makes the sending half of a connection as a variant does. */
  @FunctionalInterface
  interface Writers {
    RecordWriter open(RecordLayer records, WritableByteChannel sink);
  }

  private TlsoutbufTechnique() {}

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
            "tlsoutbuf",
            "Go crypto/tls: pool Conn's outBuf to reduce memory cost of idle connections (CL 267957, 2020)",
            List.of(
                firstWrite("write", RecordLayer::fresh, 10 << 10),
                firstWrite("first-wrap-100b", RecordLayer::warm, 100),
                firstWrite("first-wrap-10k", RecordLayer::warm, 10 << 10),
                firstWrite("first-wrap-16k", RecordLayer::warm, 16 << 10),
                persistentWrite("persistent-wrap-100b", 100),
                persistentWrite("persistent-wrap-10k", 10 << 10),
                persistentWrite("persistent-wrap-16k", 16 << 10),
                Workload.of(
                    "steady",
                    Steady.REQUEST_BYTES + Steady.ANSWER_BYTES,
                    () -> new Steady(before()),
                    () -> new Steady(after(newPool())))),
            List.of(
                Footprint.of(
                    "idle",
                    "conn",
                    count -> new IdleConnections(before(), count),
                    count -> new IdleConnections(after(newPool()), count))))
        .limitedBy(
            "write reaches -76 % of the bytes where Go's reaches -87 %: the JDK's SSLEngine "
                + "allocates about 1,350 B per record on its own, and write makes four. "
                + "first-wrap is one record of a new sending half (-92 %); a connection that "
                + "writes again and again saves nothing (persistent-wrap). idle counts all that "
                + "the server's end holds, 33 KB of it the buffer that it reads into.")
        .seededBy(seeds());
  }

  private static Workload firstWrite(
      String name, Function<SSLEngine, RecordLayer> records, int length) {
    return Workload.of(
            name,
            length,
            () -> LiveWrite.first(before(), records, length),
            () -> LiveWrite.first(after(newPool()), records, length))
        .allocatingBefore(PACKET_BYTES);
  }

  /** Makes a workload of the cost side: BEFORE has its buffer already, and allocates none. */
  private static Workload persistentWrite(String name, int length) {
    return Workload.of(
        name,
        length,
        () -> LiveWrite.persistent(before(), length),
        () -> LiveWrite.persistent(after(newPool()), length));
  }

  static Writers before() {
    return Before::new;
  }

  static Writers after(RecyclingPool<OutBuffer> pool) {
    return (records, sink) -> new After(records, sink, pool);
  }

  /** Opens a pool of memory only, so nobody need close it. */
  static RecyclingPool<OutBuffer> newPool() {
    return poolToBe().open();
  }

  /** Configures the pool. A buffer in which a record waits is never kept. */
  static PoolBuilder<OutBuffer> poolToBe() {
    return RecyclingPool.of(OutBuffer::new, OutBuffer::capacity)
        .largestBytes(LARGEST_KEPT_BYTES)
        .reset(OutBuffer::isEmpty);
  }

  /**
   * Returns figures that were taken with the change, on Go 1.19: it has none of its own per write.
   */
  private static List<Seed> seeds() {
    String run = "benchmark of CL 263277, run with Go 1.19";
    return List.of(
        new Seed("write", Variant.AFTER, "sec/op", 2.37e-6, 0.51e-6, run),
        new Seed("write", Variant.AFTER, "B/op", 10_158, 1297, run),
        new Seed("write", Variant.AFTER, "allocs/op", 8, 3, run));
  }
}
