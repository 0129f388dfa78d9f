package io.poolbench.cli.gate;

import io.poolbench.cli.shell.ShellWord;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.unit.BaseUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Takes the counters of the user's own that nobody else knows to be exact. */
final class ExactMetrics {

  static final String OPTION = "--exact-metric";

  private static final Pattern FORM = Pattern.compile("([^:\\s]+)(?::(lower|higher))?");

  @Option(
      names = OPTION,
      paramLabel = "NAME[:lower|higher]",
      description =
          "Judges an @AuxCounters of the benchmarks as a count, which has one value for "
              + "one code. Less is better unless it says higher; may be repeated.")
  private List<String> declared = List.of();

  /**
   * Returns what was declared.
   *
   * @throws InputException for a name that is none
   */
  Declared declared() {
    Map<String, Better> names = new LinkedHashMap<>();
    for (String each : declared) {
      Matcher form = FORM.matcher(each);
      if (!form.matches()) {
        throw new InputException(
            OPTION, "'" + each + "'", "NAME, NAME:lower or NAME:higher", "name one counter");
      }
      requireOwn(form.group(1));
      Better better =
          form.group(2) == null
              ? Better.LOWER
              : Better.valueOf(form.group(2).toUpperCase(Locale.ROOT));
      if (names.putIfAbsent(form.group(1), better) != null) {
        throw new InputException(
            OPTION, form.group(1) + " a second time", "each counter once", "leave one out");
      }
    }
    return new Declared(names);
  }

  /** Refuses a name that cannot be told from what poolbench measures, or that is no count. */
  private static void requireOwn(String counter) {
    for (String written : Declared.units(counter)) {
      String unit = BaseUnit.of(written).name();
      Optional<String> other =
          Quantity.of(unit).isCount()
              ? Optional.of("is counted by poolbench itself")
              : Quantity.of(unit).dependsOnClock()
                  ? Optional.of("reads as a time, which depends on the machine")
                  : Optional.empty();
      other.ifPresent(
          why -> {
            throw new InputException(
                OPTION,
                "%s, of which %s %s".formatted(counter, unit, why),
                "a counter of the benchmarks that counts anything else",
                "give it another name in the benchmark");
          });
    }
  }

  /** Returns the options that declare the same, each behind a blank. */
  static String options(Declared declared) {
    return declared.counters().entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue().name().toLowerCase(Locale.ROOT))
        .sorted()
        .map(each -> " " + OPTION + " " + ShellWord.of(each))
        .collect(Collectors.joining());
  }
}
