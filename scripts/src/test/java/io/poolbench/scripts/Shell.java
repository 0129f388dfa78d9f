package io.poolbench.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs as a CI service does, and makes scripts that stand for other programs. */
final class Shell {

  private Shell() {}

  /** How a program ended, and all that it printed. */
  record Ended(int exitCode, String output) {}

  /** Runs a program in a folder, in which what it prints is kept, with more in its environment. */
  static Ended run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }

  /** Writes a script that can be run. */
  static Path script(Path file, String... lines) throws IOException {
    Files.write(file, List.of("#!/usr/bin/env bash", String.join("\n", lines)));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
