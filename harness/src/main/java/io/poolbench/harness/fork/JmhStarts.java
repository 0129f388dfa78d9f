package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Asks the JMH of external jars how it would start their forks, once for all benchmarks of one. */
final class JmhStarts {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** The time that each benchmark may add to it. */
  private static final Duration EACH = Duration.ofSeconds(2);

  private final JarSuite suite;
  private final Map<Jars, Map<String, JmhStart>> known = new HashMap<>();
  private final Map<Jars, String> refusals = new HashMap<>();

  private record Jars(String java, List<String> classPath) {

    static Jars of(JarArm arm) {
      return new Jars(arm.java(), arm.classPath());
    }
  }

  JmhStarts(JarSuite suite) {
    this.suite = suite;
  }

  /**
   * Returns how the forks of a benchmark start.
   *
   * @param log for what JMH prints meanwhile
   */
  synchronized JmhStart of(JarArm arm, JarBenchmark benchmark, Path log)
      throws TrialFailedException, IOException {
    Jars jars = Jars.of(arm);
    String refused = refusals.get(jars);
    if (refused != null) {
      throw new TrialFailedException(refused);
    }
    Map<String, JmhStart> starts = known.get(jars);
    if (starts == null) {
      try {
        starts = ask(jars, ClassArchive.ofPoolbench(arm), log);
      } catch (TrialFailedException e) {
        refused = "JMH does not say how it would start its forks: " + e.getMessage();
        refusals.put(jars, refused);
        throw new TrialFailedException(refused);
      }
      known.put(jars, starts);
    }
    String method = arm.method(benchmark);
    JmhStart start = starts.get(method);
    if (start == null) {
      throw new TrialFailedException(
          "JMH does not say how it would start the fork of %s; expected a benchmark that it lists"
              .formatted(method));
    }
    return start;
  }

  private Map<String, JmhStart> ask(Jars jars, Optional<Path> ours, Path log)
      throws TrialFailedException, IOException {
    Set<String> methods = new TreeSet<>();
    Map<String, String> params = new LinkedHashMap<>();
    for (JarArm arm : suite.arms()) {
      if (Jars.of(arm).equals(jars)) {
        for (JarBenchmark benchmark : suite.benchmarks().values()) {
          if (benchmark.isFootprint()) {
            continue;
          }
          methods.add(arm.method(benchmark));
          params.putAll(benchmark.params());
          params.putAll(arm.params());
        }
      }
    }
    List<String> ofHost =
        new ArrayList<>(
            List.of(
                JmhCommand.IGNORE_LOCK,
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
    Path archive;
    if (ours.isPresent()) {
      archive = ours.get();
    } else {
      archive = ProbeJar.beside("classes.jsa");
      // Java 11 knows no such archive.
      ofHost.add("-XX:+IgnoreUnrecognizedVMOptions");
      ofHost.add("-XX:ArchiveClassesAtExit=" + archive);
    }
    try (Probe probe = Probe.lay(log.resolveSibling(log.getFileName() + ".start"), Map.of())) {
      JmhLog.await(
          command(jars, ofHost, methods, params, probe),
          log,
          DEADLINE.plus(EACH.multipliedBy(methods.size())));
      Map<String, JmhStart> starts = new HashMap<>();
      for (String method : methods) {
        JmhStart.read(probe.folder(), method, ofHost, Optional.of(archive))
            .ifPresent(start -> starts.put(method, start));
      }
      return starts;
    }
  }

  private static List<String> command(
      Jars jars, List<String> ofHost, Set<String> methods, Map<String, String> params, Probe probe)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(jars.java()));
    command.addAll(ofHost);
    command.addAll(
        List.of(
            "-cp",
            ProbeJar.path()
                + File.pathSeparator
                + String.join(File.pathSeparator, jars.classPath()),
            JarArm.JMH_MAIN));
    methods.forEach(method -> command.add("^" + Pattern.quote(method) + "$"));
    command.addAll(List.of("-jvm", jars.java(), "-f", "1", "-wf", "0", "-prof", probe.recorder()));
    // One value of each is enough: the JVM arguments are those of the method.
    command.addAll(JmhCommand.params(params));
    return command;
  }
}
