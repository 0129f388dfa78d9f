package io.poolbench.harness.plan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes parameters as parts of the name of a Go benchmark: {@code size=10/kind=x}. */
public final class GoName {

  /**
   * Space of any alphabet ends a name and a slash ends a part; what cannot be seen has no place in
   * one; the percent sign is what escapes them.
   */
  private static final Pattern SPECIAL = Pattern.compile("[\\p{Z}\\p{C}\\s/%&&[^\\p{Co}]]");

  /** The hyphen behind which, at the end of a name, Go reads the number of processors. */
  private static final Pattern PROCESSORS = Pattern.compile("-(?=[0-9]+$)");

  private GoName() {}

  public static String of(Map<String, String> params) {
    return params.entrySet().stream()
        .map(param -> key(param.getKey()) + "=" + escape(param.getValue()))
        .collect(Collectors.joining("/"));
  }

  /** Returns the key of a parameter; {@code variant} is the arms' own. */
  private static String key(String param) {
    return param.equals("variant") ? "param.variant" : escape(param);
  }

  /**
   * Escapes what may not stand in a name: different texts stay different, and most stay as they
   * are.
   */
  public static String escape(String text) {
    return SPECIAL.matcher(text).replaceAll(GoName::hexadecimal);
  }

  /** Escapes what may not stand at the end of a name. */
  public static String escapeLast(String text) {
    return PROCESSORS.matcher(escape(text)).replaceAll(GoName::hexadecimal);
  }

  /** Escapes as in an address: the bytes of UTF-8. */
  private static String hexadecimal(MatchResult special) {
    StringBuilder escaped = new StringBuilder();
    for (byte unit : special.group().getBytes(StandardCharsets.UTF_8)) {
      escaped.append(String.format(Locale.ROOT, "%%%02X", unit));
    }
    return escaped.toString();
  }
}
