package io.poolbench.cli.shell;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names what begins now by its time, as in {@code 20261127-120000}, so that names sort by it. */
public final class Timestamp {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private Timestamp() {}

  /** Returns the time of people here. */
  public static String now() {
    return now(ZoneId.systemDefault());
  }

  /** Returns the time in a zone. */
  public static String now(ZoneId zone) {
    return LocalDateTime.now(zone).format(FORM);
  }
}
