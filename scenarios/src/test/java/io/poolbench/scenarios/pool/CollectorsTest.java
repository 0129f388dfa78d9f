package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.ChildProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link CollectorsProgram} in JVMs of their own, because the collector is chosen at the start. */
final class CollectorsTest {

  private static final int ATTEMPTS = 5;

  // ZGC chooses for itself what it collects; these flags make it collect the young, by the clock.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseG1GC -Xmx96m -Xmn4m",
        "-XX:+UseParallelGC -Xmx96m -Xmn4m",
        "-XX:+UseSerialGC -Xmx96m -Xmn4m",
        "-XX:+UseZGC -Xmx1g -XX:+ZCollectionIntervalOnly -XX:ZCollectionIntervalMinor=0.1"
      })
  void anIdlePoolGivesItsMemoryBackAfterOldCollectionsAndNotAfterYoungOnes(String flags)
      throws Exception {
    List<String> lines = run(flags, "ageing");
    // A collector may collect the old unasked, which is not what is asked here.
    for (int again = 1; again < ATTEMPTS && !areOldCollectionsAsAsked(lines); again++) {
      lines = run(flags, "ageing");
    }
    assertThat(lines)
        .containsExactly(
            "5 young collections, 0 old, retained 64",
            "old collection, 1 old, retained 64",
            "old collection, 2 old, retained 0",
            "arrays reachable: 0");
  }

  private static boolean areOldCollectionsAsAsked(List<String> lines) {
    return IntStream.range(0, 3).allMatch(line -> lines.get(line).contains(", " + line + " old,"));
  }

  @Test
  void aG1MarkingCycleWithoutAFullCollectionCountsAsOld() throws Exception {
    assertThat(run("-XX:+UseG1GC -XX:+ExplicitGCInvokesConcurrent -Xmx96m", "marking"))
        .containsExactly("retained 0", "arrays reachable: 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC"})
  void aClassLoaderWhoseClassesWerePooledIsUnloadedAfterClose(String flags) throws Exception {
    assertThat(run(flags, "unloading")).containsExactly("closed: unloaded", "forgotten: unloaded");
  }

  private static List<String> run(String flags, String scenario) throws Exception {
    List<String> command = new ArrayList<>(List.of(ChildProgram.java()));
    command.addAll(List.of(flags.split(" ", -1)));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            CollectorsProgram.class.getName(),
            scenario));
    return ChildProgram.run(command).lines().toList();
  }
}
