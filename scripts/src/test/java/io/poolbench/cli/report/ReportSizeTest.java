package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run as large as the standard plan makes it, with values that no rounding shortens. */
final class ReportSizeTest {

  private static final int BENCHMARKS = 41;
  private static final int ROUNDS = 10;
  private static final int CENSUS_ROUNDS = 2;
  private static final int ITERATIONS = 10;
  private static final List<String> VARIANTS = List.of("before", "after", "after2");
  private static final List<String> TIMING = List.of("ns/op", "B/op", "gc-count/Mop", "gc-sec/op");
  private static final List<String> CENSUS =
      List.of("allocs/op", "gc-pause-sec/Mop", "gc-pause-max-sec", "peak-heap-B");

  private final Random random = new Random(1);

  @Test
  void theStandardPlansPageIsSmallerThanFiveMegabytes(@TempDir Path run) throws IOException {
    write(run);
    Path page = run.resolve("report.html");
    Cli report = Cli.run("report", run.toString(), "--out", page.toString());
    assertThat(report.exitCode()).as(report.errors()).isZero();
    assertThat(Files.size(page)).isBetween(1_000_000L, 5_000_000L);
  }

  private void write(Path run) throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder subjects = new StringBuilder();
    StringBuilder trials = new StringBuilder();
    StringBuilder jmh = new StringBuilder();
    int index = 0;
    for (int benchmark = 0; benchmark < BENCHMARKS; benchmark++) {
      // Every other one has a further stage: a hundred arms.
      int arms = 2 + benchmark % 2;
      String technique = "technique" + benchmark / 5;
      String workload = "a-workload-with-a-name" + (char) ('a' + benchmark % 5);
      String name = "Technique" + benchmark / 5 + "/op=" + workload;
      subjects.append(
          "{\"name\":\"%s\",\"technique\":\"%s\",\"workload\":\"%s\",\"variants\":[\"before\",\"after\"%s]},"
              .formatted(name, technique, workload, arms == 3 ? ",\"after2\"" : ""));
      for (String variant : VARIANTS.subList(0, arms)) {
        StringBuilder forks = new StringBuilder();
        for (int round = 0; round < ROUNDS + CENSUS_ROUNDS; round++) {
          boolean timed = round < ROUNDS;
          StringBuilder metrics = new StringBuilder();
          text.append("Benchmark").append(name).append("/variant=").append(variant).append(" 1000");
          for (String unit : timed ? TIMING : CENSUS) {
            double value = 1e3 * (1 + random.nextDouble());
            text.append(' ').append(value).append(' ').append(unit);
            metrics.append("\"%s\":%s,".formatted(unit, Double.toString(value)));
          }
          text.append('\n');
          trials.append(
              "{\"index\":%s,\"kind\":\"%s\",\"benchmark\":\"%s\",\"technique\":\"%s\",\"workload\":\"%s\",\"variant\":\"%s\",\"status\":\"done\",\"started\":\"2026-11-21T03:48:37.557991340Z\",\"seconds\":2.277,\"metrics\":{%s}},"
                  .formatted(
                      Integer.toString(index++),
                      timed ? "timing" : "census",
                      name,
                      technique,
                      workload,
                      variant,
                      cut(metrics)));
          if (timed) {
            forks.append('[').append(cut(iterations())).append("],");
          }
        }
        jmh.append(
            "{\"params\":{\"technique\":\"%s\",\"op\":\"%s\",\"variant\":\"%s\"},\"primaryMetric\":{\"rawData\":[%s]}},"
                .formatted(technique, workload, variant, cut(forks)));
      }
    }
    Files.writeString(run.resolve("benchmarks.txt"), text);
    Files.writeString(run.resolve("jmh.json"), "[" + cut(jmh) + "]");
    Files.writeString(
        run.resolve("run.json"),
        "{\"schema\":\"poolbench-run/1\",\"benchmarks\":[%s],\"trials\":[%s]}"
            .formatted(cut(subjects), cut(trials)));
  }

  private StringBuilder iterations() {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < ITERATIONS; i++) {
      values.append(1e3 * (1 + random.nextDouble())).append(',');
    }
    return values;
  }

  /** Without the last comma. */
  private static String cut(StringBuilder list) {
    return list.substring(0, list.length() - 1);
  }
}
