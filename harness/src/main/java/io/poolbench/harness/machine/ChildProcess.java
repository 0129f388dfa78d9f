package io.poolbench.harness.machine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process that we start, with all that it starts in turn. It ends in time, prints only so much,
 * and leaves nothing behind: when it is over, everything that carries its mark is killed, also what
 * has made itself independent of it.
 */
public final class ChildProcess {

  /** The most bytes that a child may print; a log that is longer is of no use to anybody. */
  private static final long MOST_BYTES = 16L << 20;

  private static final Duration PIPE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final Optional<Path> SETSID = setsid();

  private static final AtomicLong NUMBER = new AtomicLong();

  private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

  private final Process process;
  private final ProcessMark mark;

  private ChildProcess(Process process, ProcessMark mark) {
    this.process = process;
    this.mark = mark;
  }

  /** The way in which a process ended. */
  public sealed interface End {

    /** The process ended by itself. */
    record Exit(int code) implements End {}

    /** The process was killed since it took longer than it might. */
    record Late(Duration deadline) implements End {
      @Override
      public String toString() {
        return "not finished after %d s, killed".formatted(deadline.toSeconds());
      }
    }

    /** The process was killed since it printed more than it might. */
    record Talkative() implements End {
      @Override
      public String toString() {
        return "printed more than %d MiB, killed".formatted(MOST_BYTES >> 20);
      }
    }
  }

  /**
   * Runs a command to its end.
   *
   * @param command program and arguments
   * @param log gets what it prints, on either channel
   * @param deadline after which it is killed
   * @throws IOException when it cannot be started, or the log not be written
   */
  public static End run(List<String> command, Path log, Duration deadline) throws IOException {
    return start(new ProcessBuilder(command)).end(log, deadline);
  }

  /**
   * Starts a process, in a session of its own where the system has a program for that: what it
   * starts in turn is then known by the session even where it throws its environment away.
   *
   * @param builder says program, arguments, directory and environment
   * @throws IOException when it cannot be started
   */
  public static ChildProcess start(ProcessBuilder builder) throws IOException {
    if (SETSID.isPresent()) {
      List<String> command = new ArrayList<>(builder.command());
      command.addFirst(SETSID.get().toString());
      builder.command(command);
    }
    return marked(builder.redirectErrorStream(true));
  }

  private static ChildProcess marked(ProcessBuilder builder) throws IOException {
    ProcessMark mark = ProcessMark.of(NUMBER.incrementAndGet());
    mark.putInto(builder.environment());
    ChildProcess child = new ChildProcess(builder.start(), mark);
    RUNNING.add(child);
    return child;
  }

  private static Optional<Path> setsid() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, "setsid"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Waits for its end, and ends what it has started.
   *
   * @param log gets what it prints
   * @param deadline after which it is killed
   * @throws IOException when the log cannot be written
   */
  public End end(Path log, Duration deadline) throws IOException {
    try (OutputStream out = Files.newOutputStream(log)) {
      return await(out, deadline);
    } finally {
      kill();
      RUNNING.remove(this);
    }
  }

  /**
   * The lines that a program printed before it ended.
   *
   * @param end how it ended
   * @param lines on either channel, or on standard output alone
   */
  public record Output(End end, List<String> lines) {

    /** Tells whether it ended well. */
    public boolean isSuccess() {
      return end.equals(new End.Exit(0));
    }

    /** Returns the first line that says something, or how it ended. */
    public String why() {
      return firstLine(lines, end);
    }
  }

  /**
   * The answer of a program, each channel by itself.
   *
   * @param output of standard output
   * @param errors of standard error
   */
  public record Answer(Output output, List<String> errors) {

    /** Returns the first line of standard error that says something, or how the program ended. */
    public String why() {
      return firstLine(errors, output.end());
    }
  }

  private static String firstLine(List<String> lines, End end) {
    String silent =
        end instanceof End.Exit exit ? "it said nothing, exit code " + exit.code() : end.toString();
    return lines.stream().filter(line -> !line.isBlank()).findFirst().orElse(silent);
  }

  /**
   * Runs a command to its end and reads what it prints, on either channel.
   *
   * @param deadline after which it is killed
   * @throws IOException when it cannot be started
   */
  public static Output output(List<String> command, Duration deadline) throws IOException {
    return output(marked(new ProcessBuilder(command).redirectErrorStream(true)), deadline);
  }

  /**
   * Runs a program to its end and reads what it prints, each channel by itself.
   *
   * @param builder says program, arguments, directory and environment
   * @param deadline after which it is killed
   * @throws IOException when it cannot be started
   */
  public static Answer answer(ProcessBuilder builder, Duration deadline) throws IOException {
    Path errors = Files.createTempFile("poolbench", ".err");
    try {
      Output output = output(marked(builder.redirectError(errors.toFile())), deadline);
      return new Answer(output, LogFile.lines(errors));
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private static Output output(ChildProcess child, Duration deadline) throws IOException {
    Path log = Files.createTempFile("poolbench", ".log");
    try {
      End end = child.end(log, deadline);
      return new Output(
          end, new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList());
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private End await(OutputStream log, Duration deadline) throws IOException {
    Pump pump = new Pump(process.getInputStream(), log);
    Thread pumping = Thread.ofPlatform().daemon().name("output of a child").start(pump);
    try {
      process.onExit().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      awaitPipe(pumping);
    } catch (TimeoutException e) {
      return new End.Late(deadline);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    pump.throwFailure();
    return pump.isFull() ? new End.Talkative() : new End.Exit(process.exitValue());
  }

  /**
   * Waits until all is copied, but not for long: what the child has left behind may hold the pipe
   * open, and cannot be told from others while it starts a program. What carries no mark is not
   * waited for longer.
   */
  private void awaitPipe(Thread pumping) throws InterruptedException {
    long deadline = System.nanoTime() + PIPE.toNanos();
    while (!pumping.join(LOOK) && System.nanoTime() < deadline) {
      mark.kill(process.pid());
    }
  }

  /** Copies until the end, or until it is too much: then the process is killed. */
  private final class Pump implements Runnable {

    private final InputStream from;
    private final OutputStream to;
    private volatile boolean full;
    private volatile @Nullable IOException failure;

    Pump(InputStream from, OutputStream to) {
      this.from = from;
      this.to = to;
    }

    boolean isFull() {
      return full;
    }

    void throwFailure() throws IOException {
      IOException thrown = failure;
      if (thrown != null) {
        throw thrown;
      }
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      long left = MOST_BYTES;
      try {
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
          left -= read;
          if (left < 0) {
            full = true;
            kill();
            return;
          }
          to.write(buffer, 0, read);
        }
      } catch (IOException e) {
        failure = e;
        kill();
      }
    }
  }

  /** Ends it, with all that it has started. */
  public void kill() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    mark.kill(process.pid());
  }

  /** Kills everything that this JVM has started and that is not over. */
  public static void killAll() {
    RUNNING.forEach(ChildProcess::kill);
  }

  /**
   * Kills what earlier runs have left behind: processes whose owner is gone, as after SIGKILL.
   *
   * @return how many there were
   */
  public static int killOrphans() {
    return ProcessMark.killOrphans();
  }
}
