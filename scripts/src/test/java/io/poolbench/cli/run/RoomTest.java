package io.poolbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class RoomTest {

  private static final SequencedMap<String, Long> MILLIS =
      new LinkedHashMap<>(Map.of("first", 40_000L));

  static {
    MILLIS.put("long", 30_000L);
    MILLIS.put("short", 15_000L);
  }

  @Test
  void whatDoesNotFitIsLeftOutAndWhatIsShorterTakesItsPlace() {
    Room room = Room.of(MILLIS, Duration.ofSeconds(60), 4);
    assertThat(room.fitting()).containsExactly("first", "short");
    assertThat(room.left()).containsExactly("long");
    assertThat(room.told())
        .hasValue(
            "1 of 3 benchmarks are left out: 4 forks of each variant of all take about 1:25, and the"
                + " budget was 1:00; a new run with more --budget measures them, or with --include"
                + " some of them: long");
  }

  @Test
  void nothingIsToldWhereAllFits() {
    assertThat(Room.of(MILLIS, Duration.ofSeconds(85), 4).told()).isEmpty();
  }

  @Test
  void aBudgetThatHasNoRoomForASingleBenchmarkIsRefused() {
    assertThatThrownBy(() -> Room.of(MILLIS, Duration.ofSeconds(14), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--budget: found 0:14, expected 0:15 at least, for 4 forks of each variant of short; give"
                + " more, or choose another one with --include");
  }

  @Test
  void theSeedsOwnOperationsFitIntoTheirPlanAndIntoTheStandardOne() {
    for (String name : List.of("seeds", "standard")) {
      RunPlan plan = RunPlan.named(name).orElseThrow();
      List<Block> blocks = new SelectionOptions().blocks(plan);
      assertThat(Room.in(plan, blocks).orElseThrow().fitting())
          .contains(
              "Tlsoutbuf/op=write",
              "Bufioreuse/op=fakeconn",
              "Pipepool/op=splicepipe",
              "Hijackbuf/op=fakeconn",
              "Hijackbuf/op=held",
              "Recvpool/op=readat-plain-1m",
              "Recvpool/op=readat-encrypted-1m");
    }
  }

  @Test
  void whatIsExpectedOfTheSuiteFitsIntoTheStandardPlan() throws IOException {
    RunPlan plan = RunPlan.named("standard").orElseThrow();
    Path expectations = Path.of(System.getProperty("poolbench.root"), "scripts/expectations.csv");
    List<String> guarded =
        Files.readAllLines(expectations).stream()
            .filter(line -> !line.startsWith("#") && !line.startsWith("benchmark,"))
            .map(line -> line.substring(0, line.indexOf(',')))
            .distinct()
            .toList();
    assertThat(guarded).isNotEmpty();
    assertThat(Room.in(plan, new SelectionOptions().blocks(plan)).orElseThrow().fitting())
        .containsAll(guarded);
  }

  @Test
  void aPlanWithoutABudgetHasRoomForAll() {
    RunPlan plan = RunPlan.named("full").orElseThrow();
    assertThat(Room.in(plan, new SelectionOptions().blocks(plan))).isEmpty();
  }
}
