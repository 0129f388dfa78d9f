package io.poolbench.scenarios.deflater;

import java.util.zip.Deflater;

/** Compresses messages with a deflater. */
final class Before implements Compressor {

  @Override
  public int compress(byte[] message, byte[] target) {
    Deflater deflater = Deflaters.make();
    try {
      return Compressor.compressWith(deflater, message, target);
    } finally {
      deflater.end();
    }
  }
}
