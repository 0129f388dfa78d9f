package io.poolbench.junit;

import io.poolbench.counting.CountingJvm;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Starts the JVM in which a test is counted, and reads what became of the test there. */
final class Fork {

  /** The seconds after which the JVM is ended from here when its own watch has not ended it. */
  private static final long GRACE_SECONDS = 10;

  private static final int TAIL_LINES = 20;

  /**
   * The arguments that would watch, take a port or a file twice, or bend the counts: those too with
   * which test JVMs start sooner, but leave what the optimising compiler would remove.
   */
  private static final Pattern DROPPED =
      Pattern.compile(
          "-(javaagent|agentlib|agentpath):.*|-Xrun.*|-Xdebug|-Dcom\\.sun\\.management\\..*"
              + "|-XX:(StartFlightRecording|\\+FlightRecorder|FlightRecorderOptions).*"
              + "|-Xlog:.*|-Xloggc:.*"
              + "|-Xm[snx].*|-XX:(Initial|Max|Min|SoftMax)(Heap|RAM).*"
              + "|-XX:(Max)?New(Size|Ratio).*|-XX:[+-]UseTLAB"
              + "|-Xint|-Xcomp|-XX:TieredStopAtLevel=.*|-XX:CompilationMode=.*"
              + "|-XX:-(DoEscapeAnalysis|EliminateAllocations)");

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

  /**
   * A heap of which half is young, as much is allocated between two collections. Each allocation
   * without a buffer of its thread: then no gap of the heap is filled, and JFR sees each.
   */
  private static final List<String> OURS =
      List.of("-Xms256m", "-Xmx256m", "-Xmn128m", "-XX:-UseTLAB");

  /** Variables with arguments, which are among those of this JVM already. */
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** The classes of jars that have to be there, whatever the runner tells of the class path. */
  private static final List<String> NEEDED =
      List.of(
          "org.junit.platform.launcher.Launcher",
          "org.junit.platform.engine.TestEngine",
          "org.junit.platform.commons.JUnitException",
          "org.junit.jupiter.engine.JupiterTestEngine",
          "org.junit.jupiter.api.Test",
          "org.opentest4j.AssertionFailedError",
          "io.poolbench.counting.ObjectCounts",
          "io.poolbench.junit.CountingFork");

  private Fork() {}

  /**
   * Runs a test in a JVM of its own.
   *
   * @param uniqueId of the test, as JUnit has it
   * @param test its name in messages
   * @param seconds after which it has to have begun, and after as many more to have ended
   * @return what the test has thrown, or null
   */
  static @Nullable Throwable run(String uniqueId, String test, long seconds)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("poolbench");
    try {
      Path request = folder.resolve("request");
      Path reply = folder.resolve("reply");
      Path output = folder.resolve("output");
      write(request, uniqueId, seconds);
      List<String> command = command(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(List.of(CountingFork.class.getName(), request.toString(), reply.toString()));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().removeAll(VARIABLES);
      Process process = builder.start();
      process.getOutputStream().close();
      try {
        long most = 2 * seconds + GRACE_SECONDS;
        if (!process.waitFor(most, TimeUnit.SECONDS)) {
          return new AssertionFailedError(
              test + " cannot be counted: its JVM has not ended after " + most + " s");
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      return process.exitValue() == 0 && Files.exists(reply)
          ? Reply.read(reply)
          : new AssertionFailedError(
              test
                  + " cannot be counted: its JVM ended with "
                  + process.exitValue()
                  + ". The end of its output:\n"
                  + tail(output));
    } finally {
      delete(folder);
    }
  }

  private static void write(Path request, String uniqueId, long seconds) throws IOException {
    Properties asked = new Properties();
    // A suite has the engine below its own.
    asked.setProperty(
        CountingFork.TEST, uniqueId.substring(uniqueId.indexOf("[engine:junit-jupiter]")));
    asked.setProperty(CountingFork.SECONDS, String.valueOf(seconds));
    Properties properties = System.getProperties();
    for (String key : properties.stringPropertyNames()) {
      asked.setProperty(CountingFork.PROPERTY + key, properties.getProperty(key));
    }
    try (Writer writer = Files.newBufferedWriter(request)) {
      asked.store(writer, null);
    }
  }

  /** Returns the command that starts the JVM, up to its class path. */
  static List<String> command(Collection<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    arguments.stream().filter(each -> !DROPPED.matcher(each).matches()).forEach(command::add);
    if (command.stream().noneMatch(each -> COLLECTOR.matcher(each).matches())) {
      command.add(collector(Runtime.version().feature()));
    }
    command.addAll(OURS);
    command.addAll(CountingJvm.ARGUMENTS);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath()));
    return command;
  }

  /** Returns the lightest collector that tells JFR of each allocation. */
  static String collector(int version) {
    return version < CallSites.ALL_ARE_TOLD ? "-XX:+UseG1GC" : "-XX:+UseSerialGC";
  }

  private static Set<String> classPath() {
    Set<String> entries = new LinkedHashSet<>();
    for (String property : List.of("java.class.path", "jdk.module.path")) {
      String path = System.getProperty(property, "");
      entries.addAll(List.of(path.split(Pattern.quote(File.pathSeparator), -1)));
    }
    entries.remove("");
    for (String name : NEEDED) {
      entries.add(origin(name));
    }
    return entries;
  }

  /** Returns the jar or folder from which a class was loaded. */
  private static String origin(String name) {
    try {
      Class<?> type = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
      CodeSource source = type.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toString();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(
          "@AllocatesAtMost needs "
              + name
              + ", which is not on the class path of the tests;"
              + " add org.junit.platform:junit-platform-launcher",
          e);
    }
  }

  private static String tail(Path output) throws IOException {
    List<String> lines =
        List.of(new String(Files.readAllBytes(output), Charset.defaultCharset()).split("\\R", -1));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
