package io.poolbench.harness.rundir;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolbench.harness.plan.Trial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * The trials that have ended since {@code run.json} was written, a line of JSON each.
 *
 * @param file that is there only while there are any
 */
record Journal(Path file) {

  /** Adds a line; it is on disk when this returns. */
  void append(Trial trial) throws IOException {
    boolean first = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer line = ByteBuffer.wrap((RunRecord.line(trial) + "\n").getBytes(UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
    if (first) {
      WholeFile.force(file.resolveSibling("."));
    }
  }

  /**
   * Returns the trials in the order in which they ended.
   *
   * @throws IllegalArgumentException for a line that is no trial, unless it is the last one, which
   *     a run may have been killed at
   */
  List<Trial> read() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    String text = new String(Files.readAllBytes(file), UTF_8);
    List<Trial> trials = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      try {
        trials.add(RunRecord.trial(line));
      } catch (JacksonException e) {
        throw new IllegalArgumentException(
            "%s:%d: is not readable JSON: %s"
                .formatted(file, trials.size() + 1, e.getOriginalMessage()),
            e);
      }
    }
    return trials;
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
