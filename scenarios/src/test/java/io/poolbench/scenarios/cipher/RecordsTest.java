package io.poolbench.scenarios.cipher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

final class RecordsTest {

  private static final byte[] KEY = "sixteen byte key".getBytes(US_ASCII);
  private static final byte[] RECORD = "a record".getBytes(US_ASCII);

  private static byte[] seal(Ciphers ciphers, long number) throws Exception {
    byte[] sealed = new byte[RECORD.length + Records.TAG_BYTES];
    assertThat(new Records(ciphers, KEY).seal(number, RECORD, sealed)).isEqualTo(sealed.length);
    return sealed;
  }

  /**
   * Test case 2 of the GCM specification (McGrew and Viega, 2005): key and nonce zero, a block of
   * zeros.
   */
  @Test
  void aRecordIsSealedAsTheSpecificationSays() throws Exception {
    byte[] sealed = new byte[32];
    new Records(new After(), new byte[16]).seal(0, new byte[16], sealed);
    assertThat(HexFormat.of().formatHex(sealed))
        .isEqualTo("0388dace60b6a392f328c2b971b2fe78" + "ab6e47d42cec13bdf53a67b21257bddf");
  }

  @Test
  void aKeptCipherSealsEveryRecordLikeANewOne() throws Exception {
    After kept = new After();
    for (long number = 0; number < 5; number++) {
      assertThat(seal(kept, number)).isEqualTo(seal(new Before(), number));
    }
  }

  @Test
  void aKeptCipherOpensOnAfterARecordThatWasChanged() throws Exception {
    Records records = new Records(new After(), KEY);
    byte[] sealed = seal(new Before(), 7);
    byte[] changed = sealed.clone();
    changed[3] ^= 1;
    byte[] opened = new byte[RECORD.length];
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> records.open(7, changed, opened));
    assertThat(opened).as("nothing of it is let out").containsOnly(0);
    assertThat(records.open(7, sealed, opened)).isEqualTo(RECORD.length);
    assertThat(opened).isEqualTo(RECORD);
  }

  @Test
  void theSameRecordUnderAnotherNumberLooksDifferent() throws Exception {
    After kept = new After();
    assertThat(Arrays.equals(seal(kept, 1), seal(kept, 2))).isFalse();
  }
}
