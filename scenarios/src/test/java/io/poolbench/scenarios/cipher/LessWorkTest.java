package io.poolbench.scenarios.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.cipher.CipherTechnique.Directions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Variants that do less work, each of which a workload must find out. */
final class LessWorkTest {

  private static final int BYTES = 1 << 10;

  /** Seals half of each record. */
  private record Half(Records real) implements Records {
    @Override
    public int seal(long number, byte[] record, byte[] sealed) throws GeneralSecurityException {
      return real.seal(number, Arrays.copyOf(record, record.length / 2), sealed);
    }

    @Override
    public int open(long number, byte[] sealed, byte[] record) throws GeneralSecurityException {
      return real.open(number, sealed, record) / 2;
    }
  }

  /** Says that it did what it did not: its target is as it was. */
  private record Idle(Records real) implements Records {
    @Override
    public int seal(long number, byte[] record, byte[] sealed) {
      return sealed.length;
    }

    @Override
    public int open(long number, byte[] sealed, byte[] record) {
      return record.length;
    }
  }

  /** Does it for the first records, and no more from then on. */
  private static final class Tired implements Records {
    private final Records real;
    private int records;

    Tired(Records real) {
      this.real = real;
    }

    @Override
    public int seal(long number, byte[] record, byte[] sealed) throws GeneralSecurityException {
      return ++records > 3 ? sealed.length : real.seal(number, record, sealed);
    }

    @Override
    public int open(long number, byte[] sealed, byte[] record) throws GeneralSecurityException {
      return ++records > 3 ? record.length : real.open(number, sealed, record);
    }
  }

  /** Does it elsewhere, and hands over no more than what is as long as a tag at the end. */
  private record LastBytes(Records real) implements Records {
    @Override
    public int seal(long number, byte[] record, byte[] sealed) throws GeneralSecurityException {
      byte[] whole = new byte[sealed.length];
      return last(whole, real.seal(number, record, whole), sealed);
    }

    @Override
    public int open(long number, byte[] sealed, byte[] record) throws GeneralSecurityException {
      byte[] whole = new byte[record.length];
      return last(whole, real.open(number, sealed, whole), record);
    }

    private static int last(byte[] whole, int length, byte[] target) {
      int from = length - RecordCipher.TAG_BYTES;
      System.arraycopy(whole, from, target, from, RecordCipher.TAG_BYTES);
      return length;
    }
  }

  interface Breaking {
    Records of(Records real);
  }

  private static Stream<Named<Breaking>> breaks() {
    return Stream.of(
        Named.of("half", Half::new),
        Named.of("idle", Idle::new),
        Named.of("tired", Tired::new),
        Named.of("last bytes", LastBytes::new));
  }

  private static Directions broken(Breaking breaking) {
    return key -> breaking.of(CipherTechnique.before().open(key));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void whoSealsLessIsFoundOut(Breaking breaking) throws Exception {
    assertDigestsDiffer(
        new Sealing(CipherTechnique.before(), BYTES), new Sealing(broken(breaking), BYTES));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void whoOpensLessIsFoundOut(Breaking breaking) throws Exception {
    assertDigestsDiffer(
        new Opening(CipherTechnique.before(), BYTES), new Opening(broken(breaking), BYTES));
  }

  @Test
  void aWrongKeyIsFoundOut() throws Exception {
    Directions wrong =
        key ->
            CipherTechnique.before()
                .open(
                    new DirectionKey(
                        new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}));
    assertDigestsDiffer(new Sealing(CipherTechnique.before(), BYTES), new Sealing(wrong, BYTES));
    assertThatThrownBy(() -> new Opening(wrong, BYTES)).isInstanceOf(AEADBadTagException.class);
  }

  /** In a few runs, as every variant is compared by the test of the catalogue. */
  private static void assertDigestsDiffer(Operation honest, Operation broken) throws Exception {
    long expected = honest.run();
    boolean found = false;
    for (int run = 0; run < 10; run++) {
      found |= broken.run() != expected;
    }
    assertThat(found).isTrue();
  }
}
