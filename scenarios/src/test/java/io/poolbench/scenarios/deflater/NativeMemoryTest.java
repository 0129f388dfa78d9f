package io.poolbench.scenarios.deflater;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.poolbench.scenarios.Compilers;
import io.poolbench.scenarios.pool.Pooled;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What neither heap nor buffer beans show: zlib allocates by malloc, so glibc is asked. */
final class NativeMemoryTest {

  private static final int DEFLATERS = 64;
  private static final int ROUNDS = 9;

  /** Of mallinfo2(3): ten numbers of which the fifth is mapped, the eighth in use. */
  private static final MemoryLayout MALLINFO = MemoryLayout.sequenceLayout(10, JAVA_LONG);

  private static final int MAPPED = 4;
  private static final int IN_USE = 7;

  private final @Nullable MethodHandle mallinfo =
      Linker.nativeLinker()
          .defaultLookup()
          .find("mallinfo2")
          .map(
              address ->
                  Linker.nativeLinker()
                      .downcallHandle(
                          address, FunctionDescriptor.of(MemoryLayout.structLayout(MALLINFO))))
          .orElse(null);

  /** The compilers of the JVM use malloc too: no round begins before they are idle. */
  @Test
  void aPooledDeflaterHoldsWhatThePoolChargesForItUntilThePoolIsClosed() throws Throwable {
    Deflaters warm = new Deflaters();
    warm.take().recycle();
    warm.close();
    List<Long> held = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Deflaters deflaters = new Deflaters();
      Compilers.awaitIdle();
      long before = inUse();
      fill(deflaters);
      held.add((inUse() - before) / DEFLATERS);
      deflaters.close();
      left.add((inUse() - before) / DEFLATERS);
    }
    assertThat(median(held)).isCloseTo((long) Deflaters.NATIVE_BYTES, withinPercentage(5));
    assertThat(median(left)).isLessThan(Deflaters.NATIVE_BYTES / 20);
  }

  private static void fill(Deflaters deflaters) {
    List<Pooled<Deflater>> held = new ArrayList<>();
    for (int count = 0; count < DEFLATERS; count++) {
      held.add(deflaters.take());
    }
    held.forEach(Pooled::recycle);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Bytes that malloc has given out and not got back. */
  private long inUse() throws Throwable {
    Assumptions.assumeTrue(mallinfo != null, "only glibc tells what malloc has given out");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = (MemorySegment) mallinfo.invokeExact((SegmentAllocator) arena);
      return info.getAtIndex(JAVA_LONG, MAPPED) + info.getAtIndex(JAVA_LONG, IN_USE);
    }
  }
}
