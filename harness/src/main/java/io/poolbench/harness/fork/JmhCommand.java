package io.poolbench.harness.fork;

import io.poolbench.counting.CountingJvm;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command line that measures one benchmark in one fork, with only those options that every JMH
 * of the last ten years knows.
 *
 * @param params of the benchmark, those that the arm pins included
 * @param start how JMH would start the fork, so that it runs in the fork itself; null where it was
 *     not asked, and starts the fork
 * @param folder for files that the fork reads
 */
record JmhCommand(
    JarArm arm,
    JarBenchmark benchmark,
    Map<String, String> params,
    @Nullable JmhStart start,
    Path folder) {

  /**
   * Makes the probe's reply one without a date, for which a JVM would load all time zones; since
   * JDK 18.
   */
  private static final String NO_DATE = "-Djava.properties.date=-";

  /** We hold JMH's lock for the whole run. */
  static final String IGNORE_LOCK = "-Djmh.ignoreLock=true";

  /**
   * Writes the command line.
   *
   * @param jvmArgs for the fork; behind those of its annotations where JMH starts it
   * @param profiler JMH's name of what looks into the fork
   * @param options for JMH, more than those that say what is measured on which JVM
   * @param result where JMH writes its JSON
   */
  List<String> line(List<String> jvmArgs, String profiler, List<String> options, Path result)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(arm.java());
    command.add(IGNORE_LOCK);
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    if (start != null) {
      command.addAll(CountingJvm.ARGUMENTS);
      command.add(NO_DATE);
      command.addAll(start.arguments(jvmArgs, folder));
    }
    List<String> classPath = new ArrayList<>(arm.classPath());
    if (!arm.hasProbe()) {
      // In front: poolbench of another revision has a probe of its own.
      classPath.addFirst(ProbeJar.path().toString());
    }
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main()));
    command.add("^" + Pattern.quote(arm.method(benchmark)) + "$");
    command.addAll(List.of("-foe", "true"));
    command.addAll(benchmark.options());
    if (start != null) {
      command.addAll(List.of("-f", "0"));
    } else {
      command.addAll(List.of("-jvm", arm.java(), "-f", "1", "-wf", "0"));
      if (!jvmArgs.isEmpty()) {
        command.addAll(List.of("-jvmArgsPrepend", String.join(" ", jvmArgs)));
      }
    }
    command.addAll(params(params));
    command.addAll(List.of("-prof", profiler));
    command.addAll(options);
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    return command;
  }

  private String main() {
    return start == null ? JarArm.JMH_MAIN : ProbeJar.MAIN;
  }

  /** Returns JMH's options that choose the values of parameters. */
  static List<String> params(Map<String, String> params) {
    List<String> options = new ArrayList<>();
    params.forEach(
        (param, value) -> {
          // JMH takes a comma for several values; one that has it can only be the default.
          if (!value.isEmpty() && !value.contains(",")) {
            options.addAll(List.of("-p", param + "=" + value));
          }
        });
    return options;
  }
}
