package io.poolbench.harness.rundir;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that are there as a whole or not at all, also when the process is killed, the disk
 * is full or the power fails.
 */
final class WholeFile {

  /** The end of the name of what is not whole yet, or never will be. */
  static final String ASIDE = ".part";

  private WholeFile() {}

  /** Writes a file, in place of the one that is there. */
  static void write(Path file, String text) throws IOException {
    Path aside = aside(file);
    try {
      // New, so that neither a link nor another writer's file is taken for it.
      try (FileChannel channel =
          FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(aside, file, ATOMIC_MOVE, REPLACE_EXISTING);
      force(file.resolveSibling("."));
    } finally {
      // What a full disk has left of it takes the space that the next attempt needs.
      Files.deleteIfExists(aside);
    }
  }

  /** Returns a name beside a file that nobody else has. */
  static Path aside(Path file) {
    return file.resolveSibling(
        ".%.100s-%s%s".formatted(file.getFileName(), UUID.randomUUID(), ASIDE));
  }

  /** Brings the names in a folder to disk, where the system lets a folder be opened. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets a folder be opened; those that do not keep names by themselves.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }
}
