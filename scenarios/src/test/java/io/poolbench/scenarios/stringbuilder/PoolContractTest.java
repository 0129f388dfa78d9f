package io.poolbench.scenarios.stringbuilder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.pool.Pooled;

final class PoolContractTest implements PoolContract<Pooled<StringBuilder>> {

  @Override
  public Pool<Pooled<StringBuilder>> newPool() {
    Builders builders = new Builders();
    return new Pool<>() {
      @Override
      public Pooled<StringBuilder> take() {
        return builders.take();
      }

      @Override
      public void recycle(Pooled<StringBuilder> item) {
        item.recycle();
      }
    };
  }

  @Override
  public void use(Pooled<StringBuilder> item, byte[] bytes) {
    item.item().append(new String(bytes, US_ASCII));
  }

  @Override
  public byte[] visible(Pooled<StringBuilder> item) {
    return item.item().toString().getBytes(US_ASCII);
  }

  /** One line that nobody wants to keep the memory of. */
  @Override
  public void soil(Pooled<StringBuilder> item) {
    item.item().append("x".repeat(Builders.LARGEST + 1));
  }
}
