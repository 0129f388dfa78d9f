package io.poolbench.harness.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads what a program has printed. It may be much, and no text: of a long log, both ends are read.
 */
public final class LogFile {

  /**
   * The bytes that are read of each end: what went wrong first stands in front, and what ended the
   * program behind.
   */
  private static final int END_BYTES = 512 << 10;

  private LogFile() {}

  /**
   * Returns all lines, or the first and the last ones with one between that tells how much is left
   * out.
   */
  public static List<String> lines(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log)) {
      long size = channel.size();
      if (size <= 2L * END_BYTES) {
        return text(channel, 0, (int) size);
      }
      return Stream.of(
              text(channel, 0, END_BYTES),
              List.of("... %d bytes left out ...".formatted(size - 2L * END_BYTES)),
              text(channel, size - END_BYTES, END_BYTES))
          .flatMap(List::stream)
          .toList();
    }
  }

  private static List<String> text(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      // A read may return less than is asked for.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines().toList();
  }
}
