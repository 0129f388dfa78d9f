package io.poolbench.harness.fork;

import io.poolbench.counting.ClassNames;
import io.poolbench.harness.jar.CountingParam;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the heap that the states of a benchmark retain, with all that they hold and what their
 * classes keep in static fields: live bytes after an iteration less those before the set-up. JMH
 * gives no handle on a state, so there is no graph to be walked as for our own footprints.
 *
 * <p>Where a parameter says how many units a state holds, what one of them retains is a difference
 * of two forks, in which what JMH and the JVM keep of their own cancels out.
 */
final class StateFootprint {

  private static final String BYTES = "class.";
  private static final String OBJECTS = "objects.";

  /**
   * The JVM arguments with which a full collection leaves no dead objects, serial or G1 and
   * parallel: else it lets a part of the old generation lie but for some of its turns, which JVMs
   * before JDK 19 count among what lives.
   */
  private static final List<String> COMPACTING =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:MarkSweepAlwaysCompactCount=1",
          "-XX:HeapMaximumCompactionInterval=0");

  /** Those with which native memory is told; costs time, which is not measured in these forks. */
  private static final List<String> TRACKING =
      Stream.concat(COMPACTING.stream(), Stream.of("-XX:NativeMemoryTracking=summary")).toList();

  /** The warm-up iterations: as many in each of two forks, so that both are alike. */
  private static final int WARMUPS = 10;

  /** The measured iterations: with the last one JMH lets the states go. */
  private static final int MEASURED = 2;

  /** JMH's options for first operations: of the second one the state is torn down. */
  private static final List<String> ONCE = List.of("-bm", "ss", "-bs", "1", "-wi", "0", "-i", "2");

  /**
   * The result file.
   *
   * @param bytesByClass heap bytes of each class, by name as Java writes it
   * @param objectsByClass how many objects these are
   */
  record Result(
      Map<String, Double> bytesByClass, Map<String, Double> objectsByClass, double directBytes) {}

  /** The live memory that was found in one fork. */
  private record Live(
      Map<String, Double> bytes,
      Map<String, Double> objects,
      double direct,
      @Nullable Double nativeBytes,
      @Nullable Double descriptors) {

    static Live of(Properties said) {
      return new Live(
          byClass(said, BYTES),
          byClass(said, OBJECTS),
          Double.parseDouble(said.getProperty("direct")),
          number(said, "native"),
          number(said, "descriptors"));
    }

    private static @Nullable Double number(Properties said, String key) {
      String value = said.getProperty(key);
      return value == null ? null : Double.valueOf(value);
    }

    private static Map<String, Double> byClass(Properties said, String prefix) {
      Map<String, Double> byClass = new TreeMap<>();
      for (String name : said.stringPropertyNames()) {
        if (name.startsWith(prefix)) {
          byClass.merge(
              ClassNames.readable(name.substring(prefix.length())),
              Double.valueOf(said.getProperty(name)),
              Double::sum);
        }
      }
      return byClass;
    }

    /** Returns what each of so many units has more than these others. */
    Live perUnit(Live others, int units) {
      return new Live(
          difference(bytes, others.bytes, units),
          difference(objects, others.objects, units),
          (direct - others.direct) / units,
          difference(nativeBytes, others.nativeBytes, units),
          difference(descriptors, others.descriptors, units));
    }

    private static @Nullable Double difference(
        @Nullable Double more, @Nullable Double fewer, int units) {
      return more == null || fewer == null ? null : (Double) ((more - fewer) / units);
    }

    private static Map<String, Double> difference(
        Map<String, Double> more, Map<String, Double> fewer, int units) {
      Map<String, Double> difference = new TreeMap<>();
      more.forEach((name, value) -> difference.put(name, value / units));
      fewer.forEach((name, value) -> difference.merge(name, -value / units, Double::sum));
      difference.values().removeIf(value -> value == 0);
      return difference;
    }

    Outcome outcome(String unit, long units, First first, List<String> findings) {
      SequencedMap<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("retained-B/" + unit, sum(bytes));
      metrics.put("retained-objects/" + unit, sum(objects));
      metrics.put("direct-B/" + unit, direct);
      if (nativeBytes != null) {
        metrics.put("native-B/" + unit, nativeBytes);
      }
      if (descriptors != null) {
        metrics.put("fds/" + unit, descriptors);
      }
      metrics.putAll(first.metrics);
      return new Outcome(
          JsonMapper.shared()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(new Result(bytes, objects, direct))
              + "\n",
          null,
          units,
          metrics,
          Stream.of(findings, first.findings).flatMap(List::stream).toList());
    }

    private static double sum(Map<String, Double> byClass) {
      return byClass.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** The first operation of a fork, or a finding where it failed. */
  private record First(Map<String, Double> metrics, List<String> findings) {

    /** Lets a further fork do one. */
    static First of(JmhFork fork) throws IOException {
      try {
        Properties reply =
            with(fork, fork.benchmark(), ".first")
                .measure(Map.of("first", "true"), ONCE, List.of())
                .reply();
        Map<String, Double> metrics = new LinkedHashMap<>();
        String nanos = reply.getProperty("first.nanos");
        if (nanos != null) {
          metrics.put("first-op-sec", Double.parseDouble(nanos) / 1e9);
        }
        String peak = reply.getProperty("peak.bytes");
        if (peak != null) {
          metrics.put("peak-rss-B", Double.valueOf(peak));
        }
        return new First(metrics, List.of());
      } catch (TrialFailedException e) {
        return new First(
            Map.of(),
            List.of(
                "%s: its first operation was not timed: %s"
                    .formatted(fork.trial().arm(), e.getMessage())));
      }
    }
  }

  private StateFootprint() {}

  /** Takes what the states retain. */
  static Outcome run(JmhFork fork) throws TrialFailedException, IOException {
    return live(
            options -> fork.measureWarm(Map.of("live", "true"), options, COMPACTING),
            measurement(fork))
        .outcome("state", 1, First.of(fork), List.of());
  }

  /**
   * Takes what each unit of a parameter retains, by a second fork.
   *
   * @param fork of a benchmark without the parameter
   */
  static Outcome perUnit(JmhFork fork, CountingParam counting)
      throws TrialFailedException, IOException {
    JmhFork largest = holding(fork, counting, counting.more());
    Live fewer = live(holding(fork, counting, counting.fewer()));
    Live more = live(largest);
    Live unit = more.perUnit(fewer, counting.units());
    List<String> findings =
        unit.objects.values().stream().anyMatch(objects -> objects >= 0.5)
                || unit.direct >= 1
                || (unit.nativeBytes != null && unit.nativeBytes >= 1)
            ? List.of()
            : List.of(
                "%s: with %s=%d it retains no more objects than with %d; expected a parameter that counts what the state holds"
                    .formatted(
                        fork.trial().arm(), counting.name(), counting.more(), counting.fewer()));
    return unit.outcome(counting.name(), counting.units(), First.of(largest), findings);
  }

  /** Returns a fork whose state holds so many units; the one of the most has the trial's log. */
  private static JmhFork holding(JmhFork fork, CountingParam counting, int units) {
    return with(
        fork,
        fork.benchmark().with(counting.name(), String.valueOf(units)),
        units == counting.more() ? "" : "." + units);
  }

  private static Live live(JmhFork fork) throws TrialFailedException, IOException {
    List<String> options = new ArrayList<>();
    fork.plan()
        .timing()
        .ifPresent(
            timing ->
                options.addAll(JmhFork.iterations("-wi", "-w", WARMUPS, timing.warmup().millis())));
    options.addAll(measurement(fork));
    return live(all -> fork.measure(Map.of("live", "true"), all, TRACKING), options);
  }

  /** Returns a fork of the same trial, of another benchmark, with a log of its own. */
  private static JmhFork with(JmhFork fork, JarBenchmark benchmark, String suffix) {
    Path log = fork.files().log();
    return new JmhFork(
        fork.trial(),
        fork.plan(),
        fork.arm(),
        benchmark,
        fork.start(),
        new Runner.Files(fork.files().recording(), log.resolveSibling(log.getFileName() + suffix)));
  }

  private static List<String> measurement(JmhFork fork) {
    long millis = fork.plan().timing().map(timing -> timing.measured().millis()).orElse(0L);
    return JmhFork.measurement(MEASURED, millis);
  }

  /** Runs a fork with JMH's options. */
  @FunctionalInterface
  private interface Measuring {
    JmhFork.Result with(List<String> options) throws TrialFailedException, IOException;
  }

  /**
   * Reads what lives; a benchmark in the mode that samples runs again for the mean, since JMH keeps
   * a histogram of its own for the samples.
   */
  private static Live live(Measuring fork, List<String> options)
      throws TrialFailedException, IOException {
    Properties reply = fork.with(options).reply();
    if (reply.containsKey("sampled")) {
      List<String> mean = new ArrayList<>(options);
      mean.addAll(List.of("-bm", "avgt"));
      reply = fork.with(mean).reply();
    }
    if (!reply.containsKey("direct")) {
      throw new TrialFailedException("JMH ran no measured iteration; nothing was counted");
    }
    return Live.of(reply);
  }
}
