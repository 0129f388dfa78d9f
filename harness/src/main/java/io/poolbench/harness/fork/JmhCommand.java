package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The command line that measures one benchmark in one fork, with only those options that every JMH
 * of the last ten years knows.
 *
 * <p>Where the arguments of the fork's JVM are all our own, JMH runs in the fork itself: a JVM that
 * does nothing but start another one costs as much as a fork. What JMH would tell the compilers of
 * the other one, this one is told by {@link CompilerHints}.
 *
 * @param params of the benchmark, those that the arm pins included
 * @param probe folder that goes in front of the jars on the class path, unless they have a probe
 */
record JmhCommand(JarArm arm, JarBenchmark benchmark, Map<String, String> params, Path probe) {

  /**
   * Writes the command line.
   *
   * @param jvmArgs for the fork, in place of those that its annotations say in front; empty where
   *     the probe sets them
   * @param profilers JMH's options for our probe
   * @param options for JMH, more than those that say what is measured on which JVM
   * @param result where JMH writes its JSON
   */
  List<String> line(List<String> jvmArgs, List<String> profilers, List<String> options, Path result)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(arm.java());
    if (benchmark.pinsJvm()) {
      command.addAll(jvmArgs);
      command.addAll(CompilerHints.in(probe));
    }
    // We hold JMH's lock for the whole run.
    command.add("-Djmh.ignoreLock=true");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    List<String> classPath = new ArrayList<>(arm.classPath());
    if (arm.hasProbe()) {
      command.addAll(ClassArchive.arguments(classPath));
    } else {
      // In front: poolbench of another revision has a probe of its own.
      classPath.addFirst(probe.toString());
    }
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), JarArm.JMH_MAIN));
    command.add("^" + Pattern.quote(arm.method(benchmark)) + "$");
    command.addAll(List.of("-foe", "true"));
    command.addAll(benchmark.options());
    if (benchmark.pinsJvm()) {
      command.addAll(List.of("-f", "0"));
    } else {
      command.addAll(List.of("-jvm", arm.java(), "-f", "1", "-wf", "0"));
      if (!jvmArgs.isEmpty()) {
        command.addAll(List.of("-jvmArgsPrepend", String.join(" ", jvmArgs)));
      }
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
