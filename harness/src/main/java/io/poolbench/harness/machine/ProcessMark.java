package io.poolbench.harness.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A word in the environment of a process and of all that it starts, by which they are found again
 * where the system shows environments (Linux): a child that has become a daemon has no parent that
 * would lead to it.
 *
 * @param owner process that started it
 * @param since when the owner was started, in clock ticks; numbers of processes are used again
 * @param number of the child
 */
record ProcessMark(long owner, long since, long number) {

  private static final String NAME = "POOLBENCH_CHILD";

  private static final Path PROCESSES = Path.of("/proc");

  /** Of the fields behind the name in {@code /proc/PID/stat}. */
  private static final int STARTED = 19;

  /** A container has numbers of its own, of which those outside know nothing. */
  private static final String NUMBERS = "ns/pid";

  static ProcessMark of(long number) {
    long self = ProcessHandle.current().pid();
    return new ProcessMark(self, start(self), number);
  }

  /** When a process was started, in clock ticks since the machine was; -1 where nobody tells. */
  private static long start(long pid) {
    try {
      String stat = Files.readString(PROCESSES.resolve(String.valueOf(pid)).resolve("stat"));
      // Counted from behind the name, which may hold blanks, in parentheses.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[STARTED]);
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  void putInto(Map<String, String> environment) {
    environment.put(NAME, owner + "-" + since + "-" + number);
  }

  /** Kills all that carry this mark. */
  void kill() {
    kill(this::equals);
  }

  /** Kills all that carry the mark of an owner that is gone, and says how many these were. */
  static int killOrphans() {
    return kill(mark -> !mark.isOwned());
  }

  private boolean isOwned() {
    return start(owner) == since;
  }

  private static int kill(Predicate<ProcessMark> which) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROCESSES)) {
      return 0;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
      for (Path process : processes) {
        if (hasOurNumbers(process) && read(process.resolve("environ")).filter(which).isPresent()) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .filter(handle -> !handle.equals(ProcessHandle.current()))
              .ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      return 0;
    }
    found.forEach(ProcessHandle::destroyForcibly);
    return found.size();
  }

  private static boolean hasOurNumbers(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve(NUMBERS))
          .equals(Files.readSymbolicLink(PROCESSES.resolve("self").resolve(NUMBERS)));
    } catch (IOException e) {
      return false;
    }
  }

  /** Empty where there is none, or where the process is another user's or has ended. */
  private static Optional<ProcessMark> read(Path environ) {
    try {
      String environment = Files.readString(environ, StandardCharsets.ISO_8859_1);
      for (String variable : environment.split("\0", -1)) {
        if (variable.startsWith(NAME + "=")) {
          return parse(variable.substring(NAME.length() + 1));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<ProcessMark> parse(String text) {
    String[] parts = text.split("-", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new ProcessMark(
                  Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
