package io.poolbench.reports.render;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The share that one list has of a text which somebody else refuses when it is too long. */
final class Share {

  private Share() {}

  /**
   * Writes the items that fit, each whole.
   *
   * @param least bytes that the line of an item has at least, so that none is written in vain
   * @param most bytes of all lines together
   * @return how many do not fit
   */
  static <T> int write(
      StringBuilder out,
      List<T> items,
      ToIntFunction<T> least,
      Function<T, String> written,
      int most) {
    int left = most;
    int omitted = 0;
    for (T item : items) {
      String line = least.applyAsInt(item) <= left ? written.apply(item) : "";
      int size = line.getBytes(StandardCharsets.UTF_8).length;
      if (size > 0 && size <= left) {
        out.append(line);
        left -= size;
      } else {
        omitted++;
      }
    }
    return omitted;
  }
}
