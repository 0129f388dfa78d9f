package io.poolbench.reports.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;

/**
 * Stands in for the harness, which reports do not know: writes the run directory of two arms that
 * take turns, with times that depend on the arguments alone. An arm whose jar is named after a
 * pause meets one in every twentieth iteration.
 */
public final class ScriptedRun implements ToolProvider {

  static final String BENCHMARK = "Map.get";

  private static final int ITERATIONS = 60;

  @Override
  public String name() {
    return "poolbench-run";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    List<String> given = Arrays.asList(arguments);
    Path folder = Path.of(given.get(given.indexOf("--out") + 1));
    int rounds = Integer.parseInt(given.get(given.indexOf("--rounds") + 1));
    try {
      write(
          folder,
          rounds,
          given.stream().anyMatch(arm -> arm.startsWith("head=") && arm.contains("paused")));
      Files.deleteIfExists(folder.resolveSibling("latest"));
      Files.createSymbolicLink(folder.resolveSibling("latest"), folder.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  private static void write(Path folder, int rounds, boolean paused) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder();
    StringBuilder trials = new StringBuilder();
    StringBuilder jmh = new StringBuilder();
    for (String arm : List.of("base", "head")) {
      double pause = paused && arm.equals("head") ? 4 : 1;
      StringBuilder forks = new StringBuilder();
      for (int round = 0; round < rounds; round++) {
        double level = 100 + 0.1 * (round % 5);
        double[] times =
            IntStream.range(0, ITERATIONS)
                .mapToDouble(i -> level * (i % 20 == 7 ? pause : 1))
                .toArray();
        forks.append(round == 0 ? "" : ",").append(Arrays.toString(times));
        text.append(
            String.format(
                Locale.ROOT,
                "Benchmark%s/variant=%s 1 %s ns/op 24 B/op%n",
                BENCHMARK,
                arm,
                Arrays.stream(times).average().orElseThrow()));
        trials.append(trials.isEmpty() ? "" : ",").append(trial(arm));
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
         "environment":{"host":"scripted","load at start":"0.1"},"trials":[%s]}
        """
            .formatted(trials));
  }

  private static String trial(String arm) {
    return """
        {"benchmark":"%s","variant":"%s","kind":"timing","status":"done"}"""
        .formatted(BENCHMARK, arm);
  }
}
