package io.poolbench.harness.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what the numbers depend on beside the code: machine, kernel, JVM, revision. What cannot be
 * read on this machine is left out rather than guessed.
 */
public final class Environment {

  private static final Duration GIT = Duration.ofSeconds(10);

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Path home;

  private Environment(Path home) {
    this.home = home;
  }

  /**
   * Reads the environment from the system.
   *
   * @param home the project whose revision is recorded
   */
  public static Map<String, String> read(Path home) {
    Environment environment = new Environment(home);
    environment.readMachine();
    environment.readJvm();
    environment.readRevision();
    return environment.values;
  }

  private void readMachine() {
    put("host", hostName());
    put("boot", content("/proc/sys/kernel/random/boot_id"));
    put("os", Optional.of(property("os.name") + " " + property("os.arch")));
    put("kernel", Optional.of(property("os.version")));
    put("cpu", field("/proc/cpuinfo", "model name").or(() -> Optional.of(property("os.arch"))));
    put("cores", Optional.of(String.valueOf(Runtime.getRuntime().availableProcessors())));
    put("memory", field("/proc/meminfo", "MemTotal"));
    put("governor", content("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    put(
        "load at start",
        load < 0 ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "%.2f", load)));
  }

  private void readJvm() {
    put("jvm", Optional.of(JavaBinary.own().version()));
  }

  private void readRevision() {
    Optional<List<String>> status = git("status", "--porcelain");
    put("revision", git("rev-parse", "HEAD").map(List::getFirst));
    put("uncommitted changes", status.map(lines -> lines.isEmpty() ? "no" : "yes"));
  }

  private void put(String name, Optional<String> value) {
    value
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> values.put(name, text));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> content(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the first {@code name: value} line of a file under /proc. */
  private static Optional<String> field(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns what git says of the project; empty where there is no git or no repository. */
  private Optional<List<String>> git(String... arguments) {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    try {
      ChildProcess.Output output =
          ChildProcess.answer(new ProcessBuilder(command).directory(home.toFile()), GIT).output();
      return output.isSuccess() ? Optional.of(output.lines()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
