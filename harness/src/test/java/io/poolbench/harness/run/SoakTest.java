package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.fork.ScriptedRunner;
import io.poolbench.harness.jar.Jvm;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunLock;
import io.poolbench.harness.rundir.RunRecord;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run that is killed, resumed and killed again, at random moments: ten, or as many as {@code
 * -Dsoak.kills} says. Its trials take no time, so that it writes nearly always.
 */
@Timeout(600)
final class SoakTest {

  private static final int KILLS = Integer.getInteger("soak.kills", 10);

  private static final int ROUNDS = 60;

  /** Of a JVM that has begun to measure. */
  private static final int LONGEST_MILLIS = 400;

  @TempDir private Path folder;

  /** In a JVM of its own. Says which trial starts, when what came before is kept. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] args) throws Exception {
      Path directory = Path.of(args[0]);
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
      try (RunLock _ = RunLock.acquire(directory)) {
        Run run =
            Files.exists(directory.resolve("run.json"))
                ? Run.resume(directory, true)
                : Run.begin(
                    directory,
                    Runs.plan("smoke").withRounds(ROUNDS),
                    7,
                    new Selection(
                            Pattern.compile("^cipher/"),
                            List.of(""),
                            Set.of(),
                            RunPlan.Census.Scope.NONE)
                        .blocks(),
                    null);
        run.save();
        run.finish(
            new ScriptedRunner(
                (trial, _) -> {
                  System.out.println(trial.index());
                  return outcome(trial);
                }),
            new Progress.Plain(run.trials(), new Estimate(run.plan(), run.left()), nowhere));
      }
    }
  }

  /** Of which every trial has another one. */
  private static Outcome outcome(Trial trial) {
    String json =
        """
        [{"benchmark":"a.B.run","mode":"avgt","primaryMetric":{"score":1,"rawData":[[%d]]},
          "secondaryMetrics":{}}]
        """
            .formatted(trial.index());
    Map<String, Double> metrics = Map.of("ns/op", 1.0 + trial.index());
    return new Outcome(json, null, 10, new LinkedHashMap<>(metrics), List.of("t" + trial.index()));
  }

  @Test
  void aRunThatIsKilledAtRandomMomentsLosesNothing() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path directory = folder.resolve("run");
    Set<Integer> kept = new TreeSet<>();
    Set<Integer> twice = new TreeSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process run = Jvm.start(Launcher.class, directory.toString());
      String first = run.inputReader().readLine();
      if (!run.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS)) {
        // By its handle, which leaves what it has printed.
        run.toHandle().destroyForcibly();
        run.waitFor();
      }
      List<Integer> started =
          Stream.concat(Stream.ofNullable(first), run.inputReader().readAllLines().stream())
              .map(Integer::valueOf)
              .toList();
      started.stream().filter(kept::contains).forEach(twice::add);
      kept.addAll(before(directory, started));
      assertHolds(directory, kept, "seed %d, kill %d".formatted(seed, kill));
    }
    assertThat(twice).as("measured again, seed %d", seed).isEmpty();

    Process last = Jvm.start(Launcher.class, directory.toString());
    List<String> output = last.inputReader().readAllLines();
    assertThat(last.waitFor()).as("%s", output).isZero();
    assertIsWhole(directory, "seed " + seed);
  }

  /** Those that were kept: what is timed runs alone, and starts when all before it is on disk. */
  private static List<Integer> before(Path directory, List<Integer> started) {
    if (started.isEmpty()) {
      return started;
    }
    List<Trial> trials = new RunDirectory(directory).record().trials();
    int last = started.size() - 1;
    while (last > 0 && !trials.get(started.get(last)).kind().isTimed()) {
      last--;
    }
    return started.subList(0, last);
  }

  private static void assertHolds(Path directory, Set<Integer> kept, String when) {
    RunRecord run = new RunDirectory(directory).record();
    for (int index : kept) {
      assertIsWhatItFound(run.trials().get(index), when);
    }
  }

  private static void assertIsWhatItFound(Trial trial, String when) {
    assertThat(trial.status()).as(when).isEqualTo(Trial.Status.DONE);
    assertThat(trial.metrics()).as(when).isEqualTo(outcome(trial).metrics());
  }

  private static void assertIsWhole(Path directory, String when) throws Exception {
    RunRecord run = RunRecord.fromJson(Files.readString(directory.resolve("run.json")));
    assertThat(run.trials()).as(when).allSatisfy(trial -> assertIsWhatItFound(trial, when));
    assertThat(run.findings()).contains("t0", "t" + (run.trials().size() - 1));
    assertThat(Files.readAllLines(directory.resolve("benchmarks.txt")))
        .filteredOn(line -> line.startsWith("Benchmark"))
        .as(when)
        .hasSize(run.trials().size());
    JsonNode jmh = JsonMapper.shared().readTree(Files.readString(directory.resolve("jmh.json")));
    assertThat(jmh).allSatisfy(arm -> assertThat(arm.at("/primaryMetric/rawData")).hasSize(ROUNDS));
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as(when)
          .noneMatch(name -> name.endsWith(".part"))
          .doesNotContain("trials.jsonl");
    }
  }
}
