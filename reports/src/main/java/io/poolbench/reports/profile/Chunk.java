package io.poolbench.reports.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One chunk of a recording, which can be read without the others. The JDK's parser waits for what
 * is missing and believes every size, so that its frame is checked before: the header, and that
 * events follow each other to the end.
 *
 * @param start offset in the file
 * @param size as the header says, or up to the next chunk
 * @param nanos how long it was recorded
 * @param open whether it was still being written
 * @param events how many there are of each type, by the number that the chunk gives the type
 * @param fault why it cannot be read, or empty
 */
record Chunk(
    long start, long size, long nanos, boolean open, Map<Long, Long> events, String fault) {

  static final int HEADER = 68;
  static final int STATE = 64;

  /** The type of what was not counted. */
  private static final long UNCOUNTED = -1;

  private static final int FEATURES = 67;
  private static final int COMPRESSED = 1;
  private static final byte[] MAGIC = {'F', 'L', 'R', 0};

  boolean isCounted() {
    return !events.containsKey(UNCOUNTED);
  }

  boolean isWhole() {
    return fault.isEmpty();
  }

  /** Cuts a file into its chunks, in order. */
  static List<Chunk> of(FileChannel file) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    long at = 0;
    while (at < file.size()) {
      Chunk chunk = at(at, file);
      chunks.add(chunk);
      at += chunk.size;
    }
    return chunks;
  }

  private static Chunk at(long start, FileChannel file) throws IOException {
    long left = file.size() - start;
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (header.hasRemaining() && file.read(header, start + header.position()) > 0) {
      // Files are read in as many pieces as the system likes.
    }
    if (header.hasRemaining() || !isMagic(header)) {
      return broken(start, nextStart(file, start + 1) - start, "no chunk begins here");
    }
    long size = header.getLong(8);
    if (size < HEADER || size > left) {
      long next = nextStart(file, start + HEADER);
      String fault =
          size < HEADER
              ? "its size was not yet written"
              : "cut off: %s of its %s bytes are there".formatted(next - start, size);
      return broken(start, next - start, fault);
    }
    Map<Long, Long> events = new HashMap<>();
    String fault = fault(file, start, size, header, events);
    if (!fault.isEmpty()) {
      // Where bytes are missing, its size reaches into the next one.
      return broken(start, Math.min(size, nextStart(file, start + HEADER) - start), fault);
    }
    boolean open = header.get(STATE) != 0;
    return new Chunk(start, size, Math.max(0, header.getLong(40)), open, events, "");
  }

  private static Chunk broken(long start, long size, String fault) {
    return new Chunk(start, size, 0, false, Map.of(), fault);
  }

  private static boolean isMagic(ByteBuffer buffer) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (buffer.get(i) != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** Finds where the next chunk begins, or the file ends. */
  private static long nextStart(FileChannel file, long from) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(1 << 16);
    for (long at = from; at < file.size(); at += window.capacity() - MAGIC.length) {
      int read = file.read(window.clear(), at);
      for (int i = 0; i + MAGIC.length <= read; i++) {
        if (window.get(i) == 'F'
            && window.get(i + 1) == 'L'
            && window.get(i + 2) == 'R'
            && window.get(i + 3) == 0) {
          return at + i;
        }
      }
    }
    return file.size();
  }

  /** Tells what is wrong with the frame of a chunk, or empty, and counts its events by type. */
  private static String fault(
      FileChannel file, long start, long size, ByteBuffer header, Map<Long, Long> types)
      throws IOException {
    if (size > Integer.MAX_VALUE) {
      // Too large to be mapped, so that its parser is believed.
      types.put(UNCOUNTED, 1L);
      return "";
    }
    long constants = header.getLong(16);
    long metadata = header.getLong(24);
    boolean compressed = (header.get(FEATURES) & COMPRESSED) != 0;
    ByteBuffer events = file.map(FileChannel.MapMode.READ_ONLY, start, size);
    boolean constantsSeen = false;
    boolean metadataSeen = false;
    int at = HEADER;
    while (at < size) {
      long length = length(events, at, compressed);
      if (length <= 0 || length > size - at) {
        return "no event begins at byte " + (start + at);
      }
      types.merge(type(events, at, compressed), 1L, Long::sum);
      constantsSeen |= at == constants;
      metadataSeen |= at == metadata;
      at += (int) length;
    }
    return constantsSeen && metadataSeen ? "" : "its header names places where nothing begins";
  }

  /** Reads the length of an event in bytes; not positive where there is none. */
  private static long length(ByteBuffer events, int at, boolean compressed) {
    return number(events, at, compressed);
  }

  /** Reads the type of an event, which stands behind the length. */
  private static long type(ByteBuffer events, int at, boolean compressed) {
    int behind = at + Integer.BYTES;
    if (compressed) {
      behind = at + 1;
      while (events.get(behind - 1) < 0) {
        behind++;
      }
    }
    return number(events, behind, compressed);
  }

  private static long number(ByteBuffer events, int at, boolean compressed) {
    if (!compressed) {
      return at + Integer.BYTES <= events.limit() ? events.getInt(at) : -1;
    }
    long number = 0;
    for (int i = 0; i < Long.BYTES && at + i < events.limit(); i++) {
      int b = events.get(at + i);
      number |= (b & 0x7fL) << (7 * i);
      if (b >= 0) {
        return number;
      }
    }
    return -1;
  }
}
