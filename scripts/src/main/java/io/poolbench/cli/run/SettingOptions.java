package io.poolbench.cli.run;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.plan.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Option;

/** Sets the JVMs of a run: every benchmark runs in every combination. */
final class SettingOptions {

  @Option(
      names = "--gc",
      paramLabel = "NAME",
      split = ",",
      description =
          "Measures each benchmark under each of these collectors: serial, parallel, g1, zgc.")
  private List<String> collectors = List.of();

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      split = ",",
      description = "Measures each benchmark with each of these heaps, such as 256m,2g.")
  private List<String> heaps = List.of();

  @Option(
      names = "--headers",
      paramLabel = "KIND",
      split = ",",
      description = "Measures each benchmark with each of these object headers: plain, compact.")
  private List<String> headers = List.of();

  @Option(
      names = "--threads",
      paramLabel = "KIND",
      split = ",",
      description =
          "Measures each benchmark on each of these threads: platform, virtual. Not for jars.")
  private List<String> threads = List.of();

  @Option(
      names = "--jvm-args",
      paramLabel = "ARGS",
      description =
          "More JVM arguments for every fork, as in --jvm-args='-Xmx2g -Dkey=value'. Of a "
              + "jar they come after those of its @Fork and override them.")
  private String jvmArgs = "";

  /** Returns more arguments of every fork. */
  List<String> jvmArgs() {
    return JarArm.words(jvmArgs);
  }

  boolean onThreads() {
    return !threads.isEmpty();
  }

  /**
   * Returns the combinations, as in {@link Setting}.
   *
   * @throws IllegalArgumentException naming a value that cannot be
   */
  List<String> combined() {
    SequencedMap<String, List<String>> dimensions = new LinkedHashMap<>();
    dimensions.put("gc", collectors);
    dimensions.put("heap", heaps);
    dimensions.put("headers", headers);
    dimensions.put("threads", threads);
    return Setting.combine(dimensions);
  }
}
