package io.poolbench.counting;

import java.util.regex.Pattern;

/** Writes names of classes as Java's source has them, from the names that the JVM gives. */
public final class ClassNames {

  /** Numbers that a hidden class gets anew in every JVM. */
  private static final Pattern HIDDEN = Pattern.compile("(\\$\\d+)?[/.]0x[0-9a-f]+$");

  private ClassNames() {}

  /**
   * Writes a name of the JVM, with dots or with slashes, as Java's source has it: {@code byte[][]}
   * for {@code [[B}, {@code java.lang.String[]} for {@code [Ljava.lang.String;}. A lambda loses the
   * number that differs from JVM to JVM.
   */
  public static String readable(String name) {
    int dimensions = name.lastIndexOf('[') + 1;
    String element = name.substring(dimensions);
    if (dimensions > 0) {
      element =
          switch (element.charAt(0)) {
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'D' -> "double";
            case 'F' -> "float";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'S' -> "short";
            case 'Z' -> "boolean";
            default -> element.substring(1, element.length() - 1);
          };
    }
    String shown = HIDDEN.matcher(element).replaceFirst("").replace('/', '.');
    return shown + "[]".repeat(dimensions);
  }
}
