package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.tlsoutbuf.TlsoutbufTechnique.Writers;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * Writes on a connection that was established once, into a sink that only counts: the first write
 * of a sending half that every run makes anew, as in Go's benchmark without a handshake, or the
 * next of one that has been there all along.
 *
 * <p>What is measured cannot be decrypted: the peer would have to read every record ever sent. So a
 * second connection, on which the variant does the same, proves that it works: the runs whose
 * number is a power of two, and the last, write there too, and the peer decrypts that. The digest
 * is made of the record headers of this run and of the bytes that were decrypted last. Ciphertext
 * differs from run to run, but headers do not. The JDK adds a record of its own, a KeyUpdate, once
 * in 2^37 bytes.
 */
final class LiveWrite implements Operation {

  /** Gives a run its sending half, on a live engine and its sink. */
  @FunctionalInterface
  interface Halves {
    Supplier<RecordWriter> of(SSLEngine engine, CountingSink sink);
  }

  private final ProvenConnection measured;
  private final ProvenConnection proving;
  private long runs;
  private long proof;

  private LiveWrite(Halves halves, int length) throws Exception {
    Tls tls = new Tls();
    measured = ProvenConnection.open(tls, halves, length);
    try {
      proving = ProvenConnection.open(tls, halves, length);
    } catch (Throwable e) {
      measured.close();
      throw e;
    }
  }

  /** Makes an operation in which every run makes a sending half, writes once, and forgets it. */
  static LiveWrite first(Writers writers, Function<SSLEngine, RecordLayer> records, int length)
      throws Exception {
    return new LiveWrite((engine, sink) -> () -> writers.open(records.apply(engine), sink), length);
  }

  /**
   * Makes an operation in which all runs write through one sending half, which has sent enough to
   * send full records.
   */
  static LiveWrite persistent(Writers writers, int length) throws Exception {
    return new LiveWrite(
        (engine, sink) -> {
          RecordWriter writer = writers.open(RecordLayer.warm(engine), sink);
          return () -> writer;
        },
        length);
  }

  @Override
  public long run() throws IOException {
    runs++;
    if (Long.bitCount(runs) == 1) {
      proof = proving.prove();
    }
    return measured.write(runs) * 31 + proof;
  }

  /**
   * Proves once more.
   *
   * @throws IllegalStateException when the peer decrypts something else than at the start
   */
  @Override
  public void close() throws IOException {
    try (measured;
        proving) {
      long last = proving.prove();
      if (runs > 0 && last != proof) {
        throw new IllegalStateException(
            "after %d runs the peer decrypts bytes with the digest %x, expected %x as before"
                .formatted(runs, last, proof));
      }
    }
  }
}
