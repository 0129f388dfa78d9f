package io.poolbench.reports.profile;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;

/** Makes what a parser may be given of a recording: the file, or a copy of its whole chunks. */
final class WholeChunks implements AutoCloseable {

  private static final int OLDEST_FORMAT = 1;
  private static final int NEWEST_FORMAT = 2;

  private final Path original;
  private final List<Path> copies = new ArrayList<>();
  private final List<Chunk> all = new ArrayList<>();
  private final List<Chunk> whole = new ArrayList<>();
  private final List<Chunk> broken = new ArrayList<>();

  /** The recording without compression. */
  private Path plain;

  private Path file;

  private WholeChunks(Path original) {
    this.original = original;
    plain = original;
    file = original;
  }

  private void find() throws IOException {
    byte[] magic = magic(original);
    if (magic.length > 1 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b) {
      plain = unpacked();
    }
    file = plain;
    requireRecording(magic(plain));
    try (FileChannel channel = FileChannel.open(plain)) {
      all.addAll(Chunk.of(channel));
      all.forEach(chunk -> (chunk.isWhole() ? whole : broken).add(chunk));
      if (!broken.isEmpty() || whole.stream().anyMatch(Chunk::open)) {
        file = copy(channel, whole);
      }
    }
  }

  static WholeChunks of(Path file) {
    WholeChunks chunks = new WholeChunks(file);
    try {
      chunks.find();
      return chunks;
    } catch (InputException e) {
      chunks.close();
      throw e;
    } catch (IOException e) {
      chunks.close();
      throw ProfileReader.broken(
          file, Files.exists(file) ? "cannot be read: " + e.getMessage() : "no such file");
    }
  }

  private static byte[] magic(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(6);
    }
  }

  private void requireRecording(byte[] head) {
    if (head.length < 6 || head[0] != 'F' || head[1] != 'L' || head[2] != 'R' || head[3] != 0) {
      throw ProfileReader.broken(original, "no JFR recording");
    }
    int format = head[4] << 8 | head[5];
    if (format < OLDEST_FORMAT || format > NEWEST_FORMAT) {
      throw new InputException(
          original.toString(),
          format == 0
              ? "is a recording of format 0.9, as Oracle's JDK 7 and 8 wrote it"
              : "is a recording of format " + format,
          "format 1 or 2",
          "record with JDK 8u262 or later, or open it in JDK Mission Control");
    }
  }

  private Path unpacked() throws IOException {
    Path copy = temporary();
    try (InputStream packed =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(original)));
        var out = Files.newOutputStream(copy)) {
      packed.transferTo(out);
    }
    return copy;
  }

  private Path temporary() throws IOException {
    Path copy = Files.createTempFile("poolbench", ".jfr");
    copies.add(copy);
    return copy;
  }

  /** Copies chunks and marks each as finished, since a parser would wait for an end to come. */
  private Path copy(FileChannel from, List<Chunk> chunks) throws IOException {
    Path copy = temporary();
    try (FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      for (Chunk chunk : chunks) {
        long start = to.position();
        for (long done = 0; done < chunk.size(); ) {
          done += from.transferTo(chunk.start() + done, chunk.size() - done, to);
        }
        to.write(ByteBuffer.allocate(1), start + Chunk.STATE);
        to.position(start + chunk.size());
      }
    }
    return copy;
  }

  /** Returns the file for a parser; only to be read where there are whole chunks. */
  Path file() {
    return file;
  }

  List<Chunk> whole() {
    return whole;
  }

  List<Chunk> broken() {
    return broken;
  }

  /**
   * Leaves out chunks that a parser cannot read.
   *
   * @param parse returns what is wrong with a file of one chunk
   * @param failed gets them
   */
  void keep(BiFunction<Path, List<Chunk>, Optional<String>> parse, List<Chunk> failed) {
    try (FileChannel channel = FileChannel.open(plain)) {
      for (Chunk chunk : List.copyOf(whole)) {
        Optional<String> fault = parse.apply(copy(channel, List.of(chunk)), List.of(chunk));
        if (fault.isPresent()) {
          whole.remove(chunk);
          failed.add(
              new Chunk(chunk.start(), chunk.size(), 0, chunk.open(), Map.of(), fault.get()));
        }
      }
      file = copy(channel, whole);
    } catch (IOException e) {
      throw ProfileReader.broken(original, "cannot be read: " + e.getMessage());
    }
  }

  /** Tells how much could not be read, and why. */
  List<Finding> findings(List<Chunk> failed) {
    List<Finding> findings = new ArrayList<>();
    long total = all.stream().mapToLong(Chunk::size).sum();
    long lost = failed.stream().mapToLong(Chunk::size).sum();
    if (!failed.isEmpty()) {
      findings.add(
          new Finding(
              original.toString(),
              String.format(
                  Locale.ROOT,
                  "%d of %d chunks, %.1f %% of its bytes, could not be read: %s",
                  failed.size(),
                  all.size(),
                  100.0 * lost / total,
                  failed.getFirst().fault())));
    }
    if (whole.stream().anyMatch(Chunk::open)) {
      findings.add(
          new Finding(original.toString(), "was still being written; what came later is missing"));
    }
    return findings;
  }

  @Override
  public void close() {
    for (Path copy : copies) {
      try {
        Files.deleteIfExists(copy);
      } catch (IOException _) {
        // The temporary directory is the system's to clear.
      }
    }
  }
}
