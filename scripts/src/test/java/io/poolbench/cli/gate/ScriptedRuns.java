package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Forks;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Stands in for the harness: writes the run directory of two arms that take turns, with times that
 * depend on the arguments and the round alone. The name of the head's jar says what happens:
 *
 * <ul>
 *   <li>{@code paused}: one in twenty of its iterations meets a pause;
 *   <li>{@code warming}: its forks become quicker halfway;
 *   <li>{@code noisy}: five forks cannot tell;
 *   <li>{@code alone}: it has a benchmark of its own;
 *   <li>{@code broken}: of one more benchmark every fork fails, on both sides;
 *   <li>{@code crashing}: its second fork fails;
 *   <li>{@code modes}: it has a second mode, whose iterations are not kept;
 *   <li>{@code stopped}: nothing is measured before it is resumed;
 *   <li>{@code full}: there is no space for more than the first look.
 * </ul>
 */
public final class ScriptedRuns implements GateRuns {

  static final String BENCHMARK = "Map.get";
  static final String FULL = "run.json: cannot be written: No space left on device";

  private static final int ITERATIONS = 60;

  @Override
  public Forks begin(Path directory, List<Integer> looks, Sides sides, String resume) {
    String head = sides.head().classPath();
    return new Scripted(
        directory,
        rounds -> {
          boolean stopped = head.contains("stopped") && !Files.exists(directory);
          boolean full = head.contains("full") && rounds > looks.getFirst();
          if (full && !Files.exists(directory.resolve("space"))) {
            throw new InputException(FULL);
          }
          measure(directory, stopped ? 0 : rounds, head);
          if (stopped) {
            throw new InputException("stopped");
          }
        });
  }

  @Override
  public Forks resume(Path directory, String resume) {
    return new Scripted(
        directory,
        rounds -> measure(directory, rounds, Files.readString(directory.resolve("head"))));
  }

  /** What happens when there are to be so many rounds. */
  @FunctionalInterface
  private interface Script {
    void measure(int rounds) throws IOException;
  }

  private record Scripted(Path directory, Script script) implements Forks {

    @Override
    public boolean until(int forks, Predicate<String> benchmarks) {
      try {
        script.measure(forks);
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void measure(Path folder, int rounds, String head) throws IOException {
    write(folder, Math.max(rounds, rounds(folder)), head);
    Files.deleteIfExists(folder.resolveSibling("latest"));
    Files.createSymbolicLink(folder.resolveSibling("latest"), folder.getFileName());
  }

  /** Those that the run has. */
  static int rounds(Path folder) throws IOException {
    Path text = folder.resolve("benchmarks.txt");
    return Files.exists(text) ? (Files.readAllLines(text).size() - 1) / 2 : 0;
  }

  private static void write(Path folder, int rounds, String head) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("head"), head);
    StringBuilder text = new StringBuilder("Unit op/sec better=higher\n");
    StringBuilder trials = new StringBuilder();
    StringBuilder jmh = new StringBuilder();
    for (String arm : List.of("base", "head")) {
      double pause = head.contains("paused") && arm.equals("head") ? 4 : 1;
      double late = head.contains("warming") && arm.equals("head") ? 1.1 : 1;
      double noise = head.contains("noisy") ? 4 : 0;
      SplittableRandom random = new SplittableRandom(arm.hashCode());
      StringBuilder forks = new StringBuilder();
      for (int round = 0; round < rounds; round++) {
        double level = 100 + 0.1 * (round % 5) + noise * random.nextGaussian();
        double[] times =
            IntStream.range(0, ITERATIONS)
                .mapToDouble(
                    i -> level * (i % 20 == 7 ? pause : 1) * (i < ITERATIONS / 2 ? late : 1))
                .toArray();
        forks.append(round == 0 ? "" : ",").append(Arrays.toString(times));
        double mean = Arrays.stream(times).average().orElseThrow();
        text.append(
            String.format(
                Locale.ROOT,
                "Benchmark%s/variant=%s 1 %s ns/op 24 B/op %s op/sec%n",
                BENCHMARK,
                arm,
                mean,
                1e9 / mean));
        boolean failed = head.contains("crashing") && arm.equals("head") && round == 1;
        String metrics = metrics(mean, head.contains("modes"));
        trials
            .append(trials.isEmpty() ? "" : ",")
            .append(failed ? failed(BENCHMARK, round, arm) : done(BENCHMARK, round, arm, metrics));
        if (head.contains("broken")) {
          trials.append(",").append(failed("Map.put", round, arm));
        }
      }
      jmh.append(jmh.isEmpty() ? "" : ",")
          .append("{\"params\":{\"poolbench.arm\":\"")
          .append(BENCHMARK + "/variant=")
          .append(arm)
          .append("\"},\"primaryMetric\":{\"scoreUnit\":\"ns/op\",\"rawData\":[")
          .append(forks)
          .append("]}}");
    }
    Files.writeString(folder.resolve("benchmarks.txt"), text);
    Files.writeString(folder.resolve("jmh.json"), "[" + jmh + "]");
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"schema":"poolbench-run/1","started":"2026-11-27T04:00:00Z","plan":{"jvmArgs":["-Xmx1g"]},
         "environment":{"host":"scripted","load at start":"0.1"},
         "benchmarks":[%s],"jars":{"unmatched":[%s]},"trials":[%s]}
        """
            .formatted(
                subject(BENCHMARK) + (head.contains("broken") ? "," + subject("Map.put") : ""),
                head.contains("alone") ? "{\"benchmark\":\"Map.size\",\"arm\":\"head\"}" : "",
                trials));
  }

  private static String subject(String name) {
    return """
        {"name":"%s","technique":"%s","variants":["base","head"]}"""
        .formatted(name, name);
  }

  /** The second mode's numbers are of another direction and size than the iterations. */
  private static String metrics(double mean, boolean modes) {
    String time = String.format(Locale.ROOT, "\"ns/op\":%s", mean);
    return (modes ? "\"op/sec\":" + 1e9 / mean + "," : "") + time + ",\"B/op\":24";
  }

  private static String done(String benchmark, int round, String arm, String metrics) {
    return """
        {"benchmark":"%s","variant":"%s","kind":"timing","status":"done","round":%d,
         "metrics":{%s}}"""
        .formatted(benchmark, arm, round, metrics);
  }

  private static String failed(String benchmark, int round, String arm) {
    return """
        {"benchmark":"%s","variant":"%s","kind":"timing","status":"failed","round":%d,
         "log":"trials/%d.log"}"""
        .formatted(benchmark, arm, round, round);
  }
}
