package io.poolbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The JVM that an arm runs on.
 *
 * @param path of {@code java}
 * @param version as {@link Environment} writes it
 */
public record JavaBinary(Path path, String version) {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Returns the JVM that runs poolbench. */
  public static JavaBinary own() {
    return new JavaBinary(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        version(name -> System.getProperty(name, "unknown")));
  }

  /**
   * Returns a JVM that is installed here.
   *
   * @param where the home of a JDK, or its {@code java}
   * @throws IllegalArgumentException with what is wrong, when there is none
   */
  public static JavaBinary of(String where) {
    Path given = Path.of(where).toAbsolutePath().normalize();
    Path java = Files.isDirectory(given) ? given.resolve("bin/java") : given;
    if (!Files.isRegularFile(java) || !Files.isExecutable(java)) {
      throw new IllegalArgumentException(
          "jvm=%s: found no executable %s, expected the home of a JDK or its java"
              .formatted(where, java));
    }
    JavaBinary own = own();
    return java.equals(own.path()) ? own : new JavaBinary(java, version(java));
  }

  private static String version(Path java) {
    try {
      ChildProcess.Output output =
          ChildProcess.output(
              List.of(java.toString(), "-XshowSettings:properties", "-version"), DEADLINE);
      if (!output.isSuccess()) {
        throw new IllegalArgumentException(
            "jvm=%s: does not run: %s".formatted(java, output.why()));
      }
      return version(output.lines());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "jvm=%s: cannot be started: %s".formatted(java, e.getMessage()), e);
    }
  }

  private static String version(List<String> settings) {
    Map<String, String> properties =
        settings.stream()
            .map(line -> line.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(
                Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip(), (a, _) -> a));
    return version(name -> properties.getOrDefault(name, "unknown"));
  }

  private static String version(UnaryOperator<String> property) {
    return "%s %s (%s)"
        .formatted(
            property.apply("java.vm.name"),
            property.apply("java.runtime.version"),
            property.apply("java.vendor"));
  }
}
