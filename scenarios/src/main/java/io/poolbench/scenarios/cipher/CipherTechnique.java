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

  /** Records that are sealed in one operation. */
  private static final int RECORDS = 2;

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
        name,
        (long) RECORDS * bytes,
        () -> sealing(new Before(), bytes),
        () -> sealing(new After(), bytes));
  }

  /**
   * The numbers begin again with every operation, so that it puts out the same bytes. The JDK
   * refuses only the number that a cipher has just had, which is why there are two.
   */
  private static Operation sealing(Ciphers ciphers, int bytes) {
    Records records = new Records(ciphers, KEY);
    byte[] record = record(bytes);
    byte[] sealed = new byte[bytes + Records.TAG_BYTES];
    CRC32 digest = new CRC32();
    return () -> {
      digest.reset();
      for (int number = 0; number < RECORDS; number++) {
        digest.update(sealed, 0, records.seal(number, record, sealed));
      }
      return digest.getValue();
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
