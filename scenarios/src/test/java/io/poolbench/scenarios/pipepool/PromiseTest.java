package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The After variant keeps every promise, and every promise finds a variant that breaks it. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = Patience.TEST_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PromiseTest {

  /** Enough for what is broken: it closes nothing in any time. */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

  @ParameterizedTest
  @EnumSource
  void isKept(Promise promise) throws Exception {
    promise.check(PipepoolTechnique::after, Ledger.PATIENCE);
  }

  @ParameterizedTest
  @EnumSource
  void aVariantThatBreaksItIsFoundOut(Promise promise) {
    Broken broken = broken(promise);
    assertThatThrownBy(() -> promise.check(broken.variant(), SHORT_PATIENCE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(broken.found());
  }

  /**
   * A variant with one fault.
   *
   * @param found what the check complains of
   */
  private record Broken(String found, Function<Linux, Pipes> variant) {}

  private static Broken broken(Promise promise) {
    return switch (promise) {
      case A_PIPE_WITH_BYTES_LEFT_IN_IT_IS_DESTROYED -> new Broken("closed", KeepsAll::new);
      case THE_CLEANUP_IS_UNREGISTERED_BEFORE_THE_DESCRIPTORS_ARE_CLOSED,
          DESCRIPTORS_ARE_CLOSED_ONCE_BY_PUT_EVICTION_OR_COLLECTION ->
          new Broken("closed twice", ClosesPastTheCleanup::new);
      case IDLE_PIPES_ARE_CLOSED_AFTER_COLLECTIONS -> new Broken("closed", LockedPipes::new);
      case AN_IDLE_PIPE_OUTLIVES_ONE_COLLECTION -> new Broken("opened", KeepsWeakly::new);
      case AGEING_GOES_ON_AFTER_A_CLOSE_THAT_THREW -> new Broken("closed", ChainedPipes::new);
      case A_PIPE_FOR_WHICH_THERE_IS_NO_ROOM_IS_CLOSED -> new Broken("closed", Forgets::new);
      case HELD_PIPES_TAKE_NO_ROOM -> new Broken("made", CountsHeldPipes::new);
      case WITHOUT_DESCRIPTORS_THE_BYTES_ARE_COPIED ->
          new Broken("not copied", TakesNoneForSome::new);
      case THE_PIPE_SIZE_IS_ASKED_ONCE -> new Broken("asked", AsksAlways::new);
      case A_PIPE_IS_HELD_BY_ONE -> new Broken("held twice", LooksThenTakes::new);
      case CLOSING_CLOSES_WHAT_IS_IDLE_AND_WHAT_COMES_BACK_LATER ->
          new Broken("closed", StaysOpen::new);
      case A_LOST_PIPE_IS_CLOSED_BY_THE_COLLECTOR -> new Broken("closed", LosesPipes::new);
    };
  }

  private static final class KeepsAll extends LockedPipes {
    KeepsAll(Linux linux) {
      super(linux);
    }

    @Override
    boolean isFit(Pipe pipe) {
      return true;
    }
  }

  /** Closes the descriptors itself; the cleanup is registered still and closes them again. */
  private static final class ClosesPastTheCleanup extends LockedPipes {
    ClosesPastTheCleanup(Linux linux) {
      super(linux);
    }

    @Override
    void reject(Pipe pipe) {
      linux.close(pipe.readEnd());
      linux.close(pipe.writeEnd());
    }
  }

  /** Leaves to the collector what it does not keep. */
  private static final class Forgets extends LockedPipes {
    Forgets(Linux linux) {
      super(linux);
    }

    @Override
    void reject(Pipe pipe) {}
  }

  /** Has as many places as pipes may be idle, and keeps each for its pipe while that is held. */
  private static final class CountsHeldPipes extends LockedPipes {
    private final Set<Pipe> placed = new HashSet<>();

    CountsHeldPipes(Linux linux) {
      super(linux);
    }

    @Override
    boolean isFit(Pipe pipe) {
      return placed.contains(pipe) || (placed.size() < PipePool.MOST_IDLE && placed.add(pipe));
    }
  }

  /** Go's first version: a pipe that could not be made is not nil, but of a type. */
  private static final class TakesNoneForSome extends LockedPipes {
    TakesNoneForSome(Linux linux) {
      super(linux);
    }

    @Override
    Pipe make() {
      Pipe pipe = super.make();
      return pipe == null ? new Pipe(linux, -1, -1) : pipe;
    }
  }

  private static final class AsksAlways extends LockedPipes {
    AsksAlways(Linux linux) {
      super(linux);
    }

    @Override
    @Nullable Pipe make() {
      Pipe pipe = super.make();
      return pipe == null || linux.pipeSize(pipe.readEnd()) > 0 ? pipe : null;
    }
  }

  /** Leaves what is idle to the next collection, whichever that is. */
  private static final class KeepsWeakly extends LockedPipes {
    private WeakReference<@Nullable Pipe> idle = new WeakReference<>(null);

    KeepsWeakly(Linux linux) {
      super(linux);
    }

    @Override
    public synchronized @Nullable Pipe take() {
      Pipe pipe = idle.get();
      idle.clear();
      return pipe == null ? super.take() : pipe;
    }

    @Override
    public synchronized void recycle(Pipe pipe) {
      idle = new WeakReference<>(pipe);
    }
  }

  private static final class StaysOpen extends LockedPipes {
    StaysOpen(Linux linux) {
      super(linux);
    }

    @Override
    public synchronized void close() {
      evictAll();
    }
  }

  /** Registers no cleanup. */
  private static final class LosesPipes extends LockedPipes {
    LosesPipes(Linux linux) {
      super(linux);
    }

    @Override
    @Nullable Pipe make() {
      return Pipe.open(linux);
    }
  }
}
