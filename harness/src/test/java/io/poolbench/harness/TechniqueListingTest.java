package io.poolbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarListing;
import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.run.Runs;
import io.poolbench.scenarios.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** poolbench as a jar like any other: what the gate compares two revisions of it by. */
final class TechniqueListingTest {

  private static final String OURSELVES = System.getProperty("java.class.path");

  private static List<JarBenchmark> listed() {
    return new JarListing().of(JarArm.of("base", OURSELVES, JavaBinary.own(), List.of()));
  }

  @Test
  void everyVariantOfEveryWorkloadIsListedAndNothingElse() {
    long variants =
        Catalogue.techniques().stream()
            .flatMap(technique -> technique.workloads().stream())
            .mapToLong(workload -> workload.arms().size())
            .sum();
    assertThat(listed()).hasSize((int) variants).doesNotHaveDuplicates();
    assertThat(listed()).extracting(JarBenchmark::path).contains("cipher/seal-1k/after");
  }

  @Test
  void threadsAndJvmAreThoseOfTheCatalogue() {
    Map<String, JarBenchmark> byPath = new HashMap<>();
    listed().forEach(benchmark -> byPath.put(benchmark.path(), benchmark));
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
