package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarListing;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.run.Run;
import io.poolbench.harness.run.RunExecution;
import io.poolbench.harness.run.Runs;
import io.poolbench.scenarios.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** poolbench as a jar like any other: what the gate compares two revisions of it by. */
final class TechniqueListingTest {

  private static final String OURSELVES = System.getProperty("java.class.path");

  private static List<JarBenchmark> listed = List.of();

  @BeforeAll
  static void list() {
    listed = new JarListing().of(JarArm.of("base", OURSELVES, JavaBinary.own(), List.of()));
  }

  @Test
  void everyVariantOfEveryWorkloadAndFootprintIsListedAndNothingElse() {
    long variants =
        Catalogue.techniques().stream()
            .flatMap(
                technique ->
                    Stream.concat(
                        technique.workloads().stream().map(workload -> workload.arms().size()),
                        technique.footprints().stream().map(footprint -> footprint.arms().size())))
            .mapToLong(Integer::longValue)
            .sum();
    assertThat(listed).hasSize((int) variants).doesNotHaveDuplicates();
    assertThat(listed)
        .extracting(JarBenchmark::path)
        .doesNotHaveDuplicates()
        .contains("cipher/seal-1k/after", "cipher/idle/after");
  }

  @Test
  void threadsAndJvmAreThoseOfTheCatalogue() {
    Map<String, JarBenchmark> byPath = new HashMap<>();
    listed.forEach(benchmark -> byPath.put(benchmark.path(), benchmark));
    assertThat(byPath.get("whichpool/two-threads/recycling"))
        .satisfies(
            benchmark -> {
              assertThat(benchmark.options()).containsSequence("-t", "2");
              assertThat(benchmark.jvmArgs()).contains("-Xmx640m");
            });
    assertThat(byPath.get("hijackbuf/fakeconn/before"))
        .satisfies(
            benchmark -> assertThat(benchmark.jvmArgs()).contains("-Xmx256m", "-XX:+UseSerialGC"));
  }

  /** Forks of other kinds would find nothing to run, and a timed one would wait for them. */
  @Test
  void aFootprintOfTwoJarsIsTakenByForksOfItsOwn(@TempDir Path folder) throws IOException {
    Path directory = folder.resolve("run");
    JarSuite.Selection selection =
        JarSuite.select(
            List.of(
                JarArm.parse("base=" + OURSELVES, null), JarArm.parse("head=" + OURSELVES, null)),
            Pattern.compile("^pipepool/idle/after$"),
            List.of(""),
            Set.of(Trial.Kind.TIMING));
    Run run = Run.begin(directory, Runs.plan("gate").forJars("", false), 7, selection);
    run.extend(
        Map.of(Trial.Kind.TIMING, 1, Trial.Kind.COUNT, 1, Trial.Kind.FOOTPRINT, 1), _ -> true);
    assertThat(run.left()).extracting(Trial::kind).containsOnly(Trial.Kind.FOOTPRINT).hasSize(2);
    assertThat(new RunExecution(run, "").measureSilently().failed()).isZero();
    assertThat(Files.readString(directory.resolve("benchmarks.txt")))
        .containsPattern("op=idle/param.variant=after/variant=base.* retained-B/pipe")
        .containsPattern("op=idle/param.variant=after/variant=head.*\\t2\\.0 fds/pipe");
  }

  @Test
  void canariesAreListedForWhoeverPinsTheirParameter() {
    JarArm pinned =
        JarArm.of("measured", OURSELVES, JavaBinary.own(), List.of()).pinned("revision", "base");
    assertThat(new JarListing().of(pinned))
        .extracting(JarBenchmark::shortName)
        .contains("Canary.slower", "Injected.slower")
        .doesNotContain("cipher");
  }

  @Test
  void techniqueOfTwoJarsIsMeasuredUnderItsOwnName(@TempDir Path folder) throws IOException {
    Path directory = folder.resolve("run");
    long failures =
        Runs.jars(
            directory,
            Runs.plan("smoke").withRounds(1),
            "^cipher/seal-1k/",
            Set.of(Trial.Kind.TIMING),
            JarArm.parse("base=" + OURSELVES, null),
            JarArm.parse("head=" + OURSELVES, null));
    assertThat(failures).isZero();
    assertThat(Files.readString(directory.resolve("benchmarks.txt")))
        .contains("BenchmarkCipher/op=seal-1k/param.variant=before/variant=base")
        .contains("BenchmarkCipher/op=seal-1k/param.variant=after/variant=head")
        .contains(" ns/op", " B/op");
  }
}
