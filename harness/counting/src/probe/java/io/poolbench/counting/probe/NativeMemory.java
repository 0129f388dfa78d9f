package io.poolbench.counting.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how much memory outside of the heap Java code holds, as the JVM's native memory tracking
 * tells: what direct buffers, arenas of java.lang.foreign and Unsafe have allocated. What the JVM
 * itself takes, for code or classes, is not in it; it changes without anything being held.
 */
public final class NativeMemory {

  /** The JVM's name for what it allocates for Java code. */
  private static final Pattern OTHER =
      Pattern.compile("\\bOther \\(reserved=\\d+, committed=(\\d+)");

  private NativeMemory() {}

  /**
   * Returns the bytes that are held now; -1 where the JVM does not track them, which it does when
   * it was started with {@code -XX:NativeMemoryTracking=summary}.
   */
  public static long bytes() {
    try {
      return bytes(Diagnostics.run(Diagnostics.Command.NATIVE_MEMORY, "summary", "scale=b"));
    } catch (IllegalStateException e) {
      return -1;
    }
  }

  /** Reads the text of the diagnostic command {@code VM.native_memory}. */
  static long bytes(String text) {
    if (!text.contains("Total: ")) {
      return -1;
    }
    Matcher other = OTHER.matcher(text);
    // Nothing of the kind is held while it is not listed.
    return other.find() ? Long.parseLong(other.group(1)) : 0;
  }
}
