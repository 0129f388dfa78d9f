package io.poolbench.scenarios.deflater;

import io.poolbench.scenarios.pool.Pooled;
import java.util.zip.Deflater;

/** Compresses messages with a deflater. */
final class After implements Compressor {

  private final Deflaters deflaters = new Deflaters();

  @Override
  public int compress(byte[] message, byte[] target) {
    Pooled<Deflater> deflater = deflaters.take();
    try {
      return Compressor.compressWith(deflater.item(), message, target);
    } finally {
      deflater.recycle();
    }
  }

  @Override
  public void close() {
    deflaters.close();
  }
}
