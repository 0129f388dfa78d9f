package io.poolbench.scenarios.cipher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.poolbench.scenarios.cipher.CipherTechnique.Directions;
import io.poolbench.scenarios.pool.DropReason;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.ShortBufferException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordsTest {

  private static final byte[] KEY = "sixteen byte key".getBytes(US_ASCII);
  private static final byte[] OTHER_KEY = "another key of 16".substring(0, 16).getBytes(US_ASCII);
  private static final byte[] RECORD = "a record".getBytes(US_ASCII);

  private final RecyclingPool<RecordCipher> pool = CipherTechnique.newPool();

  private static Stream<Named<Directions>> variants() {
    return Stream.of(
        Named.of("before", CipherTechnique.before()),
        Named.of("after", CipherTechnique.after(CipherTechnique.newPool())));
  }

  private static byte[] seal(Records direction, long number) throws Exception {
    byte[] sealed = new byte[RECORD.length + RecordCipher.TAG_BYTES];
    assertThat(direction.seal(number, RECORD, sealed)).isEqualTo(sealed.length);
    return sealed;
  }

  /**
   * Test case 2 of the GCM specification (McGrew and Viega, 2005): key and nonce zero, a block of
   * zeros.
   */
  @ParameterizedTest
  @MethodSource("variants")
  void aRecordIsSealedAsTheSpecificationSays(Directions directions) throws Exception {
    byte[] sealed = new byte[32];
    directions.open(new DirectionKey(new byte[16])).seal(0, new byte[16], sealed);
    assertThat(HexFormat.of().formatHex(sealed))
        .isEqualTo("0388dace60b6a392f328c2b971b2fe78" + "ab6e47d42cec13bdf53a67b21257bddf");
  }

  @Test
  void connectionsThatShareAPoolSealAsTheyWouldAlone() throws Exception {
    Directions directions = CipherTechnique.after(pool);
    for (byte[] key : List.of(KEY, OTHER_KEY)) {
      Records borrowing = directions.open(new DirectionKey(key));
      Records owning = CipherTechnique.before().open(new DirectionKey(key));
      for (long number = 0; number < 5; number++) {
        assertThat(seal(borrowing, number)).isEqualTo(seal(owning, number));
      }
    }
    assertThat(pool.statistics().misses()).as("instances ever made").isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theSameRecordUnderAnotherNumberLooksDifferent(Directions directions) throws Exception {
    Records direction = directions.open(new DirectionKey(KEY));
    assertThat(seal(direction, 1)).isNotEqualTo(seal(direction, 2));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theNextRecordIsOpenedAfterOneThatWasChanged(Directions directions) throws Exception {
    Records direction = directions.open(new DirectionKey(KEY));
    byte[] sealed = seal(direction, 7);
    byte[] changed = sealed.clone();
    changed[3] ^= 1;
    byte[] opened = new byte[RECORD.length];
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> direction.open(7, changed, opened));
    assertThat(opened).as("nothing of it is let out").containsOnly(0);
    assertThat(direction.open(7, sealed, opened)).isEqualTo(RECORD.length);
    assertThat(opened).isEqualTo(RECORD);
  }

  @Test
  void aRecordThatWasChangedCostsNoInstance() throws Exception {
    Records direction = CipherTechnique.after(pool).open(new DirectionKey(KEY));
    byte[] changed = seal(direction, 7);
    changed[3] ^= 1;
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> direction.open(7, changed, new byte[RECORD.length]));
    seal(direction, 8);
    assertThat(pool.statistics().misses()).as("instances ever made").isEqualTo(1);
    assertThat(pool.statistics().outstanding()).isZero();
  }

  @Test
  void anInstanceThatFailedIsNotKept() throws Exception {
    Records direction = CipherTechnique.after(pool).open(new DirectionKey(KEY));
    assertThatExceptionOfType(ShortBufferException.class)
        .isThrownBy(() -> direction.seal(0, RECORD, new byte[1]));
    assertThat(pool.statistics().outstanding()).isZero();
    assertThat(pool.statistics().drops()).containsOnlyKeys(DropReason.REJECTED);
  }

  @Test
  void connectionsOfOnePoolSealTheirFirstRecordsOneAfterTheOther() {
    assertThatCode(() -> new IdleConnections(CipherTechnique.after(CipherTechnique.newPool()), 3))
        .doesNotThrowAnyException();
  }
}
