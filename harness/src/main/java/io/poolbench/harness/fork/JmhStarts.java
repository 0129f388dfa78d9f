package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks the JMH of some jars how it would start their forks, once for all benchmarks of one. */
final class JmhStarts {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** The time that each benchmark may add to it. */
  private static final Duration EACH = Duration.ofSeconds(2);

  private final JarSuite suite;
  private final Map<Jars, Jmh> known = new ConcurrentHashMap<>();

  private record Jars(String java, List<String> classPath) {

    static Jars of(JarArm arm) {
      return new Jars(arm.java(), arm.classPath());
    }
  }

  /** The JMH of some jars, and what it has said. */
  private static final class Jmh {
    private final ClassArchive archive;
    private @Nullable Map<String, JmhStart> starts;
    private @Nullable String refusal;

    Jmh(ClassArchive archive) {
      this.archive = archive;
    }
  }

  JmhStarts(JarSuite suite) {
    this.suite = suite;
  }

  /** Returns the archive of the classes that the forks of an arm load. */
  ClassArchive archive(JarArm arm) {
    return jmh(arm).archive;
  }

  private Jmh jmh(JarArm arm) {
    return known.computeIfAbsent(
        Jars.of(arm),
        _jars -> {
          try {
            return new Jmh(new ClassArchive());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Returns how the forks of a benchmark start.
   *
   * @param archives whether JMH, where it has not been asked yet, is to leave an archive of the
   *     classes that it loads
   * @param log for what JMH prints meanwhile
   */
  JmhStart of(JarArm arm, JarBenchmark benchmark, boolean archives, Path log)
      throws TrialFailedException, IOException {
    String method = arm.method(benchmark);
    JmhStart start = all(arm, archives, log).get(method);
    if (start == null) {
      throw new TrialFailedException(
          "JMH does not say how it would start the fork of %s; expected a benchmark that it lists"
              .formatted(method));
    }
    return start;
  }

  /** Asks once; whoever comes meanwhile waits, unless it is for the JMH of other jars. */
  private Map<String, JmhStart> all(JarArm arm, boolean archives, Path log)
      throws TrialFailedException, IOException {
    Jmh jmh = jmh(arm);
    synchronized (jmh) {
      if (jmh.refusal != null) {
        throw new TrialFailedException(jmh.refusal);
      }
      Map<String, JmhStart> starts = jmh.starts;
      if (starts == null) {
        List<String> archiving = archives ? jmh.archive.writing(arm) : List.of();
        try {
          starts = ask(Jars.of(arm), archiving, log);
          if (!archiving.isEmpty()) {
            jmh.archive.close(true);
          }
        } catch (TrialFailedException e) {
          jmh.refusal = "JMH does not say how it would start its forks: " + e.getMessage();
          throw new TrialFailedException(jmh.refusal);
        }
        jmh.starts = starts;
      }
      return starts;
    }
  }

  private Map<String, JmhStart> ask(Jars jars, List<String> archiving, Path log)
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
    List<String> ofHost = new ArrayList<>();
    ofHost.add(JmhCommand.IGNORE_LOCK);
    ofHost.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    ofHost.addAll(archiving);
    try (Probe probe = Probe.lay(log.resolveSibling(log.getFileName() + ".start"), Map.of())) {
      JmhLog.await(
          command(jars, ofHost, methods, params, probe),
          log,
          DEADLINE.plus(EACH.multipliedBy(methods.size())));
      Map<String, JmhStart> starts = new HashMap<>();
      for (String method : methods) {
        JmhStart.read(probe.folder(), method, ofHost).ifPresent(start -> starts.put(method, start));
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
