package io.poolbench.scenarios.directbuffer;

import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import java.util.List;

/** The technique's place in the catalogue. */
public final class Directbuffer {

  private static final int MESSAGE_BYTES = 4 << 10;

  private Directbuffer() {}

  /** The line in the catalogue. */
  public static Technique technique() {
    return new Technique(
        "directbuffer",
        "poolbench: direct buffers of 64 KB, pooled",
        List.of(
            Workload.of(
                "pipe-4k",
                MESSAGE_BYTES,
                () -> new PipeWrite(new Before(), MESSAGE_BYTES),
                () -> new PipeWrite(new After(), MESSAGE_BYTES))));
  }
}
