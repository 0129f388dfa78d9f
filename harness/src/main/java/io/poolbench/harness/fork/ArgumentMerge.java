package io.poolbench.harness.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Merges the arguments of a fork's JVM: the benchmark's own stay, and what was asked for wins. */
final class ArgumentMerge {

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+(Use\\w+GC)");

  /** Whatever says how large the heap is, or a part of it. */
  private static final Pattern HEAP =
      Pattern.compile(
          "-Xm[nsx]\\w+|-XX:(Min|Initial|Max|Soft)\\w*(Heap|RAM|NewSize)\\w*=.*|-XX:NewSize=.*");

  /** The arguments that a heap which somebody else has chosen need not suit. */
  private static final Pattern OF_THE_HEAP =
      Pattern.compile(HEAP.pattern() + "|-XX:[+-](AlwaysPreTouch|UseTransparentHugePages)");

  /** The subjects of arguments; two that say different of the same are a conflict. */
  private static final List<Pattern> SUBJECTS =
      List.of(
          Pattern.compile("(-Xm[nsx])\\w+"),
          Pattern.compile("(-Xss)\\w+"),
          Pattern.compile("-XX:[+-](\\w+)"),
          Pattern.compile("-XX:(\\w+)=.*"),
          Pattern.compile("(-D[^=]+)(=.*)?", Pattern.DOTALL));

  private final List<String> added = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  /**
   * Merges the arguments.
   *
   * @param own of the benchmark's annotations
   * @param asked by the user, for the arm or for all
   * @param pinned for all benchmarks where neither of them says anything
   */
  ArgumentMerge(List<String> own, List<String> asked, List<String> pinned) {
    List<String> said = new ArrayList<>(own);
    said.addAll(asked);
    boolean heap = said.stream().noneMatch(argument -> HEAP.matcher(argument).matches());
    boolean collector = said.stream().noneMatch(argument -> COLLECTOR.matcher(argument).matches());
    for (String pin : pinned) {
      if (COLLECTOR.matcher(pin).matches() ? collector : heap || !isOfTheHeap(pin)) {
        added.add(pin);
      }
    }
    for (String argument : asked) {
      switchOff(own, argument);
      for (String other : own) {
        if (!other.equals(argument) && subject(other).equals(subject(argument))) {
          conflicts.add(other + ", " + argument + " was asked for and wins");
        }
      }
    }
    added.addAll(asked);
  }

  private static boolean isOfTheHeap(String argument) {
    return OF_THE_HEAP.matcher(argument).matches();
  }

  /** Switches the benchmark's own collector off: the JVM refuses two. */
  private void switchOff(List<String> own, String asked) {
    if (!COLLECTOR.matcher(asked).matches()) {
      return;
    }
    for (String other : own) {
      Matcher collector = COLLECTOR.matcher(other);
      if (collector.matches() && !other.equals(asked)) {
        added.add("-XX:-" + collector.group(1));
        conflicts.add(other + ", " + asked + " was asked for and wins");
      }
    }
  }

  private static String subject(String argument) {
    for (Pattern pattern : SUBJECTS) {
      Matcher matcher = pattern.matcher(argument);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return argument;
  }

  /** Returns the arguments that come behind the benchmark's own. */
  List<String> added() {
    return added;
  }

  /** Returns the benchmark's own arguments that something else was asked for. */
  List<String> conflicts() {
    return conflicts;
  }
}
