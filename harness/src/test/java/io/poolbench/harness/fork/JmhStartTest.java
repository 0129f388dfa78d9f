package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JmhStartTest {

  private static final String FILE = "-XX:CompileCommandFile=";

  @TempDir private Path folder;

  /** The oracle is JMH itself: what it adds to the command of a fork that it starts. */
  @Test
  void aForkThatWeStartIsToldWhatJmhTellsOne() throws IOException {
    List<String> theirs = new ArrayList<>();
    org.openjdk.jmh.runner.CompilerHints.addCompilerHints(theirs);
    List<String> ours = JmhStart.ofPoolbench().arguments(folder);
    assertThat(flags(ours)).isEqualTo(flags(theirs));
    assertThat(hints(ours)).isEqualTo(hints(theirs));
  }

  private static Set<String> flags(List<String> arguments) {
    Set<String> flags = new TreeSet<>(arguments);
    flags.removeIf(argument -> argument.startsWith(FILE));
    return flags;
  }

  private static Set<String> hints(List<String> arguments) throws IOException {
    Set<String> hints = new TreeSet<>();
    for (String argument : arguments) {
      if (argument.startsWith(FILE)) {
        hints.addAll(Files.readAllLines(Path.of(argument.substring(FILE.length()))));
      }
    }
    return hints;
  }
}
