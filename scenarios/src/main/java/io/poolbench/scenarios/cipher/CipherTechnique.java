package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.zip.CRC32;

/** The technique's place in the catalogue. */
public final class CipherTechnique {

  private static final byte[] KEY = new byte[16];

  private CipherTechnique() {}

  /** The line in the catalogue. */
  public static Technique technique() {
    return new Technique(
            "cipher",
            "poolbench: AES/GCM instances kept per connection",
            List.of(seal("seal-1k", 1 << 10), seal("seal-16k", 16 << 10), open("open-1k", 1 << 10)))
        .kept();
  }

  private static Workload seal(String name, int bytes) {
    return Workload.of(
        name, bytes, () -> sealing(new Before(), bytes), () -> sealing(new After(), bytes));
  }

  /** The digest is the length: under a number of its own, every record looks different. */
  private static Operation sealing(Ciphers ciphers, int bytes) {
    Records records = new Records(ciphers, KEY);
    byte[] record = record(bytes);
    byte[] sealed = new byte[bytes + Records.TAG_BYTES];
    return new Operation() {
      private long number;

      @Override
      public long run() throws GeneralSecurityException {
        return records.seal(number++, record, sealed);
      }
    };
  }

  private static Workload open(String name, int bytes) {
    return Workload.of(
        name, bytes, () -> opening(new Before(), bytes), () -> opening(new After(), bytes));
  }

  private static Operation opening(Ciphers ciphers, int bytes) throws GeneralSecurityException {
    Records records = new Records(ciphers, KEY);
    byte[] sealed = new byte[bytes + Records.TAG_BYTES];
    records.seal(0, record(bytes), sealed);
    byte[] record = new byte[bytes];
    CRC32 digest = new CRC32();
    return () -> {
      int length = records.open(0, sealed, record);
      digest.reset();
      digest.update(record, 0, length);
      return digest.getValue();
    };
  }

  private static byte[] record(int bytes) {
    byte[] record = new byte[bytes];
    for (int at = 0; at < bytes; at++) {
      record[at] = (byte) (31 * at);
    }
    return record;
  }
}
