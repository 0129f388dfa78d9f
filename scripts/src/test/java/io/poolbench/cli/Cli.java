package io.poolbench.cli;

import io.poolbench.cli.gate.ScriptedRuns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Runs the command in this JVM and keeps what it printed; what measures is scripted. */
public record Cli(int exitCode, String output, String errors) {

  public static Cli run(String... arguments) {
    return runWithInput("", arguments);
  }

  public static Cli runWithInput(String standardInput, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream in = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
    int exitCode =
        Main.run(in, new ScriptedRuns(), new PrintWriter(out), new PrintWriter(err), arguments);
    return new Cli(exitCode, out.toString(), err.toString());
  }

  public static Path resource(String name) {
    URL url = Objects.requireNonNull(Cli.class.getResource("/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
