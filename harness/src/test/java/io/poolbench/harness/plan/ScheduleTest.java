package io.poolbench.harness.plan;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Trial.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

  private static final RunPlan SMOKE = RunPlan.NAMED.getFirst();

  private static final List<Block> BLOCKS =
      List.of(
          new Block(Kind.TIMING, List.of(new Arm("a", "x", "before"), new Arm("a", "x", "after"))),
          new Block(
              Kind.FOOTPRINT, List.of(new Arm("b", "y", "before"), new Arm("b", "y", "after"))));

  @Test
  void everyRoundRunsEachArmOnce() {
    List<Trial> trials = Schedule.of(BLOCKS, SMOKE.withRounds(8), 1);
    assertThat(trials).hasSize(32);
    trials.stream()
        .collect(groupingBy(Trial::round))
        .values()
        .forEach(
            round -> assertThat(round).extracting(Trial::arm).doesNotHaveDuplicates().hasSize(4));
  }

  @Test
  void armsOfABenchmarkFollowEachOther() {
    List<Trial> trials = Schedule.of(BLOCKS, SMOKE.withRounds(8), 1);
    for (int pair = 0; pair < trials.size(); pair += 2) {
      assertThat(trials.get(pair).benchmark()).isEqualTo(trials.get(pair + 1).benchmark());
    }
  }

  @Test
  void theSameSeedGivesTheSameOrder() {
    assertThat(Schedule.of(BLOCKS, SMOKE.withRounds(8), 42))
        .isEqualTo(Schedule.of(BLOCKS, SMOKE.withRounds(8), 42));
  }

  @Test
  void aScheduleThatIsExtendedIsTheOneThatWasBegunWithAsManyRounds() {
    List<Trial> short5 = Schedule.of(BLOCKS, SMOKE.withRounds(5), 42);
    assertThat(Schedule.extended(short5, BLOCKS, SMOKE, 8, 42, _ -> true))
        .isEqualTo(Schedule.of(BLOCKS, SMOKE.withRounds(8), 42));
  }

  @Test
  void onlyWhatIsWantedIsExtendedAndOnlyByWhatIsMissing() {
    List<Trial> whole =
        Schedule.extended(
            Schedule.of(BLOCKS, SMOKE.withRounds(2), 42),
            BLOCKS,
            SMOKE,
            3,
            42,
            block -> block.kind() == Kind.FOOTPRINT);
    assertThat(whole.subList(8, whole.size()))
        .hasSize(2)
        .allMatch(trial -> trial.round() == 2 && trial.kind() == Kind.FOOTPRINT);
    assertThat(Schedule.extended(whole, BLOCKS, SMOKE, 3, 42, _ -> true))
        .hasSize(12)
        .startsWith(whole.toArray(Trial[]::new));
  }

  @Test
  void noArmAlwaysComesFirst() {
    Set<String> first = new HashSet<>();
    List<Trial> trials = Schedule.of(BLOCKS, SMOKE.withRounds(20), 7);
    for (int pair = 0; pair < trials.size(); pair += 2) {
      first.add(trials.get(pair).variant());
    }
    assertThat(first).containsExactlyInAnyOrder("before", "after");
  }

  @Test
  void whatTheSourceAsksForIsCountedAsOftenAsThePlanSays() {
    List<Block> source = List.of(new Block(Kind.SOURCE, List.of(new Arm("a", "x", "before"))));
    assertThat(Schedule.of(source, SMOKE.withRounds(6), 7)).hasSize(SMOKE.source().rounds());
  }

  @Test
  void callSitesAreRecordedOnce() {
    List<Block> census = List.of(new Block(Kind.CENSUS, List.of(new Arm("a", "x", "before"))));
    assertThat(Schedule.of(census, SMOKE.withRounds(6), 7)).hasSize(1);
  }

  @Test
  void trialsAreOfTheKindOfTheirBlock() {
    assertThat(Schedule.of(BLOCKS, SMOKE.withRounds(2), 7))
        .allSatisfy(
            trial ->
                assertThat(trial.kind())
                    .isEqualTo(trial.technique().equals("a") ? Kind.TIMING : Kind.FOOTPRINT));
  }

  @Test
  void trialsAreNumberedInOrderOfExecution() {
    List<Trial> trials = Schedule.of(BLOCKS, SMOKE.withRounds(3), 7);
    for (int index = 0; index < trials.size(); index++) {
      assertThat(trials.get(index).index()).isEqualTo(index);
    }
  }

  @Test
  void allRoundsOfWhatASeedTellsComeBeforeTheFirstOfTheRest() {
    List<Block> blocks =
        new Selection(
                Pattern.compile("^(tlsoutbuf|cipher)/"),
                List.of(""),
                Set.of(),
                RunPlan.Census.Scope.NONE)
            .blocks();
    List<Trial> trials = Schedule.of(blocks, SMOKE.withRounds(4), 7);
    List<Trial> headline =
        trials.stream().filter(trial -> trial.benchmark().equals("Tlsoutbuf/op=write")).toList();
    assertThat(headline).hasSizeGreaterThan(8);
    assertThat(trials).startsWith(headline.toArray(Trial[]::new));
  }

  @Test
  void whereABudgetMayEndTheRunFewBenchmarksAreMeasuredAtATime() {
    List<Block> blocks =
        IntStream.range(0, 20)
            .mapToObj(
                index ->
                    new Block(
                        Kind.TIMING,
                        List.of(new Arm("a", "w" + index, "x"), new Arm("a", "w" + index, "y"))))
            .toList();
    RunPlan plan = SMOKE.with(SMOKE.withRounds(4).forks().within(Duration.ofMinutes(1)));
    List<Trial> trials = Schedule.of(blocks, plan, 7);
    assertThat(trials.subList(0, 64).stream().map(Trial::benchmark).distinct()).hasSize(8);
    assertThat(trials.subList(0, 16)).allMatch(trial -> trial.round() == 0);
    assertThat(Schedule.of(blocks, SMOKE.withRounds(4), 7).subList(0, 40))
        .allMatch(trial -> trial.round() == 0);
  }

  @Test
  void theFirstOfEachTechniqueComesBeforeTheSecondOfAny() {
    List<Block> blocks =
        List.of(block("a", "1"), block("a", "2"), block("b", "1"), block("b", "2"));
    assertThat(Schedule.byPriority(blocks))
        .containsExactly(block("a", "1"), block("b", "1"), block("a", "2"), block("b", "2"));
  }

  private static Block block(String technique, String workload) {
    return new Block(Kind.TIMING, List.of(new Arm(technique, workload, "before")));
  }

  @Test
  void inARoundWhatIsTimedComesBeforeWhatRunsBesideOthers() {
    List<Trial> round =
        Schedule.of(BLOCKS, SMOKE.withRounds(4), 7).stream()
            .filter(trial -> trial.round() == 2)
            .toList();
    assertThat(round)
        .extracting(Trial::kind)
        .containsExactly(Kind.TIMING, Kind.TIMING, Kind.FOOTPRINT, Kind.FOOTPRINT);
  }
}
