package io.poolbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares output with a file of {@code src/test/resources/golden}. After a change that is meant,
 * run the tests with {@code -Dgolden=update} and review the difference in git.
 */
public final class Golden {

  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/golden");

  private Golden() {}

  public static void assertMatches(String name, String actual) {
    Path file = FOLDER.resolve(name);
    if ("update".equals(System.getProperty("golden"))) {
      try {
        Files.writeString(file, actual);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(actual).isEqualTo(Cli.read(file));
  }
}
