package io.poolbench.cli.shell;

import java.util.regex.Pattern;

/** Words of a command that a user can copy into a shell. */
public final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

  private ShellWord() {}

  /** Quotes a word where a shell would read it otherwise. */
  public static String of(Object word) {
    String text = word.toString();
    return PLAIN.matcher(text).matches()
        ? text
        : "\"" + text.replaceAll("[\\\\\"$`]", "\\\\$0") + "\"";
  }
}
