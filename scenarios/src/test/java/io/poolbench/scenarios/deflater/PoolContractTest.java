package io.poolbench.scenarios.deflater;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/**
 * The pool of deflaters, each of which is left with a message that is not compressed to the end.
 */
final class PoolContractTest implements PoolContract<Pooled<Deflater>> {

  private Supplier<Pooled<Deflater>> taking = new Deflaters()::take;

  @Override
  public Pool<Pooled<Deflater>> newPool() {
    return new Pool<>() {
      @Override
      public Pooled<Deflater> take() {
        return taking.get();
      }

      @Override
      public void recycle(Pooled<Deflater> item) {
        item.recycle();
      }
    };
  }

  @Override
  public void use(Pooled<Deflater> item, byte[] bytes) {
    item.item().setInput(bytes);
    item.item().deflate(new byte[1]);
  }

  /** What the peer of the next holder inflates. */
  @Override
  public byte[] visible(Pooled<Deflater> item) {
    byte[] compressed = new byte[1024];
    item.item().finish();
    int length = item.item().deflate(compressed);
    byte[] bytes = new byte[1024];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(compressed, 0, length);
      return new String(bytes, 0, inflater.inflate(bytes), US_ASCII).getBytes(US_ASCII);
    } catch (DataFormatException e) {
      throw new IllegalStateException(e);
    } finally {
      inflater.end();
    }
  }

  @Override
  public void soil(Pooled<Deflater> item) {
    item.item().end();
  }

  @Test
  void aPoolThatResetsNothingIsFoundOut() {
    RecyclingPool<Deflater> careless =
        RecyclingPool.of(Deflaters::make, Deflaters.NATIVE_BYTES).open();
    PoolContractTest broken = new PoolContractTest();
    broken.taking = careless::take;
    assertThatThrownBy(broken::nothingLeaksFromOneHolderToTheNext)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(broken::whatIsDirtyIsDiscarded).isInstanceOf(AssertionError.class);
  }
}
