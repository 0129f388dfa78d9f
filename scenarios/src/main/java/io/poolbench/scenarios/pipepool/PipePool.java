package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.pool.PoolBuilder;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Configures pools of pipes. The pool closes what it lets go, and gives up what two old collections
 * in a row have found unused; a pipe that was taken and lost is closed when it is collected.
 */
final class PipePool {

  /**
   * The most pipes that lie idle, with twice as many descriptors: the number of the seed's own
   * test.
   */
  static final int MOST_IDLE = 64;

  /**
   * The bytes that the kernel's allocator keeps for an empty pipe: 2.4 to 2.5 KiB on Linux 6.18.
   */
  private static final int IDLE_BYTES = 2560;

  /**
   * The least age of a collection that counts: a second to make sixty-four pipes in is plenty, see
   * the price of one.
   */
  private static final Duration MIN_AGE = Duration.ofSeconds(1);

  private static final Cleaner CLEANER = Cleaner.create();

  /** Says that no pipe can be made. No stack trace: under a lack of descriptors it is no news. */
  static final class NoPipe extends RuntimeException {

    private static final long serialVersionUID = 1;

    private NoPipe() {
      super("pipepool: no pipe can be made", null, false, false);
    }
  }

  private PipePool() {}

  /** Configures a pool of the kernel's pipes. */
  static PoolBuilder<Pipe> of(Linux linux) {
    return of(() -> made(Pipe.open(linux)));
  }

  /**
   * Configures a pool of the maker's pipes.
   *
   * @param maker makes a pipe, or throws {@link NoPipe}
   */
  static PoolBuilder<Pipe> of(Supplier<Pipe> maker) {
    return RecyclingPool.of(maker, IDLE_BYTES)
        .maxItems(MOST_IDLE)
        .minAge(MIN_AGE)
        .onDiscard(Pipe::close);
  }

  /**
   * Returns the pipe as a pool may have it: closed by the collector, should nobody else do that.
   */
  private static Pipe made(@Nullable Pipe pipe) {
    if (pipe == null) {
      throw new NoPipe();
    }
    pipe.closeWhenLost(CLEANER);
    return pipe;
  }
}
