package io.poolbench.harness.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** The numbers of fields behind the name in {@code /proc/PID/stat}. */
  private static final int STATE = 0;

  private static final int SESSION = 3;
  private static final int STARTED = 19;

  private static final int LOOKS = 10;

  /**
   * The looks in a row that have to find nothing new: a process shows no mark at the moment at
   * which it starts a program.
   */
  private static final int ENOUGH_QUIET = 2;

  /**
   * The link to the numbers of a process: a container has its own, of which those outside know
   * nothing.
   */
  static final String NUMBERS = "ns/pid";

  static ProcessMark of(long number) {
    long self = ProcessHandle.current().pid();
    return new ProcessMark(self, start(self), number);
  }

  /**
   * Returns when a process was started, in clock ticks since the machine was; -1 where nobody
   * tells.
   */
  static long start(long pid) {
    return Long.parseLong(field(PROCESSES.resolve(String.valueOf(pid)), STARTED));
  }

  /** Returns a field of {@code stat}; -1 where nobody tells. */
  private static String field(Path process, int number) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      // Counted from behind the name, which may hold blanks, in parentheses.
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[number];
    } catch (IOException | RuntimeException e) {
      return "-1";
    }
  }

  void putInto(Map<String, String> environment) {
    environment.put(NAME, owner + "-" + since + "-" + number);
  }

  /**
   * Kills all that carry this mark or are of a session.
   *
   * @param session number of the process that leads it
   */
  void kill(long session) {
    String number = String.valueOf(session);
    kill(
        process ->
            read(process.resolve("environ")).filter(this::equals).isPresent()
                || (field(process, SESSION).equals(number) && !field(process, STATE).equals("Z")));
  }

  /** Kills all that carry the mark of an owner that is gone, and says how many these were. */
  static int killOrphans() {
    return kill(
        process -> read(process.resolve("environ")).filter(mark -> !mark.isOwned()).isPresent());
  }

  private boolean isOwned() {
    return start(owner) == since;
  }

  /** Kills again and again: what one of them starts while we look is found when we look again. */
  private static int kill(Predicate<Path> which) {
    Set<ProcessHandle> killed = new HashSet<>();
    int quiet = 0;
    for (int looks = 0; looks < LOOKS && quiet < ENOUGH_QUIET; looks++) {
      List<ProcessHandle> found = find(which);
      found.forEach(ProcessHandle::destroyForcibly);
      quiet = killed.addAll(found) ? 0 : quiet + 1;
    }
    return killed.size();
  }

  private static List<ProcessHandle> find(Predicate<Path> which) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROCESSES)) {
      return found;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
      Path ours = numbers(PROCESSES.resolve("self"));
      for (Path process : processes) {
        if (which.test(process) && numbers(process).equals(ours)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .filter(handle -> !handle.equals(ProcessHandle.current()))
              .ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be seen cannot be ended.
    }
    return found;
  }

  /**
   * Returns the name of the space that a process has its number from; its own folder, which equals
   * no such name, where that cannot be read.
   */
  private static Path numbers(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve(NUMBERS));
    } catch (IOException e) {
      return process;
    }
  }

  /**
   * Reads a mark; empty where there is none, or where the process is another user's or has ended.
   */
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
