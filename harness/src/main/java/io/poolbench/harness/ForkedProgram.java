package io.poolbench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Runs a program of ours in a fresh JVM and reads the result that it leaves in a file. */
final class ForkedProgram {

  /** The exit code of a program that cannot do its work on this system. */
  static final int UNAVAILABLE = 3;

  /** How a line of the log begins that says why. */
  static final String WHY = "poolbench: ";

  private ForkedProgram() {}

  /**
   * Runs the program and waits.
   *
   * @param arguments to which the name of the result file is appended
   * @param log gets what the program prints
   * @throws TrialFailedException with the reason that the program gave
   */
  static <R> R run(
      List<String> jvmArgs, Class<?> program, List<String> arguments, Path log, Class<R> result)
      throws TrialFailedException {
    Path file = log.resolveSibling(log.getFileName() + ".result");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArgs);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    command.add(file.toString());
    try {
      await(command, log);
      return JsonMapper.shared().readValue(Files.readString(file), result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new TrialFailedException("wrote a result that cannot be read: " + e.getMessage());
    } finally {
      delete(file);
    }
  }

  private static void await(List<String> command, Path log)
      throws IOException, TrialFailedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new TrialFailedException(why(log, exit), exit == UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialFailedException("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String why(Path log, int exit) throws IOException {
    return Files.readString(log)
        .lines()
        .filter(line -> line.startsWith(WHY))
        .map(line -> line.substring(WHY.length()))
        .findFirst()
        .orElse("ended with exit code " + exit);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
