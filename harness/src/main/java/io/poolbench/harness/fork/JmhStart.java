package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds how JMH would start the JVM of a fork. We start it ourselves, with JMH inside: a JVM that
 * does nothing but start another one costs as much as a fork.
 *
 * @param own JVM arguments that the benchmark's annotations say
 * @param ofJmh JVM arguments that JMH adds to them, but for the file of its hints
 * @param hints that JMH gives the compilers: which methods are inlined and which are not, and that
 *     a blackhole is one; empty where it gives none
 * @param modes in which the annotations say that it is measured, each in forks of its own, as JMH's
 *     options name them; in the order in which JMH takes them
 * @param annotated milliseconds of all iterations that the annotations ask for, in each mode
 * @param ofArchive JVM arguments that load or write an archive of classes
 */
record JmhStart(
    List<String> own,
    List<String> ofJmh,
    List<String> hints,
    List<String> modes,
    long annotated,
    List<String> ofArchive) {

  private static final String HINTS_FILE = "-XX:CompileCommandFile=";

  private static final String SINGLE_SHOT = "ss";

  private static final List<String> MODES = List.of("thrpt", "avgt", "sample", SINGLE_SHOT);

  /**
   * Matches what somebody else says of archives of classes, which ours would contradict, and what a
   * JVM that writes one refuses.
   */
  private static final Pattern OF_ARCHIVES =
      Pattern.compile(
          "-Xshare:.*|-XX:.*(SharedArchive|ArchiveClassesAtExit|AOT).*"
              + "|-(javaagent|agentlib|agentpath):.*|-Xrun.*|-Xdebug|-Xbootclasspath.*"
              + "|--(patch-module|limit-modules|upgrade-module-path)\\b.*");

  /** The hints that JMH 1.37 gives of itself; Java 17 and later know blackholes. */
  private static final List<String> HINTS_OF_JMH =
      List.of(
          "quiet",
          "inline,org/openjdk/jmh/infra/Blackhole.consume",
          "dontinline,org/openjdk/jmh/infra/Blackhole.consumeCPU",
          "blackhole,org/openjdk/jmh/infra/Blackhole.consumeCompiler");

  /** Returns the start of our own benchmarks, whose annotations say nothing of the JVM. */
  static JmhStart ofPoolbench(JarArm arm) throws IOException {
    List<String> hints = new ArrayList<>(HINTS_OF_JMH);
    // Those of our benchmarks, as JMH's processor wrote them when they were compiled.
    for (URL ours :
        Collections.list(JmhStart.class.getClassLoader().getResources("META-INF/CompilerHints"))) {
      try (InputStream in = ours.openStream()) {
        hints.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      }
    }
    return new JmhStart(
        List.of(),
        List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+UnlockExperimentalVMOptions",
            "-DcompilerBlackholesEnabled=true"),
        hints,
        List.of("avgt"),
        0,
        ClassArchive.ofPoolbench(arm));
  }

  /**
   * Reads what the probe has written down.
   *
   * @param folder in which it did
   * @param method as JMH names it
   * @param ofHost JVM arguments of the JMH that was asked
   * @return empty where JMH has not come to it
   */
  static Optional<JmhStart> read(Path folder, String method, List<String> ofHost)
      throws IOException, TrialFailedException {
    List<String> modes =
        MODES.stream().filter(mode -> Files.exists(folder.resolve(method + "-" + mode))).toList();
    if (modes.isEmpty()) {
      return Optional.empty();
    }
    String name = method + "-" + modes.getFirst();
    List<String> recorded = List.of(Files.readString(folder.resolve(name)).split("\0", -1));
    int number = Integer.parseInt(recorded.getFirst());
    // Behind the path of the JVM.
    List<String> arguments = recorded.subList(3, recorded.size());
    List<String> others = arguments.subList(number, arguments.size());
    int classPath = others.indexOf("-cp");
    if (classPath < 0) {
      throw new TrialFailedException(
          "JMH starts its fork in a way that is not understood: " + others);
    }
    Path hints = folder.resolve(name + ".hints");
    return Optional.of(
        new JmhStart(
            withoutHost(arguments.subList(0, number), ofHost),
            others.subList(0, classPath).stream()
                .filter(argument -> !argument.startsWith(HINTS_FILE))
                .toList(),
            Files.exists(hints) ? Files.readAllLines(hints) : List.of(),
            modes,
            Long.parseLong(recorded.get(1)),
            List.of()));
  }

  /** Returns the same start, with JVM arguments that load or write an archive of classes. */
  JmhStart with(List<String> archive) {
    return new JmhStart(own, ofJmh, hints, modes, annotated, archive);
  }

  /** An annotation that says nothing has the arguments of JMH's own JVM. */
  private static List<String> withoutHost(List<String> own, List<String> ofHost) {
    int at = Collections.indexOfSubList(own, ofHost);
    if (at < 0) {
      return own;
    }
    List<String> others = new ArrayList<>(own);
    others.subList(at, at + ofHost.size()).clear();
    return others;
  }

  /**
   * Returns the arguments of a JVM: those that are its own, and those that come from JMH.
   *
   * @param jvmArgs its own; of several files of hints the JVM reads one alone, so that their lines
   *     go into the one that is written
   * @param folder for that file
   */
  List<String> arguments(List<String> jvmArgs, Path folder) throws IOException {
    List<String> arguments = new ArrayList<>();
    List<String> lines = new ArrayList<>(hints);
    for (String argument : jvmArgs) {
      Path file =
          argument.startsWith(HINTS_FILE) ? Path.of(argument.substring(HINTS_FILE.length())) : null;
      if (file != null && Files.isReadable(file)) {
        lines.addAll(Files.readAllLines(file));
      } else {
        arguments.add(argument);
      }
    }
    arguments.addAll(ofJmh);
    // In a single shot every class that is there already would count.
    if (!modes.contains(SINGLE_SHOT)
        && jvmArgs.stream().noneMatch(OF_ARCHIVES.asMatchPredicate())) {
      arguments.addAll(ofArchive);
    }
    if (!lines.isEmpty()) {
      arguments.add(HINTS_FILE + Files.write(folder.resolve("hints"), lines));
    }
    return arguments;
  }
}
