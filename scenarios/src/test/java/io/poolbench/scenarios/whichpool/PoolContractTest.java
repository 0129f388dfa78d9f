package io.poolbench.scenarios.whichpool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.pool.PoolBuilder;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** RecyclingPool as those use it who let nothing of a buffer through to its next holder. */
final class PoolContractTest implements PoolContract<Pooled<byte[]>> {

  private boolean resetting = true;

  @Override
  public Pool<Pooled<byte[]>> newPool() {
    PoolBuilder<byte[]> builder = RecyclingPool.of(() -> new byte[64], 64);
    RecyclingPool<byte[]> pool =
        (resetting ? builder.reset(PoolContractTest::wipe) : builder).open();
    return new Pool<>() {
      @Override
      public Pooled<byte[]> take() {
        return pool.take();
      }

      @Override
      public void recycle(Pooled<byte[]> item) {
        item.recycle();
      }
    };
  }

  private static boolean wipe(byte[] buffer) {
    boolean clean = buffer[0] != -1;
    Arrays.fill(buffer, (byte) 0);
    return clean;
  }

  @Override
  public void use(Pooled<byte[]> item, byte[] bytes) {
    System.arraycopy(bytes, 0, item.item(), 0, bytes.length);
  }

  @Override
  public byte[] visible(Pooled<byte[]> item) {
    return item.item();
  }

  @Override
  public void soil(Pooled<byte[]> item) {
    item.item()[0] = -1;
  }

  /** As every contender is: what the contract forbids happens, and is seen. */
  @Test
  void aPoolThatDoesNotResetBreaksIt() {
    PoolContractTest broken = new PoolContractTest();
    broken.resetting = false;
    assertThatThrownBy(broken::nothingLeaksFromOneHolderToTheNext)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("secret");
    assertThatThrownBy(broken::whatIsDirtyIsDiscarded).isInstanceOf(AssertionError.class);
  }
}
