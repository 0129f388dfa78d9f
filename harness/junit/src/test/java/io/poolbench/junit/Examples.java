package io.poolbench.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with limits that are kept or not; run by {@link AllocatesAtMostTest} only. */
final class Examples {

  /** Of a size that is known. */
  private static final class Known {}

  private final Object[] kept = new Object[17];
  private final Deque<byte[]> pool = new ArrayDeque<>(List.of(new byte[1024]));
  private int calls;
  private @Nullable Object set;

  @BeforeEach
  void setUp() {
    set = new byte[1 << 16];
  }

  @AfterEach
  void tearDown() {
    if (calls < 1000 || set == null) {
      throw new AssertionError("called " + calls + " times after " + set);
    }
  }

  @Test
  @AllocatesAtMost(objects = 0)
  void pooled() {
    byte[] buffer = pool.removeFirst();
    buffer[0]++;
    pool.addFirst(buffer);
    calls++;
  }

  @Test
  @AllocatesAtMost(objects = 0)
  void removedByTheCompiler() {
    int[] pair = {calls, 1};
    calls = pair[0] + pair[1];
  }

  @Test
  @AllocatesAtMost(objects = 1, bytes = 16)
  void one() {
    kept[0] = new Known();
    calls++;
  }

  @Test
  @AllocatesAtMost(objects = 0.5)
  void everySecond() {
    if (calls++ % 2 == 0) {
      kept[0] = new Known();
    }
  }

  @Test
  @AllocatesAtMost(objects = 2)
  void three() {
    kept[0] = new Known();
    kept[1] = new byte[48];
    another();
    calls++;
  }

  private void another() {
    kept[2] = new Known();
  }

  @Test
  @AllocatesAtMost(objects = 16)
  void seventeen() {
    for (int i = 0; i < 17; i++) {
      kept[i] = new Known();
    }
    calls++;
  }

  @Test
  @AllocatesAtMost(bytes = 64)
  void tooLarge() {
    kept[0] = new byte[56];
    calls++;
  }

  @Test
  @AllocatesAtMost(objects = 0)
  void oneOfFiveThousand() {
    if (calls++ % 5000 == 0) {
      kept[0] = new Known();
    }
  }

  /** Allocates when it is told to. */
  private final class Helper extends Thread {
    private volatile int asked;
    private volatile int done;

    Helper() {
      super("helper");
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!isInterrupted()) {
        if (asked != done) {
          kept[0] = new Known();
          done = asked;
        }
        Thread.onSpinWait();
      }
    }
  }

  private @Nullable Helper helper;

  @Test
  @AllocatesAtMost(objects = 0)
  void inAnotherThread() {
    calls++;
    if (helper == null) {
      helper = new Helper();
      helper.start();
    }
    helper.asked = calls;
    while (helper.done != calls) {
      Thread.onSpinWait();
    }
  }

  @Test
  @AllocatesAtMost(objects = 0)
  void throwing() {
    if (++calls == 5000) {
      throw new IllegalStateException("the pool is empty");
    }
  }

  @Test
  @AllocatesAtMost(objects = 0)
  void aborted() {
    calls = 1000;
    Assumptions.abort("not on this system");
  }

  @Test
  @AllocatesAtMost(objects = 0)
  void neverEnding() {
    while (true) {
      // An interrupt does not end it either.
      LockSupport.parkNanos(Long.MAX_VALUE);
    }
  }

  @Test
  @AllocatesAtMost(objects = 0)
  void dying() {
    System.out.println("the last words");
    Runtime.getRuntime().halt(3);
  }

  @Test
  @AllocatesAtMost
  void withoutALimit() {}

  @Test
  @AllocatesAtMost(bytes = -1)
  void belowZero() {}

  @TestFactory
  @AllocatesAtMost(objects = 0)
  Stream<DynamicTest> factory() {
    return Stream.of();
  }

  @Nested
  class Inner {
    @ParameterizedTest
    @ValueSource(ints = {24})
    @AllocatesAtMost(objects = 1, bytes = 40)
    void withAnArgument(int length) {
      kept[0] = new byte[length];
      calls++;
    }
  }
}
