package io.poolbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.loop.LiveRun;
import io.poolbench.cli.loop.Loop;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.reports.stats.Looks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows get more forks, of a run whose values are known. */
final class ChangesTest {

  @TempDir private Path folder = Path.of("");
  private final StringWriter told = new StringWriter();

  /** Three rows: one differs, one is the same in every fork, and one nobody can tell. */
  private static double value(String benchmark, String variant, int round) {
    SplittableRandom random = new SplittableRandom(31L * variant.hashCode() + round);
    boolean after = variant.equals("after");
    return switch (benchmark) {
      case "Apart" -> (after ? 50 : 100) + random.nextDouble();
      case "Same" -> 100 + 0.1 * random.nextDouble();
      // In turns above and below, so that neither lies apart.
      default -> 100 + (round % 2 == (after ? 0 : 1) ? 10 : -10) + random.nextDouble();
    };
  }

  private static final List<String> BENCHMARKS = List.of("Apart", "Same", "Open");

  /** Keeps rounds by benchmark; what is killed between two trials has a round of one arm only. */
  private final class Recorded implements LiveRun {
    private final List<String> trials = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final int lasts;

    Recorded(int lasts) {
      this.lasts = lasts;
    }

    @Override
    public Path directory() {
      return folder;
    }

    @Override
    public List<String> benchmarks() {
      return BENCHMARKS;
    }

    @Override
    public int arms() {
      return 2;
    }

    @Override
    public LiveRun only(Set<Kind> kinds, Optional<Duration> budget) {
      throw new UnsupportedOperationException("a run takes the kinds and the budget of its plan");
    }

    @Override
    public boolean until(int forks, Predicate<String> wanted) {
      for (int round = 0; round < forks; round++) {
        for (String benchmark : BENCHMARKS) {
          for (String variant : List.of("before", "after")) {
            if (wanted.test(benchmark) && !has(benchmark, variant, round)) {
              if (trials.size() == lasts) {
                write();
                return false;
              }
              add(benchmark, variant, round);
            }
          }
        }
      }
      write();
      return true;
    }

    private boolean has(String benchmark, String variant, int round) {
      return trials.stream()
          .anyMatch(
              trial ->
                  trial.contains("\"benchmark\":\"" + benchmark + "\"")
                      && trial.contains("\"variant\":\"" + variant + "\"")
                      && trial.contains("\"round\":" + round + ","));
    }

    private void add(String benchmark, String variant, int round) {
      double nanos = value(benchmark, variant, round);
      trials.add(
          String.format(
              Locale.ROOT,
              "{\"benchmark\":\"%s\",\"variant\":\"%s\",\"kind\":\"timing\",\"status\":\"done\",\"round\":%d,\"metrics\":{\"ns/op\":%s,\"B/op\":24}}",
              benchmark,
              variant,
              round,
              nanos));
      lines.add(
          String.format(
              Locale.ROOT, "Benchmark%s/variant=%s 1 %s ns/op 24 B/op", benchmark, variant, nanos));
    }

    private void write() {
      String subjects =
          String.join(
              ",",
              BENCHMARKS.stream()
                  .map(
                      name ->
                          "{\"name\":\"%s\",\"technique\":\"%s\",\"variants\":[\"before\",\"after\"]}"
                              .formatted(name, name))
                  .toList());
      try {
        Files.writeString(folder.resolve("jmh.json"), "[]");
        Files.writeString(folder.resolve("benchmarks.txt"), String.join("\n", lines) + "\n");
        Files.writeString(
            folder.resolve("run.json"),
            "{\"schema\":\"poolbench-run/1\",\"plan\":{\"forks\":{\"looks\":[4,6,10,16]}},\"benchmarks\":[%s],\"trials\":[%s]}"
                .formatted(subjects, String.join(",", trials)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private long forks(String benchmark) {
      return trials.stream()
              .filter(trial -> trial.contains("\"benchmark\":\"" + benchmark + "\""))
              .count()
          / 2;
    }
  }

  private void answer(LiveRun run) {
    Loop.answer(new Changes(Looks.UNTIL_DECIDED), run, new PrintWriter(told));
  }

  @Test
  void aRowStopsWhenItIsDecidedAndTheOthersGoOn() {
    Recorded run = new Recorded(Integer.MAX_VALUE);
    answer(run);
    assertThat(run.forks("Apart")).isEqualTo(4);
    assertThat(run.forks("Same")).isEqualTo(4);
    assertThat(run.forks("Open")).isEqualTo(16);
    assertThat(told.toString())
        .startsWith("poolbench: 4 forks per arm: 2 of 3 benchmarks are decided");
  }

  @Test
  void aRunThatStoppedAnywhereGoesOnToTheSameForks() {
    Recorded whole = new Recorded(Integer.MAX_VALUE);
    answer(whole);
    for (int lasts : new int[] {1, 7, 23, 24, 25, 31}) {
      Recorded stopped = new Recorded(lasts);
      answer(stopped);
      assertThat(stopped.trials).hasSize(lasts);
      Recorded resumed = new Recorded(Integer.MAX_VALUE);
      resumed.trials.addAll(stopped.trials);
      resumed.lines.addAll(stopped.lines);
      answer(resumed);
      assertThat(resumed.trials).containsExactlyInAnyOrderElementsOf(whole.trials);
    }
  }

  @Test
  void whatTheBudgetCutsOffIsLeftOpen() {
    Recorded run = new Recorded(26);
    answer(run);
    assertThat(run.forks("Open")).isEqualTo(5);
  }

  @Test
  void thePlansLookWhenTheStatisticsSay() {
    for (String plan : List.of("seeds", "standard", "full")) {
      assertThat(RunPlan.named(plan).orElseThrow().forks().looks())
          .isEqualTo(Looks.UNTIL_DECIDED.forks());
    }
  }
}
