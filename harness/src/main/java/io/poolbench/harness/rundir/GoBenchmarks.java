package io.poolbench.harness.rundir;

import io.poolbench.harness.plan.Trial;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a run in Go's benchmark format, one line per fork, so that {@code benchstat -col /variant
 * benchmarks.txt} prints the table that poolbench prints. The lines stand in the order of the
 * catalogue and, within an arm, of the rounds: benchstat takes what comes first for the base.
 *
 * <p>Source of the format: golang.org/design/14313-benchmark-format.
 */
final class GoBenchmarks {

  /** The units that we measure of an operation. */
  private static final Pattern OURS =
      Pattern.compile(
          "((thrpt|avgt|sample|ss)-)?ns/op|((source|retained|direct)-)?(B|allocs|fds)/op|gc-sec/op");

  private GoBenchmarks() {}

  static String text(RunRecord run) {
    StringBuilder text = new StringBuilder();
    units(run).forEach(unit -> text.append("Unit ").append(unit).append('\n'));
    text.append("os: ").append(run.environment().get("os")).append('\n');
    text.append("cpu: ").append(run.environment().get("cpu")).append('\n');
    text.append("jvm: ").append(run.environment().get("jvm")).append('\n');
    for (List<Trial> arm : run.finishedByArm()) {
      arm.stream()
          .filter(trial -> !trial.metrics().isEmpty())
          .forEach(trial -> text.append(line(trial)));
    }
    return text.toString();
  }

  /**
   * Writes the units that Go does not know, with what it should: less is better, and some are
   * exact.
   */
  private static List<String> units(RunRecord run) {
    return run.trials().stream()
        .flatMap(trial -> trial.metrics().keySet().stream())
        .distinct()
        .sorted()
        .flatMap(GoBenchmarks::unit)
        .toList();
  }

  private static Stream<String> unit(String unit) {
    return switch (unit) {
      case "ns/op", "B/op" -> Stream.empty();
      // What the compiler leaves of them differs from fork to fork: tested as any sample is.
      case "allocs/op" -> Stream.empty();
      // Nobody says which way a counter of an external benchmark is better.
      case String counter when counter.endsWith("-events") -> Stream.empty();
      case String counter when counter.endsWith("/op") && !OURS.matcher(counter).matches() ->
          Stream.empty();
      case String rate when rate.endsWith("op/sec") -> Stream.of(rate + " better=higher");
      case String source when source.startsWith("source-") ->
          Stream.of(source + " better=lower assume=exact");
      // Descriptors too: the JDK opens some of its own late, for its pollers.
      default -> Stream.of(unit + " better=lower");
    };
  }

  private static String line(Trial trial) {
    String values =
        trial.metrics().entrySet().stream()
            .map(metric -> "\t" + metric.getValue() + " " + metric.getKey())
            .collect(Collectors.joining());
    return "Benchmark%s/variant=%s\t%s%s\n"
        .formatted(trial.arm().benchmark(), trial.variant(), trial.operations(), values);
  }
}
