package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The command line that measures one benchmark in one fork. Only options that every JMH of the last
 * ten years knows.
 *
 * @param params of the benchmark, those that the arm pins included
 * @param probe folder that goes in front of the jars on the class path
 */
record JmhCommand(JarArm arm, JarBenchmark benchmark, Map<String, String> params, Path probe) {

  /**
   * Where the JVM arguments of a fork are all our own, those of the JVM that starts it need not
   * suit the benchmark: it lives for a second. Whether compilers know blackholes JMH would find out
   * by starting two more; those of Java 17 and later do.
   */
  private static final List<String> SHORT_LIVED =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Djmh.blackhole.autoDetect=false",
          "-Djmh.blackhole.mode=COMPILER");

  /**
   * Writes the command.
   *
   * @param jvmArgs for the fork, in place of those that its annotations say in front; empty where
   *     the probe sets them
   * @param profilers JMH's options for our probe
   * @param options for JMH, more than those that say what is measured on which JVM
   * @param result where JMH writes its JSON
   */
  List<String> line(
      List<String> jvmArgs, List<String> profilers, List<String> options, Path result) {
    List<String> command = new ArrayList<>();
    command.add(arm.java());
    if (benchmark.pinsJvm()) {
      command.addAll(SHORT_LIVED);
    }
    // We hold JMH's lock for the whole run.
    command.add("-Djmh.ignoreLock=true");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    List<String> classPath = new ArrayList<>(arm.classPath());
    // In front: poolbench of another revision has a probe of its own.
    classPath.addFirst(probe.toString());
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), JarArm.JMH_MAIN));
    command.add("^" + Pattern.quote(arm.method(benchmark)) + "$");
    command.addAll(List.of("-jvm", arm.java(), "-f", "1", "-wf", "0", "-foe", "true"));
    command.addAll(benchmark.options());
    if (!jvmArgs.isEmpty()) {
      command.add(benchmark.pinsJvm() ? "-jvmArgs" : "-jvmArgsPrepend");
      command.add(String.join(" ", jvmArgs));
    }
    params.forEach(
        (param, value) -> {
          // JMH takes a comma for several values; one that has it can only be the default.
          if (!value.isEmpty() && !value.contains(",")) {
            command.addAll(List.of("-p", param + "=" + value));
          }
        });
    profilers.forEach(profiler -> command.addAll(List.of("-prof", profiler)));
    command.addAll(options);
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    return command;
  }
}
