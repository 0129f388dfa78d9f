package io.poolbench.scenarios;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What every pool owes, as tests: one implementation per technique, named {@code PoolContractTest}
 * in the technique's own package.
 *
 * @param <T> what is pooled
 */
public interface PoolContract<T> {

  /** The pool of an After variant, as its users see it. */
  interface Pool<T> {
    T take();

    void recycle(T item);
  }

  /** A pool of its own for each call, empty, so that no test sees another's items. */
  Pool<T> newPool();

  /** Uses the item as a well-behaved holder does, passing these bytes through it. */
  void use(T item, byte[] bytes);

  /** Every byte that the next holder could read from the item or send through it unasked. */
  byte[] visible(T item);

  /** Leaves the item in a state in which it must not serve another holder. */
  void soil(T item);

  @Test
  default void whatIsRecycledIsHandedOutAgain() {
    Pool<T> pool = newPool();
    T item = pool.take();
    use(item, "anything".getBytes(US_ASCII));
    pool.recycle(item);
    assertThat(pool.take()).isSameAs(item);
  }

  @Test
  default void nothingLeaksFromOneHolderToTheNext() {
    Pool<T> pool = newPool();
    T item = pool.take();
    use(item, "secret".getBytes(US_ASCII));
    pool.recycle(item);
    assertThat(new String(visible(pool.take()), US_ASCII)).doesNotContain("secret");
  }

  @Test
  default void whatIsHeldIsHeldByOneOnly() {
    Pool<T> pool = newPool();
    assertThat(pool.take()).isNotSameAs(pool.take());
  }

  @Test
  default void whatIsRecycledTwiceIsHandedOutOnce() {
    Pool<T> pool = newPool();
    T item = pool.take();
    pool.recycle(item);
    try {
      pool.recycle(item);
    } catch (IllegalStateException refused) {
      // A pool may say so instead of ignoring it.
    }
    assertThat(pool.take()).isNotSameAs(pool.take());
  }

  @Test
  default void whatIsDirtyIsDiscarded() {
    Pool<T> pool = newPool();
    T item = pool.take();
    soil(item);
    pool.recycle(item);
    assertThat(pool.take()).isNotSameAs(item);
  }
}
