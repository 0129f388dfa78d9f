package io.poolbench.harness.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.run.Run;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import io.poolbench.harness.rundir.RunRecord.BenchmarkRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run directories are made up here; RunTest and the command line merge measured ones. */
final class MergeTest {

  private static final RunPlan PLAN = RunPlan.NAMED.getFirst().withRounds(2);
  private static final List<String> WHOLE = List.of("Bufioreuse/op=fakeconn", "Cipher/op=seal-1k");

  @TempDir private Path folder;

  /** With what is wrong, or with the findings. */
  private record Ended(boolean merged, String told) {}

  @BeforeEach
  void twoShards() throws IOException {
    ofHostA("a", UnaryOperator.identity());
    shard("b", 2, "cipher", "seal-1k", "host-b", UnaryOperator.identity());
  }

  /** A finished run of one benchmark with a log, a recording and a source. */
  private void ofHostA(String name, UnaryOperator<String> change) throws IOException {
    shard(name, 1, "bufioreuse", "fakeconn", "host-a", change);
  }

  private void shard(
      String name,
      int index,
      String technique,
      String workload,
      String host,
      UnaryOperator<String> change)
      throws IOException {
    Path root = folder.resolve(name);
    RunDirectory directory = new RunDirectory(root);
    directory.create();
    RunRecord run = record(new Shard(index, 2, WHOLE), technique, workload, host);
    for (Trial trial : run.trials()) {
      Files.writeString(root.resolve(trial.result()), jmh(trial));
      Files.writeString(root.resolve(trial.log()), name + " " + trial.index());
      Files.writeString(root.resolve(trial.recording()), name + " recorded " + trial.index());
    }
    directory.writeSource(technique, "Before.java", "class Before {}\n");
    directory.write(run);
    Files.writeString(directory.runJson(), change.apply(run.toJson()));
  }

  private static String jmh(Trial trial) {
    return """
    [{"benchmark": "b", "params": {"variant": "%s"},
      "primaryMetric": {"score": 5.0, "rawData": [[5.0, 5.0]]}, "secondaryMetrics": {}}]
    """
        .formatted(trial.variant());
  }

  private static RunRecord record(
      @Nullable Shard shard, String technique, String workload, String host) {
    List<Arm> arms =
        Stream.of("before", "after").map(v -> new Arm(technique, workload, v)).toList();
    SequencedMap<String, String> environment = new LinkedHashMap<>();
    environment.put("host", host);
    environment.put("boot", "2f1d");
    environment.put("os", "Linux amd64");
    environment.put("cpu", "Example CPU");
    environment.put("memory", "8145864 kB");
    environment.put("jvm", "Example VM 25");
    List<Trial> trials =
        Schedule.of(List.of(new Block(Kind.TIMING, arms)), PLAN, 7).stream()
            .map(
                trial ->
                    trial.done(
                        "2026-11-20T22:40:0%dZ".formatted(trial.index()),
                        2.5,
                        new Outcome(
                            "",
                            null,
                            100,
                            new LinkedHashMap<>(Map.of("ns/op", 5.0 + trial.index())),
                            List.of())))
            .toList();
    return new RunRecord(
        RunRecord.SCHEMA,
        "1.0",
        "2026-11-20T22:40:00Z",
        PLAN,
        7,
        "abc",
        environment,
        List.of(BenchmarkRecord.of(arms)),
        trials,
        List.of("everywhere", "only on " + host),
        null,
        shard,
        null);
  }

  /** As the command of that name has it. */
  private Ended merge(Object... arguments) throws IOException {
    List<String> words = Stream.of(arguments).map(Object::toString).toList();
    int out = words.indexOf("--out");
    List<Path> shards = words.subList(0, out).stream().map(folder::resolve).toList();
    try {
      MergedDirectory merged =
          MergedDirectory.write(
              shards,
              folder.resolve(words.get(out + 1)),
              words.contains("--partial"),
              words.contains("--same-hosts"));
      return new Ended(true, shortened(String.join("\n", merged.findings())));
    } catch (IllegalArgumentException e) {
      return new Ended(false, shortened(String.valueOf(e.getMessage())));
    }
  }

