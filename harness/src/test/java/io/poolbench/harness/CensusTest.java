package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CensusTest {

  private static final List<String> JVM_ARGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  @TempDir private Path folder;

  private Census census(long objects, int threads, String kind) throws Exception {
    Path recording = folder.resolve("census.jfr");
    return Census.read(recording, fork(objects, threads, kind, recording));
  }

  private CensusProgram.Result fork(long objects, int threads, String kind, Path recording)
      throws Exception {
    return ForkedProgram.run(
        JVM_ARGS,
        KnownObjects.class,
        List.of(String.valueOf(objects), String.valueOf(threads), kind, recording.toString()),
        folder.resolve("census.log"),
        CensusProgram.Result.class);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3", "17"})
  void knownObjectsAreCountedExactlyTwice(long objects) throws Exception {
    Census census = census(objects, 1, "platform");
    long operations = census.operations().getFirst();
    assertThat(census.allocations())
        .containsExactly(objects * operations, objects * 2 * operations);
    assertThat(census.bytes())
        .containsExactly(1016L * objects * operations, 1016L * objects * 2 * operations);
    assertThat(census.allocationsPerOperation()).isEqualTo((double) objects);
    assertThat(census.isProportional()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2, platform", "1, virtual"})
  void objectsOfAllThreadsAreCounted(int threads, String kind) throws Exception {
    Census census = census(3, threads, kind);
    assertThat(census.allocationsPerOperation()).isEqualTo(3);
    assertThat(census.bytesPerOperation()).isEqualTo(3 * 1016);
  }

  @Test
  void theCollectorIsWatchedWithTheProfilerOff() throws Exception {
    Path recording = folder.resolve("census.jfr");
    CensusProgram.Result phases = fork(17, 1, "platform", recording);
    SequencedMap<String, Double> metrics =
        Collections.read(CensusProgram.collections(recording), phases.watchedOperations());
    // At 17 KB per operation, a young generation of some 80 MB is full after 5,000 of them.
    assertThat(phases.watchedOperations()).isGreaterThan(10_000);
    assertThat(metrics)
        .containsOnlyKeys("gc-pause-sec/Mop", "gc-pause-max-sec", "peak-heap-B")
        .allSatisfy((_, value) -> assertThat(value).isPositive());
    assertThat(metrics.get("peak-heap-B")).isLessThan(256 << 20);
  }

  @Test
  void phasesOfHardlyMoreOperationsAreNotTakenFromEachOther() {
    Census even = phases(List.of(1000L, 2000L), List.of(3100L, 6100L));
    assertThat(even.allocationsPerOperation()).isEqualTo(3);
    assertThat(even.isProportional()).isFalse();
    Census disturbed = phases(List.of(2000L, 2010L), List.of(6100L, 6030L));
    assertThat(disturbed.allocationsPerOperation()).isEqualTo(3);
    assertThat(disturbed.isProportional()).isFalse();
    Census fewer = phases(List.of(2000L, 1000L), List.of(6000L, 3000L));
    assertThat(fewer.allocationsPerOperation()).isEqualTo(3);
    assertThat(fewer.isProportional()).isTrue();
  }

  private static Census phases(List<Long> operations, List<Long> allocations) {
    return new Census(operations, allocations, allocations, true, List.of());
  }

  @Test
  void aSiteIsAClassAndTheLineThatMadeIt() throws Exception {
    Census census = census(3, 1, "platform");
    assertThat(census.sites()).hasSize(1);
    Census.Site site = census.sites().getFirst();
    assertThat(site.type()).isEqualTo("byte[]");
    assertThat(site.site()).matches("io\\.poolbench\\.harness\\.KnownObjects\\.lambda.*:\\d+");
    assertThat(site.allocations()).isEqualTo(3);
    assertThat(site.bytes()).isEqualTo(3 * 1016);
  }

  @Test
  void whereTheAgentCannotBeLoadedTheTrialIsSkippedAndSaysWhy() throws Exception {
    RunPlan foreign =
        new RunPlan(
            "foreign",
            "",
            1,
            1,
            1,
            1,
            1,
            1,
            100,
            10,
            100,
            List.of("-Dos.name=Plan9", "-Dos.arch=sparc"));
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    Trial trial =
        Trial.pending(0, 0, Trial.Kind.CENSUS, new Arm("stringbuilder", "line", "before"));
    try (TrialRunner runner = new TrialRunner(foreign, directory, null)) {
      Trial skipped = runner.run(trial);
      assertThat(skipped.status()).isEqualTo(Trial.Status.SKIPPED);
      assertThat(skipped.failure()).startsWith("async-profiler cannot be loaded: ").hasLineCount(1);
    }
  }
}
