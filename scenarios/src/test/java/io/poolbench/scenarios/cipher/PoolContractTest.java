package io.poolbench.scenarios.cipher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** The pool of ciphers, each of which is left as it decrypts under its holder's key. */
final class PoolContractTest implements PoolContract<Pooled<RecordCipher>> {

  private static final byte[] KEY = "sixteen byte key".getBytes(US_ASCII);

  private RecyclingPool<RecordCipher> pool = CipherTechnique.newPool();
  private byte[] sealed = {};

  @Override
  public Pool<Pooled<RecordCipher>> newPool() {
    return new Pool<>() {
      @Override
      public Pooled<RecordCipher> take() {
        return pool.take();
      }

      @Override
      public void recycle(Pooled<RecordCipher> item) {
        item.recycle();
      }
    };
  }

  @Override
  public void use(Pooled<RecordCipher> item, byte[] bytes) {
    DirectionKey key = new DirectionKey(KEY);
    sealed = new byte[bytes.length + RecordCipher.TAG_BYTES];
    try {
      item.item().seal(key, 0, bytes, sealed);
      item.item().open(key, 0, sealed, new byte[bytes.length]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it decrypts, of what it was last used for, for a holder who brings no key. */
  @Override
  public byte[] visible(Pooled<RecordCipher> item) {
    try {
      return item.item().cipher.doFinal(sealed);
    } catch (GeneralSecurityException refused) {
      return new byte[0];
    }
  }

  /** A failure half-way. */
  @Override
  public void soil(Pooled<RecordCipher> item) {
    assertThatThrownBy(() -> item.item().seal(new DirectionKey(KEY), 0, new byte[8], new byte[1]))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aPoolThatKeepsTheKeyIsFoundOut() {
    PoolContractTest broken = new PoolContractTest();
    broken.pool =
        RecyclingPool.of(RecordCipher::make, RecordCipher.RETAINED_BYTES)
            .reset(cipher -> true)
            .open();
    assertThatThrownBy(broken::nothingLeaksFromOneHolderToTheNext)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(broken::whatIsDirtyIsDiscarded).isInstanceOf(AssertionError.class);
  }
}
