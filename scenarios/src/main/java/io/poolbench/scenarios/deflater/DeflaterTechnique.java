package io.poolbench.scenarios.deflater;

import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import java.util.List;

/** The technique's place in the catalogue. */
public final class DeflaterTechnique {

  private DeflaterTechnique() {}

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
        "deflater",
        "poolbench: zlib's deflate state reset and pooled, the honest negative outside the heap",
        List.of(compress("json-1k", 1 << 10), compress("json-16k", 16 << 10)));
  }

  private static Workload compress(String name, int bytes) {
    return Workload.of(
        name,
        bytes,
        () -> new CompressMessage(new Before(), bytes),
        () -> new CompressMessage(new After(), bytes));
  }
}
