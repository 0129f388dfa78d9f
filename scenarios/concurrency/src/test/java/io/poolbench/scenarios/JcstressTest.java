package io.poolbench.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs all tests of jcstress that stand in this module, in JVMs that it forks: all in one run,
 * since it first tries out a dozen options of the JVM. A test whose name begins with {@code Broken}
 * states what is forbidden of something that is wrong on purpose, and must fail, which shows that
 * the others can.
 */
final class JcstressTest {

  private static final Pattern VERDICT =
      Pattern.compile("^\\s*\\.*\\s*\\[(\\w+)] (io\\.poolbench\\.[\\w.]+)\\s*$", Pattern.MULTILINE);

  /** Several times what the run takes on a busy machine of two cores; the long run takes hours. */
  private static final long LONGEST_MINUTES = Concurrency.effort(20L, 600L);

  /** How the list has the class that jcstress generates for a test. */
  private static final Pattern TEST =
      Pattern.compile("(io\\.poolbench(?:\\.[a-z]+)*\\.[A-Z]\\w*?)_jcstress");

  @Test
  void nothingForbiddenHappensButInWhatIsBroken(@TempDir Path directory) throws Exception {
    String output = run(directory);
    SortedMap<String, String> expected = new TreeMap<>();
    for (String test : tests()) {
      expected.put(test, test.contains(".Broken") ? "FAILED" : "OK");
    }
    assertThat(expected).isNotEmpty();
    SortedMap<String, String> verdicts = new TreeMap<>();
    for (Matcher verdict = VERDICT.matcher(output); verdict.find(); ) {
      verdicts.merge(
          verdict.group(2), verdict.group(1), (one, other) -> one.equals("OK") ? other : one);
    }
    assertThat(verdicts).as(output).isEqualTo(expected);
  }

  private static String run(Path directory) throws IOException, InterruptedException {
    String options =
        Concurrency.effort(
            // One JVM, one way to compile, and threads where they like: seconds instead of hours.
            "-v true -hs 256 -f 1 -sc false -af NONE -iters 2 -time 200 -jvmArgs -XX:+UseSerialGC",
            "-v true -hs 256");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.openjdk.jcstress.Main", "-r", directory.toString()));
    command.addAll(List.of(options.split(" ")));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = false;
    try {
      ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    } finally {
      end(process);
    }
    String said = Files.readString(output);
    assertThat(ended)
        .as("ended within %d minutes; it said at last: %s", LONGEST_MINUTES, tail(said))
        .isTrue();
    return said;
  }

  /** With the JVMs that it forked. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String tail(String said) {
    return said.substring(Math.max(0, said.length() - 2000));
  }

  /** The names of all, as jcstress knows them. */
  private static List<String> tests() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(JcstressTest.class.getResourceAsStream("/META-INF/TestList"))) {
      return TEST.matcher(new String(list.readAllBytes(), UTF_8))
          .results()
          .map(match -> match.group(1))
          .toList();
    }
  }
}
