package io.poolbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.gate.GateRuns;
import io.poolbench.cli.loop.LiveRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A crash is never a verdict, and success is never unread: both end with 2. */
final class CrashTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder = Path.of("");

  /** Measures nothing. */
  private record Failing(Throwable failure) implements GateRuns {

    @Override
    public LiveRun begin(Path directory, List<Integer> looks, Sides sides, String resume) {
      Failing.<RuntimeException>raise(failure);
      throw new AssertionError("nothing is measured");
    }

    @Override
    public LiveRun resume(Path directory, String resume) {
      throw new AssertionError("nothing has begun");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable e) throws T {
      throw (T) e;
    }
  }

  static Stream<Throwable> whateverIsThrown() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new NoClassDefFoundError("a/B"),
        new ExceptionInInitializerError("x"),
        new AssertionError("two\nlines"),
        new IllegalStateException("\u001b[2J"),
        new IOException("disk"));
  }

  @ParameterizedTest
  @MethodSource("whateverIsThrown")
  void whateverIsThrownEndsWithTwoAndOneLine(Throwable thrown) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(
            InputStream.nullInputStream(),
            new Failing(thrown),
            new PrintWriter(out),
            new PrintWriter(err),
            "gate",
            "--base-jar",
            "a.jar",
            "--head-jar",
            "b.jar",
            "--out",
            folder.resolve("run").toString());
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("poolbench: ")
        .endsWith(System.lineSeparator())
        .hasLineCount(1)
        .doesNotContain("\u001b");
    assertThat(out.toString()).isEmpty();
  }

  static Stream<List<String>> whateverPrints() throws IOException {
    String run = Cli.resource("run").toString();
    return Stream.of(
        List.of("compare", run),
        List.of("compare", run, "--format", "csv"),
        List.of("gate", run, run),
        List.of("calibrate", run),
        List.of("simulate", "--help"),
        List.of("--help"),
        List.of("history", "--help"),
        List.of("merge", "--help"));
  }

  @ParameterizedTest
  @MethodSource("whateverPrints")
  @EnabledIf("thereIsAFullDevice")
  void whatCannotBePrintedEndsWithTwo(List<String> command) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (OutputStream full = Files.newOutputStream(FULL)) {
      int exitCode =
          Main.run(InputStream.nullInputStream(), full, err, command.toArray(String[]::new));
      assertThat(exitCode).isEqualTo(2);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("poolbench: standard output cannot be written: No space left on device");
  }

  static boolean thereIsAFullDevice() {
    return Files.exists(FULL);
  }

  /** The launcher of this build, with JVM options that no JVM starts with. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:NoSuchOption", "-Xmx1", "-Xms2g -Xmx1g", "-noSuchOption"})
  void aJvmThatDoesNotStartEndsWithTwo(String options) throws Exception {
    Path home = builtHome();
    Process launched = launch(home, options);
    String said = new String(launched.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(launched.waitFor()).as(said).isEqualTo(2);
    assertThat(said).hasLineCount(1).contains("the JVM does not start", options);
  }

  @Test
  void optionsThatAJvmTakesAreGivenToIt() throws Exception {
    Process launched = launch(builtHome(), "-Dx=y -showversion -version");
    String said = new String(launched.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(launched.waitFor()).as(said).isZero();
    assertThat(said).contains("VM");
  }

  @Test
  void anArchiveOfClassesThatDoesNotSuitIsPassedOverInSilence() throws Exception {
    Path home = builtHome();
    Files.write(home.resolve("target/lib/poolbench.aot"), new byte[5000]);
    Process launched = launch(home, "-showversion -version");
    String said = new String(launched.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(launched.waitFor()).as(said).isZero();
    assertThat(said).contains("VM").doesNotContain("error", "aot");
  }

  /** The launcher beside a jar of its name: it never comes so far as to open it. */
  private Path builtHome() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path scripts = Files.createDirectories(home.resolve("scripts"));
    Path ours = Path.of(System.getProperty("poolbench.root", "..")).resolve("scripts");
    for (String file : List.of("poolbench", "java.options")) {
      Files.copy(ours.resolve(file), scripts.resolve(file));
    }
    Files.createFile(
        Files.createDirectories(home.resolve("target/lib")).resolve("poolbench-cli-0.jar"));
    return home;
  }

  private static Process launch(Path home, String options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            new ArrayList<>(List.of("bash", home.resolve("scripts/poolbench").toString(), "gate")));
    builder.environment().put("POOLBENCH_OPTS", options);
    builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
    return builder.redirectErrorStream(true).start();
  }
}
