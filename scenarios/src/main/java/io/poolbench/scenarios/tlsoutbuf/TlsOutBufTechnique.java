package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;

/** The TLS record buffer, kept or borrowed: the workloads and the footprint. */
public final class Tlsoutbuf {

  public static final Technique TECHNIQUE =
      new Technique(
          "tlsoutbuf",
          "golang/go#42035, CL 263277 and 267957, crypto/tls: pool Conn's outBuf",
          List.of(
              firstWrite("write", RecordLayer::fresh, 10 << 10),
              firstWrite("wrap-100b", RecordLayer::warm, 100),
              firstWrite("wrap-10k", RecordLayer::warm, 10 << 10),
              firstWrite("wrap-16k", RecordLayer::warm, 16 << 10),
              Workload.of(
                  "steady",
                  Steady.REQUEST_BYTES + Steady.ANSWER_BYTES,
                  () -> new Steady(keeping()),
                  () -> new Steady(borrowing()))),
          List.of(
              Footprint.of(
                  "idle",
                  "conn",
                  count -> new IdleConnections(keeping(), count),
                  count -> new IdleConnections(borrowing(), count))));

  /** How a variant makes the sending half of a connection. */
  @FunctionalInterface
  interface Writers {
    RecordWriter open(RecordLayer records, WritableByteChannel sink);
  }

  private Tlsoutbuf() {}

  static Writers keeping() {
    return Before::new;
  }

  static Writers borrowing() {
    OutBuffers pool = new OutBuffers();
    return (records, sink) -> new After(records, sink, pool);
  }

  private static Workload firstWrite(
      String name, Function<SSLEngine, RecordLayer> records, int length) {
    return Workload.of(
        name,
        length,
        () -> new FirstWrite(keeping(), records, length),
        () -> new FirstWrite(borrowing(), records, length));
  }
}