  private String shortened(String text) {
    return text.replace(folder + "/", "");
  }

  private void refused(String line, Object... arguments) throws IOException {
    assertThat(merge(arguments)).isEqualTo(new Ended(false, line));
    assertThat(folder.resolve("whole")).doesNotExist();
  }

  private RunRecord whole() throws IOException {
    return read("whole");
  }

  private static Map<String, String> bytes(Path root) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return bytes;
  }

  @Test
  void theSameShardsInAnyOrderGiveTheSameBytes() throws IOException {
    assertThat(merge("a", "b", "--out", "whole").merged()).isTrue();
    assertThat(merge("b", "a", "--out", "again").merged()).isTrue();
    assertThat(bytes(folder.resolve("again"))).isEqualTo(bytes(folder.resolve("whole")));
  }

  @Test
  void everyTrialIsThereWithItsFilesUnderItsNewNumber() throws IOException {
    merge("b", "a", "--out", "whole");
    assertThat(whole().trials()).hasSize(8).extracting(Trial::index).isSorted();
    Map<String, String> files = bytes(folder.resolve("whole"));
    for (Trial trial : whole().trials()) {
      String name = trial.technique().equals("cipher") ? "b" : "a";
      int old = trial.index() - (name.equals("b") ? 4 : 0);
      assertThat(files).containsEntry(trial.log(), name + " " + old);
      assertThat(files).containsEntry(trial.recording(), name + " recorded " + old);
      assertThat(files).containsKey(trial.result());
    }
    assertThat(files).hasSize(3 * 8 + 2 + 3).containsKey("sources/cipher/Before.java");
    assertThat(
            files
                .getOrDefault("benchmarks.txt", "")
                .lines()
                .filter(line -> line.startsWith("Benchmark")))
        .hasSize(8);
  }

  @Test
  void benchmarksStandInTheOrderOfTheCatalogueEachWithItsHost() throws IOException {
    merge("b", "a", "--out", "whole");
    assertThat(whole().benchmarks()).extracting(BenchmarkRecord::name).isEqualTo(WHOLE);
    assertThat(whole().benchmarks())
        .extracting(BenchmarkRecord::host)
        .containsExactly("host-a", "host-b");
  }

  @Test
  void theEnvironmentSaysWhatIsSharedAndWhatDiffersByHost() throws IOException {
    otherCpu();
    merge("b", "a", "--out", "whole");
    assertThat(whole().environment())
        .containsEntry("host", "host-a, host-b")
        .containsEntry("jvm", "Example VM 25")
        .containsEntry("cpu", "Example CPU (host-a); Other CPU (host-b)");
    assertThat(whole().parts()).hasSize(2);
  }

  @Test
  void hostsThatDifferAreMarkedWithFieldAndHost() throws IOException {
    otherCpu();
    assertThat(merge("a", "b", "--out", "whole").told())
        .startsWith(
            "hosts differ in cpu: Example CPU (host-a); Other CPU (host-b);"
                + " each benchmark was measured on one host");
    assertThat(whole().findings()).hasSize(4);
  }

  @Test
  void hostsThatDifferAreRefusedWhereTheyMustBeAlike() throws IOException {
    otherCpu();
    refused(
        "hosts differ in cpu: Example CPU (host-a); Other CPU (host-b); --same-hosts expects them"
            + " alike: measure on machines of one kind, or leave it out",
        "a",
        "b",
        "--out",
        "whole",
        "--same-hosts");
  }

  private void otherCpu() throws IOException {
    shard("b", 2, "cipher", "seal-1k", "host-b", json -> json.replace("Example CPU", "Other CPU"));
  }

  @Test
  void alikeHostsAreNotMarkedThoughTheirKernelsTookABitMoreMemory() throws IOException {
    shard("b", 2, "cipher", "seal-1k", "host-b", json -> json.replace("8145864", "8145800"));
    assertThat(merge("a", "b", "--out", "whole", "--same-hosts").merged()).isTrue();
    assertThat(whole().findings())
        .containsExactly(
            "everywhere", "host host-a: only on host-a", "host host-b: only on host-b");
  }

  @Test
  void twoMachinesOfOneNameAreToldApart() throws IOException {
    shard("b", 2, "cipher", "seal-1k", "host-a", json -> json.replace("Example CPU", "Other CPU"));
    merge("a", "b", "--out", "whole");
    assertThat(whole().environment()).containsEntry("host", "host-a#1, host-a#2");
  }

  @Test
  void runnersThatAreAlikeInEverythingButTheirBootAreToldApart() throws IOException {
    shard("b", 2, "cipher", "seal-1k", "host-a", json -> json.replace("2f1d", "9c4e"));
    assertThat(merge("a", "b", "--out", "whole", "--same-hosts").merged()).isTrue();
    assertThat(whole().environment()).containsEntry("host", "host-a#1, host-a#2");
  }

  @Test
  void otherCodeIsRefused() throws IOException {
    shard("b", 2, "cipher", "seal-1k", "host-b", json -> json.replace("\"abc\"", "\"xyz\""));
    refused(
        "b: has another fingerprint of the measured code than a: xyz, expected abc; build once and"
            + " measure that everywhere",
        "b",
        "a",
        "--out",
        "whole");
  }

  @Test
  void anotherPlanIsRefusedWithWhatDiffers() throws IOException {
    shard(
        "b",
        2,
        "cipher",
        "seal-1k",
        "host-b",
        json -> json.replace("\"looks\" : [ 2 ]", "\"looks\" : [ 3 ]"));
    refused(
        "b: has another plan than a: rounds \"3\", expected \"2\"; measure all with the same --plan and"
            + " --rounds",
        "a",
        "b",
        "--out",
        "whole");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    shard("b", 2, "cipher", "seal-1k", "host-b", json -> json.replace("\"1.0\"", "\"2.0\""));
    refused(
        "b: has another poolbench version than a: 2.0, expected 1.0; measure all with one version",
        "a",
        "b",
        "--out",
        "whole");
  }

  @Test
  void aBenchmarkOfTwoHostsIsRefused() throws IOException {
    shard("b", 2, "bufioreuse", "fakeconn", "host-b", UnaryOperator.identity());
    refused(
        "Bufioreuse/op=fakeconn: is in a (host host-a) and in b (host host-b), expected on one"
            + " host; leave one of them out (shards overlap when their --costs differ)",
        "a",
        "b",
        "--out",
        "whole");
  }

  @Test
  void aBenchmarkThatOneHostMeasuredTwiceHasTheRoundsOfBoth() throws IOException {
    ofHostA("again", json -> json.replace("2026-11-20T22:40:0", "2026-11-20T22:50:0"));
    assertThat(merge("b", "again", "a", "--out", "whole").told())
        .contains("Bufioreuse/op=fakeconn: measured in two runs of host host-a");
    assertThat(whole().plan().forks().first()).isEqualTo(4);
    assertThat(whole().trials())
        .filteredOn(trial -> trial.technique().equals("bufioreuse"))
        .extracting(Trial::round)
        .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
  }

  @Test
  void theSameRunTwiceIsRefused() throws IOException {
    refused("a: is the same run as a; name it once", "a", "b", "a", "--out", "whole");
  }

  @Test
  void aRunBeforeAndAfterItWasResumedIsRefusedSinceItsForksWouldCountTwice() throws IOException {
    ofHostA(
        "failed", json -> json.replaceFirst("\"status\" : \"done\"", "\"status\" : \"failed\""));
    assertThat(merge("b", "failed", "a", "--out", "whole").told())
        .contains("is the same run as", "before or after it was resumed; name the finished one");
  }

  @Test
  void aMissingShardIsRefusedOrMarked() throws IOException {
    refused(
        "1 of 2 benchmarks are in no shard: Cipher/op=seal-1k; name all shards (there are [1] of"
            + " 2), or merge what is there with --partial",
        "a",
        "--out",
        "whole");
    merge("a", "--out", "whole", "--partial");
    assertThat(whole().findings()).contains("1 of 2 benchmarks are in no shard: Cipher/op=seal-1k");
  }

  @Test
  void anUnfinishedShardIsRefusedOrMarked() throws IOException {
    shard(
        "b",
        2,
        "cipher",
        "seal-1k",
        "host-b",
        json -> json.replaceFirst("\"status\" : \"done\"", "\"status\" : \"pending\""));
    refused(
        "b: 1 of 4 trials are pending; finish it with 'poolbench run --resume b' where it was"
            + " begun, or merge what is there with --partial",
        "a",
        "b",
        "--out",
        "whole");
    merge("a", "b", "--out", "whole", "--partial");
    assertThat(whole().findings())
        .contains("host host-b, shard 2/2: unfinished, 1 of 4 trials are pending");
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    refused(
        "empty: holds no run.json, expected a run directory; name those that 'poolbench run --shard'"
            + " wrote",
        "a",
        "empty",
        "--out",
        "whole");
    refused(
        "nowhere: no such directory, expected a run directory; name those that 'poolbench run"
            + " --shard' wrote",
        "nowhere",
        "--out",
        "whole");
  }

  @Test
  void aResultThatIsGoneOrBrokenIsRefusedAndNothingIsLeftBehind() throws IOException {
    Path result = folder.resolve("b").resolve(read("b").trials().getFirst().result());
    Files.writeString(result, "[{");
    Ended outcome = merge("a", "b", "--out", "whole");
    assertThat(outcome.merged()).isFalse();
    assertThat(outcome.told()).contains(".json: is not readable JSON: ");
    Files.delete(result);
    refused(
        folder.relativize(result)
            + ": is missing, though run.json says that the trial is done; copy the whole run"
            + " directory",
        "a",
        "b",
        "--out",
        "whole");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).extracting(file -> file.getFileName().toString()).containsOnly("a", "b");
    }
  }

  private RunRecord read(String name) throws IOException {
    return RunRecord.fromJson(Files.readString(folder.resolve(name).resolve("run.json")));
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    assertThat(merge("a", "b", "--out", "a").told())
        .isEqualTo(
            "a: holds a run already, expected a new directory; choose another --out, or continue it"
                + " with --resume");
    Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("x"), "kept");
    assertThat(merge("a", "b", "--out", "mine").told())
        .isEqualTo("--out: mine: holds x, expected a new or an empty directory; choose another");
    assertThat(folder.resolve("mine/x")).hasContent("kept");
  }

  /** As a merge that was killed would have left it, or somebody who calls his own so. */
  @Test
  void whatAnotherHasMadeBesideTheTargetIsLeftAlone() throws IOException {
    Files.move(folder.resolve("a"), folder.resolve("whole.part"));
    assertThat(merge("whole.part", "b", "--out", "whole").merged()).isTrue();
    assertThat(folder.resolve("whole.part/run.json")).exists();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left)
          .extracting(file -> file.getFileName().toString())
          .containsOnly("whole.part", "b", "whole");
    }
  }

  @Test
  void linksAreNotFollowedOutOfARunDirectory() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "key");
    Path log = folder.resolve("a").resolve(read("a").trials().getFirst().log());
    for (Path file : List.of(log, folder.resolve("a/sources/bufioreuse/Before.java"))) {
      Path kept = folder.resolve("kept");
      Files.move(file, kept);
      Files.createSymbolicLink(file, secret);
      assertThat(merge("a", "b", "--out", "whole").told())
          .isEqualTo(
              folder.relativize(file)
                  + ": is a link, expected a file; copy the whole run directory, as 'cp -rL' does");
      assertThat(folder.resolve("whole")).doesNotExist();
      Files.delete(file);
      Files.move(kept, file);
    }
  }

  @Test
  void whatIsMergedIsNeitherMergedAgainNorResumed() throws IOException {
    merge("a", "b", "--out", "merged");
    refused(
        "merged: is merged already; name the 2 runs that it was merged from",
        "a",
        "merged",
        "--out",
        "whole");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Run.resume(folder.resolve("merged"), false))
        .withMessageContaining("run.json: was merged from 2 runs");
  }
}
