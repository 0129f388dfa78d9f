package io.poolbench.scenarios.deflater;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void aPooledDeflaterHoldsWhatThePoolChargesForItUntilThePoolIsClosed() throws Throwable {
    Deflaters deflaters = new Deflaters();
    long before = inUse();
    List<Pooled<Deflater>> held = new ArrayList<>();
    for (int count = 0; count < DEFLATERS; count++) {
      held.add(deflaters.take());
    }
    held.forEach(Pooled::recycle);
    long pooled = inUse() - before;
    assertThat(pooled / DEFLATERS)
        .isBetween(Deflaters.NATIVE_BYTES * 90L / 100, Deflaters.NATIVE_BYTES * 110L / 100);
    deflaters.close();
    assertThat(inUse() - before).isLessThan(pooled / 10);
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
