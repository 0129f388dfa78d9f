package io.poolbench.scenarios.directbuffer;

import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.util.List;

/** The technique's place in the catalogue. */
public final class DirectbufferTechnique {

  private static final int MESSAGE_BYTES = Buffers.SIZE;

  /** The code of one who need not have a direct buffer. */
  static final Variant HEAP = new Variant("heap");

  private DirectbufferTechnique() {}

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
        "directbuffer",
        "poolbench: the direct buffer of a message, pooled",
        List.of(
            Workload.of(
                    "pipe-4k",
                    MESSAGE_BYTES,
                    () -> new PipeWrite(new Before(), MESSAGE_BYTES),
                    () -> new PipeWrite(new After(), MESSAGE_BYTES))
                .and(HEAP, () -> new PipeWrite(new Heap(), MESSAGE_BYTES))));
  }
}
