package io.poolbench.harness.jar;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with the class path of the tests. */
public final class Jvm {

  private Jvm() {}

  /** Starts {@code main} with these arguments; its error output goes to its standard output. */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    return new ProcessBuilder(command(main, arguments)).redirectErrorStream(true).start();
  }

  /** The command that starts {@code main} with these arguments. */
  public static List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Over before the second compiler would pay.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Homes of the JDKs of a version, where Linux installs them. */
  public static List<Path> installed(int version) throws IOException {
    Path all = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(all)) {
      for (Path home : homes) {
        Path release = home.resolve("release");
        if (Files.isReadable(release)
            && Files.readString(release).contains("JAVA_VERSION=\"" + version + ".")) {
          found.add(home);
        }
      }
    }
    return found;
  }
}
