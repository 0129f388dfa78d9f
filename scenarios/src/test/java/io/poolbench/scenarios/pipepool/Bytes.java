package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Patience;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Byte arrays in and out of descriptors. */
final class Bytes {

  private Bytes() {}

  static void write(Linux linux, int descriptor, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      assertThat(linux.write(descriptor, buffer, bytes.length)).isEqualTo(bytes.length);
    }
  }

  /** Waits until something can be read. */
  static void awaitReadable(Linux linux, int descriptor) {
    assertThat(linux.poll(descriptor, Linux.POLLIN, Patience.SECONDS * 1000)).isOne();
  }

  /** Up to 64 KiB of what can be read at once; nothing when there is nothing. */
  static byte[] read(Linux linux, int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(64 << 10);
      int read = linux.read(descriptor, buffer, 64 << 10);
      if (read < 0) {
        assertThat(read).isEqualTo(-Linux.EAGAIN);
      }
      return buffer.asSlice(0, Math.max(read, 0)).toArray(ValueLayout.JAVA_BYTE);
    }
  }
}
