package io.poolbench.reports.resultfile;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One input of the command line.
 *
 * @param label value of the key {@code .file} and head of the column
 * @param path of a file or run directory, or {@code -} for standard input
 */
public record Input(String label, String path) {

  /**
   * Reads arguments of the forms {@code path} and {@code label=path}. A path that is given more
   * than once without a label becomes {@code path#0}, {@code path#1} and so on; inputs that share a
   * label share a column.
   */
  public static List<Input> of(List<String> arguments) {
    Map<String, Integer> unlabelled = new HashMap<>();
    for (String argument : arguments) {
      unlabelled.merge(argument, 1, Integer::sum);
    }
    Map<String, Integer> seen = new HashMap<>();
    List<Input> inputs = new ArrayList<>();
    for (String argument : arguments) {
      int equals = isPath(argument) ? -1 : argument.indexOf('=');
      if (equals >= 0) {
        inputs.add(new Input(argument.substring(0, equals), argument.substring(equals + 1)));
      } else if (unlabelled.getOrDefault(argument, 0) == 1) {
        inputs.add(new Input(argument, argument));
      } else {
        int number = seen.merge(argument, 1, Integer::sum) - 1;
        inputs.add(new Input(argument + "#" + number, argument));
      }
    }
    return inputs;
  }

  /** Tells whether it is standard input. */
  boolean isStandard() {
    return path.equals("-");
  }

  /** A path may hold what else ends a label. */
  private static boolean isPath(String argument) {
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException _) {
      return false;
    }
  }
}
