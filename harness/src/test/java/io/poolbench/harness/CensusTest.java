package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CensusTest {

  private static final List<String> JVM_ARGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  @TempDir private Path folder;

  private Census census(long objects, int threads, String kind) throws Exception {
    Path recording = folder.resolve("census.jfr");
    CensusProgram.Result phases =
        ForkedProgram.run(
            JVM_ARGS,
            KnownObjects.class,
            List.of(String.valueOf(objects), String.valueOf(threads), kind, recording.toString()),
            folder.resolve("census.log"),
            CensusProgram.Result.class);
    return Census.read(recording, phases);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3", "17"})
  void knownObjectsAreCountedExactlyTwice(long objects) throws Exception {
    Census census = census(objects, 1, "platform");
    assertThat(census.allocations())
        .containsExactly(objects * census.operations(), objects * 2 * census.operations());
    assertThat(census.bytes())
        .containsExactly(
            1016L * objects * census.operations(), 1016L * objects * 2 * census.operations());
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
            List.of("-Dos.name=Plan9", "-Dos.arch=sparc"));
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    Trial trial =
        Trial.pending(0, 0, Trial.Kind.CENSUS, new Arm("stringbuilder", "line", "before"));
    try (TrialRunner runner = new TrialRunner(foreign, directory)) {
      Trial skipped = runner.run(trial);
      assertThat(skipped.status()).isEqualTo(Trial.Status.SKIPPED);
      assertThat(skipped.failure()).startsWith("async-profiler cannot be loaded: ").hasLineCount(1);
    }
  }
}
